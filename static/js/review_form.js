// Fast entry of a review form: 1/x and 2/k answer and advance, arrows move between questions.
import { isComposing } from "./keys.js";

const DEPRIVED = new Set(["1", "x"]);
const NOT_DEPRIVED = new Set(["2", "k"]);

const form = document.querySelector("form[data-review-form]");
const area = form.querySelector("[name=house_area]");

// Skip questions answered by the register, or by a typed area.
const isAsked = (stop) =>
  !stop.hasAttribute("data-derived") && !(stop.hasAttribute("data-from-area") && area.value.trim());
const stops = () =>
  [...form.querySelectorAll("[data-questions] input[type=text], [data-question]")].filter((stop) =>
    stop.matches("input") ? !stop.closest("[data-question]") && stop.offsetParent : isAsked(stop),
  );

function focusOn(stop) {
  if (!stop) return;
  const target = stop.matches("input")
    ? stop
    : (stop.querySelector("input:checked") ?? stop.querySelector("input"));
  target.focus();
  if (stop.matches("input")) stop.select();
  stop.scrollIntoView({ block: "nearest" });
}

function step(from, by) {
  const all = stops();
  const next = all[all.indexOf(from) + by];
  if (next) focusOn(next);
  else if (by > 0) form.querySelector("[name=surveyed_on]").focus();
}

function answer(question, index) {
  const radio = question.querySelectorAll("input[type=radio]")[index];
  if (!radio.checked) {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

form.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
  const question = event.target.closest("[data-question]");
  if (question && !event.target.matches("[type=radio]")) return;
  const isBox = event.target.matches("[data-questions] input[type=text]");
  const stop = question ?? (isBox && event.target);
  if (!stop) return;
  const key = event.key.toLowerCase();
  if (question && (DEPRIVED.has(key) || NOT_DEPRIVED.has(key))) {
    answer(question, DEPRIVED.has(key) ? 0 : 1);
    step(question, 1);
  } else if (key === "arrowdown" || key === "enter") {
    step(stop, 1);
  } else if (key === "arrowup") {
    step(stop, -1);
  } else {
    return;
  }
  event.preventDefault();
});

// An answer copied from an earlier form is no longer marked once it is changed.
form.addEventListener("change", (event) => {
  event.target.closest("[data-question]")?.querySelector("[data-carried]")?.remove();
});

// In a low window the bar at the bottom shows the results without their reasons.
form.querySelector("[data-outcomes-more]").addEventListener("click", ({ currentTarget: button }) => {
  const isOpen = form.querySelector(".review__side").classList.toggle("is-open");
  button.setAttribute("aria-expanded", isOpen);
});
