// <form data-tick-keys>: the digits 1 to 9 tick and untick its boxes in their order, except while text is
// typed. They act only while the focus is in the form (WCAG 2.1.4); a click on the form puts it there.
import { isComposing } from "./keys.js";

const form = document.querySelector("form[data-tick-keys]");

form.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
  if (event.target.matches("textarea, select, input:not([type=checkbox], [type=radio])")) return;
  const box = /^[1-9]$/.test(event.key) && form.querySelectorAll("input[type=checkbox]")[Number(event.key) - 1];
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.click();
});
