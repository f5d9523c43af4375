// Submits a POST form only once, and not while the server cannot be reached: the page with the typed
// content would be replaced by the browser's error page.
import { isComposing } from "./keys.js";

const BUSY = "Đang gửi…";
const ANSWER_WITHIN = 8000;
const GIVE_UP_AFTER = 30000;
const UNREACHABLE = "Chưa gửi được: không kết nối được máy chủ. Nội dung còn nguyên trên trang này, hãy thử lại.";

async function isReachable() {
  try {
    const limit = AbortSignal.timeout(ANSWER_WITHIN);
    const answer = await fetch("/healthz/", { method: "HEAD", cache: "no-store", signal: limit });
    return answer.ok;
  } catch {
    return false;
  }
}

function release(form) {
  delete form.dataset.sent;
  delete form.dataset.reached;
  for (const button of form.querySelectorAll("button[data-words]")) {
    button.innerHTML = button.dataset.words;
    delete button.dataset.words;
  }
  for (const button of form.querySelectorAll("button[data-held]")) {
    button.disabled = false;
    delete button.dataset.held;
  }
}

function hold(form, button) {
  form.dataset.sent = "";
  // After this event: otherwise the button's name and value would be missing from the request.
  setTimeout(() => {
    if (!("sent" in form.dataset)) return;
    for (const each of form.querySelectorAll("button:not([type=button]):not(:disabled)")) {
      each.disabled = true;
      each.dataset.held = "";
    }
    if (button) {
      button.dataset.words = button.innerHTML;
      button.textContent = BUSY;
    }
  });
}

// Asks first whether the server can be reached; then the same submission goes on.
async function ask(form, button) {
  const isThere = await isReachable();
  if (!("sent" in form.dataset)) return; // stopped by the user
  release(form);
  if (isThere) {
    form.dataset.reached = "";
    form.requestSubmit(button?.isConnected ? button : undefined);
  } else {
    document.dispatchEvent(new CustomEvent("toast", { detail: UNREACHABLE }));
    button?.focus();
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "submitMany" in form.dataset) return;
  if ("sent" in form.dataset) {
    event.preventDefault();
    return;
  }
  const button = event.submitter;
  if ("unsaved" in form.dataset && !("reached" in form.dataset)) {
    event.preventDefault();
    hold(form, button);
    ask(form, button);
    return;
  }
  delete form.dataset.reached;
  hold(form, button);
  setTimeout(() => release(form), GIVE_UP_AFTER);
});

// Escape stops the browser's request: the form must be usable again.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || isComposing(event)) return;
  for (const form of document.querySelectorAll("form[data-sent]")) release(form);
});

// The back button may restore the page in its disabled state.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) release(form);
});
