// <form data-unsaved>: asks before leaving changed input.
const changed = new Set();

function note(event) {
  const form = event.target.closest?.("form[data-unsaved]");
  if (!form) return;
  changed.add(form);
  form.dataset.changed = "";
}
function forget(event) {
  if (event.defaultPrevented) return;
  changed.delete(event.target);
  delete event.target.dataset.changed;
}
document.addEventListener("input", note);
document.addEventListener("change", note);
document.addEventListener("submit", forget);
document.addEventListener("saved", forget); // in place
addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

// An invalid form is shown again with unsaved input.
if (document.querySelector("[data-error-summary]")) {
  for (const form of document.querySelectorAll("form[data-unsaved]")) changed.add(form);
}
