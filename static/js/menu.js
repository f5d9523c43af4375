// <details data-menu> opens natively; this closes it on Escape and on a click elsewhere.
import { isComposing } from "./keys.js";

function closeAll(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeAll(event.target.closest("details[data-menu]")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || isComposing(event)) return;
  const open = document.activeElement?.closest("details[data-menu][open]");
  closeAll(null);
  open?.querySelector("summary").focus();
});
