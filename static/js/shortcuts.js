// Ctrl+S saves <form data-shortcut-save>, Ctrl+Enter presses the main button, Ctrl+K goes to the search
// box, Ctrl+/ lists the keys. Single letters are in letter_keys.js, where they can be turned off.
import { mainButton } from "./enter_moves.js";
import { isComposing } from "./keys.js";

// What signs, locks, overwrites or deletes is not pressed by a shortcut: it gets the focus.
function pressMain(target) {
  const form = target.closest?.("form[method=post]") ?? document.querySelector("form[data-entry]");
  const button = form && mainButton(form);
  if (button?.dataset.does === "final") button.focus();
  else button?.click();
  return Boolean(button);
}

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isComposing(event)) return;
  if (event.key.toLowerCase() === "s") {
    const form = document.querySelector("form[data-shortcut-save]");
    if (!form) return;
    event.preventDefault();
    // A click on the button itself sends its name and value too.
    (form.querySelector("[data-stays]") ?? form.querySelector('[data-does="save"], [data-does="preview"]'))?.click();
    return;
  }
  if (event.key === "Enter" && !event.repeat) {
    if (pressMain(event.target)) event.preventDefault();
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
