// A table wider than its container becomes a named region, reachable by keyboard.
function mark(wrap) {
  const table = wrap.querySelector("table");
  const scrolls = wrap.scrollWidth > wrap.clientWidth + 1;
  if (!table || wrap.dataset.region === String(scrolls)) return;
  wrap.dataset.region = String(scrolls);
  if (scrolls) {
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "region");
    wrap.setAttribute("aria-label", table.caption?.textContent.trim() || "Bảng");
  } else {
    for (const name of ["tabindex", "role", "aria-label"]) wrap.removeAttribute(name);
  }
}

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => mark(target)));
function watch(root) {
  for (const wrap of root.querySelectorAll(".table-wrap:not([tabindex])")) sizes.observe(wrap);
}
watch(document);
document.addEventListener("htmx:afterSwap", ({ target }) => watch(target));
