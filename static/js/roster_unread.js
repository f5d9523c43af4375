// Cells whose pasted text was not understood: the text stays in the cell, the form is refused until
// a value is chosen, and the mark goes with the first change.
const MARK = "?";

const note = (field) => field.closest("td").querySelector("[data-unread-note]");

export const isUnread = (field) => field.closest("td").classList.contains("is-unread");

export function markUnread(field, text, why) {
  clearUnread(field);
  const place = field.closest("td");
  place.classList.add("is-unread");
  field.setAttribute("aria-invalid", "true");
  if (field.tagName === "SELECT") {
    field.prepend(new Option(`${MARK} ${text}`, MARK + text, true, true));
    field.value = MARK + text;
  } else if (field.type === "checkbox") {
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: field.name, value: MARK + text });
    field.checked = false;
    field.before(kept);
  }
  const words = document.createElement("p");
  words.className = "roster__note";
  words.dataset.unreadNote = "";
  words.id = `${field.id}_unread`;
  words.textContent = why;
  field.setAttribute("aria-describedby", words.id);
  place.append(words);
}

// Also clears what the server could not read.
export function clearUnread(field) {
  const place = field.closest("td");
  for (const option of field.querySelectorAll(`option[value^="${MARK}"]`)) {
    if (option.selected) field.value = "";
    option.remove();
  }
  for (const kept of place.querySelectorAll(`input[type=hidden][value^="${MARK}"]`)) kept.remove();
  if (!isUnread(field)) return;
  place.classList.remove("is-unread");
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
  note(field)?.remove();
}
