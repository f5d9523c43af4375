// "/" goes to the search box, Ctrl+S presses the saving button of <form data-shortcut-save>, "?" lists the keys.
function isTyping(element) {
  return element?.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element?.tagName ?? "");
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    const form = document.querySelector("form[data-shortcut-save]");
    if (!form) return;
    event.preventDefault();
    // A click on the button itself sends its name and value too.
    form.querySelector('[data-does="save"], [data-does="preview"]')?.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") {
    const box = document.querySelector("[data-search], main input[type=search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  }
  if (event.key === "?" && !document.querySelector("dialog[open]")) {
    document.getElementById("shortcuts")?.showModal();
  }
});
