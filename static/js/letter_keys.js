// "g" and a letter open a page of the menu, "/" finds a household. Only outside boxes, and the
// switch in the list of keys turns them off on this machine (WCAG 2.1.4: speech input and unsteady
// hands trigger single letters).
import { isComposing } from "./keys.js";

const KEPT = "phim-chu";
const SECOND_LETTER_WITHIN = 1500;
const TYPED_IN = "input:not([type=checkbox], [type=radio], [type=button]), select, textarea, [contenteditable]";

const list = document.querySelector("#shortcuts .keys--pages");
const box = document.getElementById("letter-keys-on");
let firstAt = -Infinity;

function isOn() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true; // storage is disabled
  }
}

function keep(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    box.checked = true; // the choice cannot be kept
  }
}

function find() {
  const search = document.querySelector("[data-search], main input[type=search]");
  if (search) {
    search.focus();
    search.select();
  } else {
    location.assign(`${list.dataset.find}#id_q`);
  }
}

// Radio buttons in a form answer by letters and digits of their own, and typed work is not left.
function isBusy(event) {
  return (
    event.defaultPrevented ||
    isComposing(event) ||
    event.ctrlKey || event.metaKey || event.altKey ||
    document.querySelector("dialog[open]") ||
    event.target.closest?.(`${TYPED_IN}, form[method=post]`)
  );
}

function onKey(event) {
  if (isBusy(event) || !isOn()) return;
  const isSecond = event.timeStamp - firstAt < SECOND_LETTER_WITHIN;
  firstAt = -Infinity;
  if (isSecond) {
    const link = list.querySelector(`[data-go="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!link) return;
    event.preventDefault();
    location.assign(link.href);
  } else if (event.key.toLowerCase() === "g") {
    firstAt = event.timeStamp;
  } else if (event.key === "/" && list.dataset.find) {
    event.preventDefault();
    find();
  }
}

if (list) {
  box.checked = isOn();
  box.addEventListener("change", () => keep(box.checked));
  document.addEventListener("keydown", onKey);
  const target = location.hash === "#id_q" && document.querySelector("main input[type=search]");
  if (target) target.focus();
}
