// After an invalid form: focuses the summary; its links focus the fields.
document.querySelector("[data-error-summary]")?.focus();

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  if (!link) return;
  const target = document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  const field = target.matches("input, select, textarea") ? target : target.querySelector("input");
  (target.closest(".field") ?? target).scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
});
