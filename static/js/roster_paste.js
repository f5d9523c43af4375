// Rows copied in Excel fill the grid from the focused cell on; new rows are added as needed.
import { COLUMNS, addRow, cell, renew, rows, say, setValue } from "./roster_grid.js";

const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();

// Excel's own form of tab-separated text: a cell with a line break is quoted.
function parse(text) {
  const lines = [[]];
  const pattern = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/gy;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    lines.at(-1).push((match[1] ?? match[2] ?? "").replaceAll('""', '"').replace(/\s+/g, " ").trim());
    const rest = text.slice(pattern.lastIndex);
    if (rest.startsWith("\t")) pattern.lastIndex += 1;
    else if (/^\r?\n/.test(rest)) {
      pattern.lastIndex += rest.startsWith("\r") ? 2 : 1;
      if (pattern.lastIndex < text.length) lines.push([]);
    } else break;
  }
  return lines.filter((line) => line.some((value) => value !== ""));
}

// A choice is matched by its number on the paper form, its label, or the start of its label.
function choose(select, text) {
  const wanted = fold(text);
  if (!wanted) return "";
  const options = [...select.options].filter((option) => option.value);
  const words = (option) => fold(option.textContent).replace(/^\d+ /, "");
  const number = (option) => Number.parseInt(option.textContent, 10);
  const found =
    options.find((option) => /^\d+$/.test(wanted) && number(option) === Number(wanted)) ??
    options.find((option) => words(option) === wanted) ??
    options.find((option) => words(option).startsWith(wanted) || words(option).split("/").includes(wanted));
  return found ? found.value : null;
}

const ALIASES = {
  relation: { vo: "1", chong: "1", bo: "3", cha: "3", me: "3", "con trai": "2", "con gai": "2" },
  sex: { m: "1", f: "2" },
  schooling: { "trung hoc co so": "4", "trung hoc pho thong": "5", "cap 1": "3", "cap 2": "4", "cap 3": "5" },
  ethnicity: { jrai: "10", "gia-rai": "10", "j'rai": "10", viet: "1" },
};

function fill(row, column, text) {
  const field = cell(row, column);
  if (!field) return true;
  if (column === "relation" && fold(text) === "chu ho") {
    row.querySelector("[data-head]").click();
    return true;
  }
  if (field.type === "checkbox") {
    setValue(field, ["x", "1", "co", "true"].includes(fold(text)));
  } else if (field.tagName === "SELECT") {
    const value = choose(field, ALIASES[column]?.[fold(text)] ?? text);
    if (value === null) return false;
    setValue(field, value);
  } else setValue(field, text);
  return true;
}

document.querySelector("[data-roster]").addEventListener("paste", (event) => {
  const field = event.target.closest("[data-column]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!field || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const lines = parse(text);
  if (fold(lines[0]?.[0] ?? "").startsWith("ho va ten")) lines.shift();
  const from = COLUMNS.indexOf(field.dataset.column);
  let row = field.closest("[data-row]");
  let filled = 0;
  let unread = 0;
  for (const line of lines) {
    if (!row) break;
    const target = row;
    unread += line.filter((value, step) => !fill(target, COLUMNS[from + step], value)).length;
    filled += 1;
    const all = rows();
    row = all[all.indexOf(row) + 1] ?? (filled < lines.length ? addRow() : null);
  }
  renew();
  const missed = unread ? ` ${unread} ô không khớp mục chọn nào, hãy chọn lại.` : "";
  say(`Đã dán ${filled} dòng.${missed}`);
});
