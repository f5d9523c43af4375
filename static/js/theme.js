// Loaded in the head before any style, so that a dark page never flashes white.
(() => {
  const root = document.documentElement;
  const KEY = "giao-dien";
  const system = matchMedia("(prefers-color-scheme: dark)");
  root.dataset.js = "";

  function chosen() {
    try {
      return localStorage.getItem(KEY) || "auto";
    } catch {
      return "auto"; // storage is disabled: follow the system
    }
  }

  function apply() {
    const choice = chosen();
    const dark = choice === "dark" || (choice === "auto" && system.matches);
    root.dataset.bsTheme = dark ? "dark" : "light";
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
    }
  }

  apply();
  document.addEventListener("DOMContentLoaded", apply);
  system.addEventListener("change", apply);
  addEventListener("storage", apply); // another tab
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    try {
      localStorage.setItem(KEY, button.dataset.themeChoice);
    } catch {
      // the choice lasts for this page only
    }
    apply();
  });

  // Print in the light theme.
  addEventListener("beforeprint", () => { root.dataset.bsTheme = "light"; });
  addEventListener("afterprint", apply);
})();
