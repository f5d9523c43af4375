// After an invalid form: focuses the summary; its links focus the fields.
document.querySelector("[data-error-summary]")?.focus();

// The skip link leaves no fragment in the address: a form would post back to it, and the browser would
// then move the focus to the fragment instead of the summary.
document.querySelector(".skip-link")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.querySelector(event.currentTarget.hash)?.focus();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  if (!link) return;
  const target = document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  const field = target.matches("input, select, textarea") ? target : target.querySelector("input");
  (target.closest(".field") ?? target).scrollIntoView({ block: "center" });
  (field ?? target).focus({ preventScroll: true });
});
