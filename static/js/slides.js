// The slides of the dashboard: arrow keys and buttons move by one screen, Esc leaves.
const deck = document.querySelector("[data-deck]");
const slides = deck ? [...deck.querySelectorAll(".slide")] : [];

const shown = () => {
  const middle = window.innerHeight / 2;
  return Math.max(0, slides.findLastIndex((slide) => slide.getBoundingClientRect().top <= middle));
};
const move = (step) => {
  const next = slides[Math.min(slides.length - 1, Math.max(0, shown() + step))];
  next.scrollIntoView({ block: "start" });
  next.focus({ preventScroll: true });
};

const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
document.addEventListener("keydown", (event) => {
  if (!deck || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") location.assign(deck.dataset.deck);
  if (!(event.key in STEPS)) return;
  event.preventDefault();
  move(STEPS[event.key]);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-deck-move]");
  if (button) move(Number(button.dataset.deckMove));
});
