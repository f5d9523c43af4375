// <form data-enter-moves>: Enter goes to the next box, from the last one to the main button, so that no
// unfinished form is sent. Boxes with keys of their own (roster, questions) handle Enter before.
import { isComposing } from "./keys.js";

const BOX = "input:not([type=hidden]), select";
const STOPS = "input:not([type=hidden]):not([type=radio]), select, textarea, [data-main-button]";

function isOpen(field) {
  return !field.disabled && field.tabIndex >= 0 && field.offsetParent !== null;
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-enter-moves]");
  if (!form || event.defaultPrevented || event.key !== "Enter" || isComposing(event)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || !event.target.matches(BOX)) return;
  event.preventDefault();
  const stops = [...form.querySelectorAll(STOPS)].filter(isOpen);
  const next = stops[stops.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
  next?.focus();
  if (next?.matches("input")) next.select();
});
