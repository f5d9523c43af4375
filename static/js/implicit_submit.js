// Enter in a field presses the first button of its form. A button marked data-does="final" (signs,
// locks, overwrites, deletes) is only ever pressed by itself.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
  const field = event.target;
  if (!field.matches?.("input, select") || !field.form) return;
  const first = [...field.form.elements].find((each) => each.matches("button:not([type=button])"));
  if (first?.dataset.does === "final") event.preventDefault();
});
