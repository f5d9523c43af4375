// Keys of a grid of boxes, as in Excel: Enter and the arrows move within the column, and rows
// copied in Excel are filled in cell for cell from the focused box on, downwards and to the right.
const boxesOf = (row) => [...row.querySelectorAll("input:not([type=hidden])")];
const rowsOf = (table) => [...table.tBodies[0].rows].filter((row) => boxesOf(row).length);

function go(box, step) {
  const row = box.closest("tr");
  const rows = rowsOf(row.closest("table"));
  const next = rows[rows.indexOf(row) + step];
  const target = next && boxesOf(next)[boxesOf(row).indexOf(box)];
  target?.focus();
  target?.select();
}

// A thousands blank of Excel is dropped; everything else is left for the server to judge.
const valueOf = (text) => text.trim().replaceAll("\u00a0", "");

function fill(box, lines) {
  const row = box.closest("tr");
  const rows = rowsOf(row.closest("table")).slice(rowsOf(row.closest("table")).indexOf(row));
  const first = boxesOf(row).indexOf(box);
  lines.forEach((values, down) => {
    values.forEach((value, right) => {
      const target = rows[down] && boxesOf(rows[down])[first + right];
      if (!target) return;
      target.value = valueOf(value);
      target.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}

for (const table of document.querySelectorAll("table[data-grid-keys]")) {
  table.addEventListener("keydown", (event) => {
    if (!event.target.matches("input") || event.isComposing || event.altKey || event.ctrlKey) return;
    const steps = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    go(event.target, step);
  });
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    if (!event.target.matches("input") || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    fill(event.target, text.split(/\r?\n/).map((line) => line.split("\t")));
  });
}
