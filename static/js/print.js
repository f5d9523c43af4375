// <button data-print>: opens the browser's print box. What is folded on the screen is open on paper.
let opened = [];

function unfold() {
  opened = [...document.querySelectorAll("main details:not([open]):not([data-menu])")].filter((each) => !each.closest(".no-print"));
  for (const each of opened) each.open = true;
}

function fold() {
  for (const each of opened) each.open = false;
  opened = [];
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
addEventListener("beforeprint", unfold);
addEventListener("afterprint", fold);
