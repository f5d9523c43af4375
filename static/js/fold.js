// <details data-fold open>: closed on a phone, where the page would be too long; open elsewhere.
const phone = window.matchMedia("(max-width: 575.98px)");
const fold = () => {
  for (const part of document.querySelectorAll("details[data-fold]")) part.open = !phone.matches;
};
fold();
phone.addEventListener("change", fold);
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details[data-fold]")) part.open = true;
});
