// Adds "Hiện" beside each password box.
for (const input of document.querySelectorAll("input[type=password]")) {
  const box = document.createElement("div");
  const button = document.createElement("button");
  box.className = "password";
  button.type = "button";
  button.className = "password__toggle";
  button.setAttribute("aria-controls", input.id);
  input.replaceWith(box);
  box.append(input, button);
  // A box that is moved in the page loses the cursor it opened with.
  if (input.autofocus && document.activeElement === document.body) input.focus();

  const show = (visible) => {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? "Ẩn" : "Hiện";
    button.setAttribute("aria-label", visible ? "Ẩn mật khẩu" : "Hiện mật khẩu");
  };
  show(false);
  button.addEventListener("click", () => show(input.type === "password"));
  // A browser remembers text inputs, so a password must not be submitted from one.
  input.form?.addEventListener("submit", () => show(false));
}
