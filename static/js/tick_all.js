// <form data-tick-all data-tick-unit="hộ">: a checkbox for the whole page, with the number of ticked ones.
const boxes = (form) => [...form.querySelectorAll("tbody input[type=checkbox]")];

function show(form) {
  const ticked = boxes(form).filter((box) => box.checked).length;
  const all = form.querySelector("[data-tick]");
  const button = form.querySelector("[data-tick-button]");
  if (!all || !button) return;
  all.checked = ticked > 0 && ticked === boxes(form).length;
  all.indeterminate = ticked > 0 && !all.checked;
  button.disabled = ticked === 0;
  form.querySelector("[data-tick-count]").textContent = ticked ? `Đã chọn ${ticked} ${form.dataset.tickUnit || "phiếu"}` : "";
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-tick-all]");
  if (!form) return;
  if (event.target.matches("[data-tick]")) {
    for (const box of boxes(form)) box.checked = event.target.checked;
  }
  show(form);
});

const showAll = () => document.querySelectorAll("form[data-tick-all]").forEach(show);
document.addEventListener("htmx:afterSwap", showAll);
addEventListener("pageshow", showAll);
showAll();
