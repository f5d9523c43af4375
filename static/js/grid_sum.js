// Adds up the columns of a grid while typing and shows the difference from the expected sum.
// The server checks the same; the form also works without this file.

function numberIn(text) {
  const typed = text.trim();
  return /^([0-9]+|[0-9]{1,3}([. ][0-9]{3})+)$/.test(typed) ? Number(typed.replace(/[. ]/g, "")) : 0;
}

function written(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ".");
}

function wanted(output) {
  const source = document.getElementById(output.dataset.goalField);
  const text = source?.value ?? "";
  return text === "" ? null : numberIn(text);
}

function addUp(form) {
  for (const output of form.querySelectorAll("output[data-total]")) {
    const cells = form.querySelectorAll(`input[data-sum="${output.dataset.total}"]`);
    const sum = [...cells].reduce((total, cell) => total + numberIn(cell.value), 0);
    const goal = wanted(output);
    const difference = goal === null ? 0 : sum - goal;
    output.classList.toggle("tone-danger", difference !== 0);
    output.classList.toggle("tone-success", goal !== null && difference === 0);
    output.value = written(sum);
    if (difference) output.value += difference > 0 ? ` (thừa ${written(difference)})` : ` (thiếu ${written(-difference)})`;
    else if (goal !== null) output.value += " ✔";
  }
}

for (const form of document.querySelectorAll("form[data-grid-sum]")) {
  form.addEventListener("input", () => addUp(form));
  addUp(form);
}
