// <form data-entry>: Enter goes to the next box, from the last one to the main button, so that no
// unfinished form is sent. Boxes with keys of their own (roster, questions) handle Enter before.
import { isComposing } from "./keys.js";

const BOX = "input:not([type=hidden]), select";
const BUTTON = "button:not([type=button], [tabindex='-1'])";
const STOPS = "input:not([type=hidden], [data-head]), select, textarea";

function isOpen(field) {
  return !field.disabled && field.tabIndex >= 0 && field.offsetParent !== null;
}

// Buttons or boxes of one name are one stop: the chosen one, else the first.
const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
function isStop(field, _place, all) {
  if (!isTicked(field)) return true;
  const group = all.filter((each) => isTicked(each) && each.name === field.name);
  return field === (group.find((each) => each.checked) ?? group[0]);
}

function next(form, from, step) {
  const open = [...form.querySelectorAll(STOPS)].filter(isOpen);
  const stops = open.filter(isStop);
  const here = isTicked(from) ? stops.findIndex((each) => each.name === from.name) : stops.indexOf(from);
  return stops[here + step] ?? (step > 0 ? mainButton(form) : null);
}

// The marked button, else the first coloured one, else the first.
export function mainButton(form) {
  const buttons = [...form.elements].filter((each) => each.matches(BUTTON) && isOpen(each));
  const found = (mark) => buttons.find((each) => each.matches(mark));
  return found("[data-main-button]") ?? found(".btn-primary") ?? buttons[0];
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-entry]");
  if (!form || event.defaultPrevented || event.key !== "Enter" || isComposing(event)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || !event.target.matches(BOX)) return;
  event.preventDefault();
  const stop = next(form, event.target, event.shiftKey ? -1 : 1);
  stop?.focus();
  if (stop?.matches("input")) stop.select();
});
