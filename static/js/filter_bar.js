// <form data-filter-live>: the list follows the filters; while typing, after a short pause.
const PAUSE = 400;
let waiting;

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-filter-live]");
  if (!form || event.target.type !== "search") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => form.requestSubmit(), PAUSE);
});
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filter-live]");
  if (form && event.target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
});

// Empty filters only lengthen the address.
document.addEventListener("htmx:configRequest", ({ target, detail }) => {
  if (!target.matches("form[data-filter-live]")) return;
  for (const [name, value] of [...detail.formData.entries()]) {
    if (value === "") detail.formData.delete(name);
  }
});

// A folded filter that is in use must be seen.
for (const fold of document.querySelectorAll("[data-filter-more]")) {
  const inUse = [...fold.querySelectorAll("input, select")].some((field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked && field.value : field.value,
  );
  if (inUse) fold.open = true;
}
