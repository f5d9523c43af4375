// For every htmx request: the CSRF header, a loading bar, an error message.
const bar = document.getElementById("loading-bar");
const spoken = document.getElementById("spoken");
let underway = 0;

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const token = document.querySelector("meta[name=csrf-token]")?.content;
  if (token && detail.verb !== "get") detail.headers["X-CSRFToken"] = token;
});

function count(step) {
  underway = Math.max(0, underway + step);
  bar.classList.toggle("is-busy", underway > 0);
}
document.addEventListener("htmx:beforeRequest", () => count(1));
document.addEventListener("htmx:afterRequest", () => count(-1));

// A whole page instead of a fragment: the session has ended, or the address has changed. Typed content
// stays: it is sent and kept with the form.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (/^\s*<!doctype/i.test(event.detail.xhr.responseText)) {
    event.preventDefault();
    if (document.querySelector("form[data-changed]")) toast("Phiên làm việc đã hết. Hãy bấm lưu: nội dung được giữ, đăng nhập lại rồi làm tiếp.");
    else location.reload();
  }
});

document.addEventListener("htmx:afterSwap", ({ target }) => {
  const found = target.querySelector?.(".pager__count");
  if (found) spoken.textContent = found.textContent.trim();
});

// Bars that stick to the bottom: a message never lies over their buttons.
const BARS = ".save-bar, .form-actions--sticky, .quick-save, .review__side";

function clearOfBars() {
  const tops = [...document.querySelectorAll(BARS)]
    .map((bar) => bar.getBoundingClientRect())
    .filter(({ top, bottom }) => bottom > 0 && top < innerHeight)
    .map(({ top }) => top);
  return tops.length ? innerHeight - Math.min(...tops) : 0;
}

function toast(text) {
  const box = document.createElement("p");
  box.className = "toast-note";
  box.textContent = text;
  const place = document.getElementById("toasts");
  place.style.marginBottom = `${clearOfBars()}px`;
  place.replaceChildren(box);
  setTimeout(() => box.remove(), 8000);
}
document.addEventListener("toast", ({ detail }) => toast(detail));
document.addEventListener("htmx:sendError", () => toast("Không kết nối được máy chủ. Hãy kiểm tra mạng rồi thử lại."));
document.addEventListener("htmx:timeout", () => toast("Máy chủ trả lời quá chậm. Hãy thử lại."));
document.addEventListener("htmx:responseError", () => toast("Chưa làm được việc này. Hãy tải lại trang rồi thử lại."));
