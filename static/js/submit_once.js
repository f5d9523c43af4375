// Submits a POST form only once.
const BUSY = "Đang gửi…";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "submitMany" in form.dataset) return;
  if ("sent" in form.dataset) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  const button = event.submitter;
  // After this event: otherwise the button's name and value would be missing from the request.
  setTimeout(() => {
    for (const each of form.querySelectorAll("button:not([type=button])")) each.disabled = true;
    if (button) {
      button.dataset.words = button.innerHTML;
      button.textContent = BUSY;
    }
  });
});

// The back button may restore the page in its disabled state.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const each of form.querySelectorAll("button:disabled")) {
      each.disabled = false;
      if (each.dataset.words) each.innerHTML = each.dataset.words;
    }
  }
});
