// Ctrl+S saves <form data-shortcut-save>, Ctrl+K goes to the search box, Ctrl+/ lists the keys. No
// shortcut is a single letter or mark: speech input and unsteady hands would trigger it (WCAG 2.1.4).
import { isComposing } from "./keys.js";

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isComposing(event)) return;
  if (event.key.toLowerCase() === "s") {
    const form = document.querySelector("form[data-shortcut-save]");
    if (!form) return;
    event.preventDefault();
    // A click on the button itself sends its name and value too.
    form.querySelector('[data-does="save"], [data-does="preview"]')?.click();
    return;
  }
  if (event.key.toLowerCase() === "k") {
    const box = document.querySelector("[data-search], main input[type=search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  }
  if (event.key === "/" && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    document.getElementById("shortcuts")?.showModal();
  }
});
