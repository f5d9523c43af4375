// <form data-filter-live>: updates the list as filters change, while typing after a short pause.
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

// Leave empty filters out of the address.
document.addEventListener("htmx:configRequest", ({ target, detail }) => {
  if (!target.matches("form[data-filter-live]")) return;
  for (const [name, value] of [...detail.formData.entries()]) {
    if (value === "") detail.formData.delete(name);
  }
});

// A folded filter in use must be visible; one that always has a value only if it is in the address.
const asked = new URLSearchParams(location.search);
const isChosen = (field) =>
  field.options && ![...field.options].some((option) => !option.value) ? asked.has(field.name) : field.value;
for (const fold of document.querySelectorAll("[data-filter-more]")) {
  const inUse = [...fold.querySelectorAll("input, select")].some((field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked && field.value : isChosen(field),
  );
  if (inUse) fold.open = true;
}
