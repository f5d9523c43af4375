// <form data-tick-keys>: the digits 1 to 9 tick and untick its boxes in their order, except while text is
// typed; with Shift those of the row [data-shift-ticks], which the digits alone leave out, as they do the
// boxes of its table. They act only while the focus is in the form (WCAG 2.1.4); a click puts it there.
import { isComposing } from "./keys.js";

const form = document.querySelector("form[data-tick-keys]");
const BOX = "input[type=checkbox]";

form.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
  if (event.target.matches("textarea, select, input:not([type=checkbox], [type=radio])")) return;
  const digit = event.shiftKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : /^[1-9]$/.exec(event.key)?.[0];
  if (!digit) return;
  const plain = [...form.querySelectorAll(BOX)].filter((box) => !box.closest("[data-boxes]"));
  const boxes = event.shiftKey ? form.querySelectorAll(`[data-shift-ticks] ${BOX}`) : plain;
  const box = boxes[Number(digit) - 1];
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.click();
});
