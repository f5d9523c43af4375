// [data-dialog=ID] opens <dialog id=ID>; without JavaScript the dialog is part of the page.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.dialog)?.showModal();
    return;
  }
  if (event.target.closest("[data-dialog-close]") || event.target.matches("dialog[open]")) {
    event.target.closest("dialog").close();
  }
});
