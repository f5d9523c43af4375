// <table data-lines>: on a phone one line per row (its head and the cells with data-line), the rest on tap.
// Without JavaScript every cell of a row is shown below the other.
const addToggle = (row) => {
  const head = row.querySelector("th");
  if (!head) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "line-toggle no-print";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-label", `Chi tiết ${head.textContent.trim()}`);
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(row.classList.toggle("is-open")));
  });
  head.prepend(button);
};

for (const table of document.querySelectorAll("table[data-lines]")) {
  table.classList.add("is-lined");
  table.querySelectorAll(":scope > tbody > tr, :scope > tfoot > tr").forEach(addToggle);
}
