// A household list copied from a spreadsheet fills the grid: by the names of its columns where it has
// them, else from the focused cell on. Says what was left out, and can be undone.
import { readTable } from "./clipboard_table.js";
import { digitsOf, isYear, readDay, writeDay } from "./roster_days.js";
import { COLUMNS, addRow, cell, renew, rows, setValue } from "./roster_grid.js";
import { forget, isBlank, tell } from "./roster_report.js";
import { clearUnread, isUnread, markUnread } from "./roster_unread.js";
import { isWaiting, whenWordsAreHere } from "./roster_wait.js";
import { columnOf, meaningOf } from "./roster_words.js";

const table = document.querySelector("[data-roster]");
const form = table.closest("form");
const HEADS_WITHIN = 5;
let pasting = false;

// --- Which cell goes to which column -------------------------------------------------------------

function headLine(lines) {
  return lines.slice(0, HEADS_WITHIN).findIndex((line) => {
    const known = line.map(columnOf).filter(Boolean);
    return known.some((column) => column !== "-") && (known.length >= 2 || line.length === 1);
  });
}

// The line of column numbers, (1) (2) (3), below the heads of official lists.
const isNumbering = (line) =>
  line.length > 2 && line.every((value) => /^\(?(\d{1,2}|[A-Z])?\)?$/.test(value)) && !isBlank(line);

function byHeads(lines, place) {
  const heads = lines[place];
  const columns = [];
  const left = [];
  for (const head of heads) {
    const column = columnOf(head);
    const fits = column && column !== "-" && !columns.includes(column);
    columns.push(fits ? column : null);
    if (!fits && head) left.push(head);
  }
  const above = lines.slice(0, place).filter((line) => !isBlank(line)).length;
  const from = place + 1 + (lines[place + 1] && isNumbering(lines[place + 1]) ? 1 : 0);
  return { columns, left, above, lines: lines.slice(from) };
}

const isSerial = (lines) =>
  lines.every((line, place) => line.length > 1 && line[0] === String(place + 1));

function byPlace(lines, column) {
  const from = COLUMNS.indexOf(column);
  const skip = from === 0 && isSerial(lines) ? 1 : 0;
  const width = Math.max(...lines.map((line) => line.length));
  const columns = Array.from({ length: width }, (_, step) => COLUMNS[from + step - skip] ?? null);
  if (skip) columns[0] = null;
  const beyond = columns.slice(skip).filter((name, step) => {
    return name === null && lines.some((line) => line[step + skip]);
  }).length;
  return { columns, left: skip ? ["số thứ tự"] : [], above: 0, beyond, lines };
}

// --- One cell ------------------------------------------------------------------------------------

const UNLISTED = "Chưa rõ, hãy chọn.";

function fillBirth(field, text) {
  const day = readDay(text);
  setValue(field, day ? writeDay(day) : text);
  if (!text || day || isYear(text)) return true;
  const short = /[/.\- ]\d{2}$/.test(text);
  markUnread(field, text, short ? "Năm chỉ có 2 chữ số: hãy ghi đủ 4." : "Không phải ngày: hãy nhập ngày/tháng/năm, ví dụ 05/06/1980.");
  return false;
}

function fillNumber(field, text) {
  const digits = digitsOf(text);
  setValue(field, digits);
  return digits === "" || /^\d{12}$/.test(digits);
}

function fillChoice(field, column, text) {
  const value = text && meaningOf(column, text);
  const isKnown = value !== null && [...field.options].some((option) => option.value === value);
  if (isKnown) setValue(field, value);
  else markUnread(field, text, value === "IS_HEAD" ? "Hộ đã có chủ hộ: hãy chọn." : UNLISTED);
  return isKnown;
}

function fillTick(field, text) {
  const value = text === "" ? "false" : meaningOf(field.dataset.column, text);
  setValue(field, value === "true");
  if (value === null) markUnread(field, text, `“${text}”: hãy đánh dấu hoặc bỏ dấu.`);
  return value !== null;
}

function fill(row, column, text) {
  const field = cell(row, column);
  if (!field) return true;
  clearUnread(field);
  if (field.disabled) return text === "" || meaningOf(column, text) === "IS_HEAD"; // the head's relation
  if (field.type === "checkbox") return fillTick(field, text);
  if (field.tagName === "SELECT") return fillChoice(field, column, text);
  if (column === "birth") return fillBirth(field, text);
  if (column === "citizen_number") return fillNumber(field, text);
  setValue(field, text);
  return true;
}

const isHead = (line, columns) =>
  columns.some((column, step) => {
    if (column === "relation") return line[step] && meaningOf(column, line[step]) === "IS_HEAD";
    return column === "is_head" && line[step] && meaningOf(column, line[step]) === "true";
  });

// --- The whole paste -----------------------------------------------------------------------------

function targets(first, count) {
  const all = rows();
  const found = all.slice(all.indexOf(first), all.indexOf(first) + count);
  while (found.length < count) {
    const row = addRow();
    if (!row) break;
    found.push(row);
  }
  return found;
}

function paste(plan, first) {
  const undo = snapshot();
  const { columns, lines } = plan;
  const places = targets(first, lines.length);
  const head = lines.findIndex((line) => isHead(line, columns));
  if (places[head]) {
    const radio = places[head].querySelector("[data-head]");
    if (!radio.checked) radio.click();
  }
  const unread = [];
  places.forEach((row, place) => {
    columns.forEach((column, step) => {
      if (!column || step >= lines[place].length) return;
      const text = lines[place][step];
      if (!fill(row, column, text)) unread.push({ row, field: cell(row, column), text });
    });
  });
  renew();
  tell({ ...plan, filled: places.length, rest: lines.slice(places.length), unread, undo });
}

function arrange(lines, field) {
  const place = headLine(lines);
  const plan = place < 0 ? byPlace(lines, field.dataset.column) : byHeads(lines, place);
  pasting = true;
  paste(plan, field.closest("[data-row]"));
  pasting = false;
}

table.addEventListener("paste", (event) => {
  const field = event.target.closest("[data-column]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!field || !text) return;
  const isCells = /[\t\r\n]/.test(text.replace(/(\r\n|\n|\r)$/, ""));
  if (!isCells && !field.matches("select, [type=checkbox]")) return;
  event.preventDefault();
  const lines = readTable(text);
  if (lines.length && !isWaiting()) whenWordsAreHere(field, () => arrange(lines, field));
});

table.addEventListener("change", ({ target }) => {
  if (pasting || !target.dataset.column) return;
  clearUnread(target);
  forget(target);
});

// --- Undo ----------------------------------------------------------------------------------------

const inputs = (row) => [...row.querySelectorAll("[data-column], [data-head]")];
const isTick = (field) => /^(checkbox|radio)$/.test(field.type);

function snapshot() {
  const total = form.elements["members-TOTAL_FORMS"];
  const before = Number(total.value);
  const kept = rows().map((row) => [
    row,
    inputs(row).map((field) => [field, isTick(field) ? field.checked : field.value, isUnread(field)]),
  ]);
  return () => {
    const old = new Set(kept.map(([row]) => row));
    const added = rows().filter((row) => !old.has(row));
    // Numbers of rows are reused only where none was added since.
    if (Number(total.value) === before + added.length) total.value = before;
    for (const row of added) row.remove();
    for (const [, values] of kept) for (const [field, value, unread] of values) restore(field, value, unread);
    renew();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };
}

function restore(field, value, unread) {
  clearUnread(field);
  if (isTick(field)) field.checked = value;
  else if (unread && field.tagName === "SELECT") markUnread(field, value.slice(1), UNLISTED);
  else field.value = value;
}
