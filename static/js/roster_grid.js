// Keyboard entry of the roster: Tab across, Enter to the next row (a new one after the last),
// Ctrl+D copies from above, Alt+arrows move a row, Ctrl+Delete removes it and can be undone.
import { isComposing } from "./keys.js";

const table = document.querySelector("[data-roster]");
const body = table.querySelector("[data-rows]");
const form = table.closest("form");
const total = form.elements["members-TOTAL_FORMS"];
const template = document.querySelector("[data-row-template]");
const count = document.querySelector("[data-row-count]");
const status = document.querySelector("[data-roster-status]");
const MOST_ROWS = 40;

export const rows = () => [...body.querySelectorAll("[data-row]:not([hidden])")];
export const cell = (row, column) => row.querySelector(`[data-column="${column}"]`);
const columns = [...template.content.querySelectorAll("[data-column]")].map(
  (field) => field.dataset.column,
);
export const COLUMNS = columns;

export function say(text) {
  status.textContent = text;
}

// crypto.randomUUID exists on https and localhost only; offices also use plain http.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const isTyped = (row) =>
  columns.some((column) => {
    const field = cell(row, column);
    return field.type === "checkbox" ? field.checked : field.value.trim() !== "";
  });

export function addRow() {
  if (rows().length >= MOST_ROWS) {
    say(`Một hộ có nhiều nhất ${MOST_ROWS} nhân khẩu.`);
    return null;
  }
  const number = Number(total.value);
  const holder = document.createElement("tbody");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", number);
  const row = holder.querySelector("[data-row]");
  row.querySelector(`[name$="-client_id"]`).value = newKey();
  total.value = number + 1;
  body.append(row);
  renew();
  return row;
}

const headRow = () => form.querySelector("[data-head]:checked")?.closest("[data-row]");
let head = headRow();

// The former head's relation to the new one, where it follows.
const MIRRORED = {
  SPOUSE: "SPOUSE",
  CHILD: "PARENT",
  PARENT: "CHILD",
  SIBLING: "SIBLING",
  GRANDPARENT: "GRANDCHILD",
  GRANDCHILD: "GRANDPARENT",
};

// "As the head" meant the former head: it is filled in before the head changes.
function changeHead() {
  const former = head;
  head = headRow();
  // Read before setting: setting redraws the rows, and a head has no relation.
  const mirrored = MIRRORED[cell(head, "relation").value];
  const ethnicity = former && cell(former, "ethnicity").value;
  for (const row of rows().filter(isTyped)) {
    const field = cell(row, "ethnicity");
    if (ethnicity && !field.value) setValue(field, ethnicity);
  }
  if (former && former !== head && mirrored) setValue(cell(former, "relation"), mirrored);
  const others = rows().filter((row) => isTyped(row) && row !== head);
  document.querySelector("[data-head-note]").hidden = others.length === 0;
}

// Numbers, order and head follow the rows on the screen.
export function renew() {
  let people = 0;
  rows().forEach((row, place) => {
    row.querySelector("[data-row-number]").textContent = place + 1;
    row.querySelector(`[name$="-position"]`).value = place;
    if (isTyped(row)) people += 1;
    const isHead = row.querySelector("[data-head]").checked;
    const relation = cell(row, "relation");
    if (isHead) relation.value = "";
    relation.disabled = isHead;
    relation.querySelector('option[value=""]').textContent = isHead ? "Chủ hộ" : "";
    cell(row, "ethnicity").querySelector('option[value=""]').textContent = isHead ? "chọn" : "như chủ hộ";
  });
  count.textContent = people ? `(${people})` : "";
}

function focusOn(row, column = columns[0]) {
  const field = row && cell(row, column);
  if (!field) return;
  (field.disabled ? cell(row, columns[0]) : field).focus();
  if (field.select) field.select();
}

// The row stays in the form, hidden and marked, until the page is saved.
function hide(row) {
  const name = cell(row, "full_name").value.trim() || "dòng trống";
  const radio = row.querySelector("[data-head]");
  const mark = row.querySelector(`[name$="-DELETE"]`);
  const wasHead = radio.checked;
  row.hidden = mark.checked = true;
  radio.checked = false;

  const strip = document.createElement("tr");
  strip.className = "roster__removed";
  strip.innerHTML = `<td colspan="${columns.length + 2}"><span></span> <button type="button" class="link-button">Hoàn tác</button></td>`;
  const words = wasHead ? `Đã bỏ ${name} (chủ hộ): hãy chọn chủ hộ khác.` : `Đã bỏ ${name}.`;
  strip.querySelector("span").textContent = words;
  strip.querySelector("button").addEventListener("click", () => {
    strip.remove();
    row.hidden = mark.checked = false;
    if (wasHead && !headRow()) radio.checked = true;
    renew();
    focusOn(row);
  });
  row.after(strip);
  renew();
  return { strip, words };
}

function remove(row) {
  const { strip, words } = hide(row);
  say(words);
  form.dispatchEvent(new Event("change", { bubbles: true }));
  strip.querySelector("button").focus();
}

function move(row, step, column) {
  const all = rows();
  const other = all[all.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  renew();
  focusOn(row, column);
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

export function setValue(field, value) {
  if (field.type === "checkbox") field.checked = Boolean(value);
  else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function copyFromAbove(row, field) {
  const all = rows();
  const above = all[all.indexOf(row) - 1];
  if (!above) return;
  const source = cell(above, field.dataset.column);
  setValue(field, source.type === "checkbox" ? source.checked : source.value);
}

table.addEventListener("keydown", (event) => {
  const field = event.target;
  const row = field.closest("[data-row]");
  if (!row || isComposing(event)) return;
  const column = field.dataset.column;
  const all = rows();
  const place = all.indexOf(row);
  if (event.key === "Enter" && !event.ctrlKey && field.matches("input, select")) {
    event.preventDefault();
    const last = place === all.length - 1;
    if (!last) focusOn(all[place + 1]);
    else if (isTyped(row)) focusOn(addRow());
  } else if (event.ctrlKey && event.key.toLowerCase() === "d" && column) {
    event.preventDefault();
    copyFromAbove(row, field);
  } else if (event.ctrlKey && event.key === "Delete") {
    event.preventDefault();
    remove(row);
  } else if (event.altKey && /^Arrow(Up|Down)$/.test(event.key)) {
    event.preventDefault();
    move(row, event.key === "ArrowUp" ? -1 : 1, column);
  } else if (/^Arrow(Up|Down)$/.test(event.key) && column && field.tagName === "INPUT") {
    const other = all[place + (event.key === "ArrowUp" ? -1 : 1)];
    if (!other) return;
    event.preventDefault();
    focusOn(other, column);
  }
});

table.addEventListener("click", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row) return;
  if (event.target.closest("[data-remove]")) remove(row);
  const mover = event.target.closest("[data-move]");
  if (mover) move(row, Number(mover.dataset.move));
});

table.addEventListener("change", (event) => {
  if (event.target.matches("[data-head]")) changeHead();
  renew();
});

document.querySelector("[data-add-row]").addEventListener("click", (event) => {
  event.preventDefault();
  focusOn(addRow());
});

function hideDeleted() {
  for (const row of rows()) {
    if (row.querySelector(`[name$="-DELETE"]`).checked) hide(row);
  }
}
hideDeleted();
renew();

// The whole form was filled in anew: rows in their order, deleted ones out of sight.
form.addEventListener("restored", () => {
  const place = (row) => Number(row.querySelector(`[name$="-position"]`).value) || 0;
  body.append(...rows().sort((one, other) => place(one) - place(other)));
  head = headRow();
  hideDeleted();
  renew();
});
