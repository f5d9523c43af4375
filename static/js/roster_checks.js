// Checks of a row: normalises dates, compares numbers with sex and date of birth.
// Nothing is refused here; the server checks again and requires a reason for a mismatch.
import { cell } from "./roster_grid.js";

const table = document.querySelector("[data-roster]");
const provinces = new Set(table.dataset.birthProvinces.split(" "));

function readDate(text) {
  const match =
    /^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (!match) return null;
  const [day, month, year] = match.slice(1).map(Number);
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? { day, month, year } : null;
}

function tidyBirth(field) {
  const date = readDate(field.value.trim());
  if (!date) return;
  const two = (number) => String(number).padStart(2, "0");
  field.value = `${two(date.day)}/${two(date.month)}/${date.year}`;
}

function birthYear(row) {
  const text = cell(row, "birth").value.trim();
  if (/^\d{4}$/.test(text)) return Number(text);
  return readDate(text)?.year ?? null;
}

// Digits: 3 place, 1 century and sex, 2 year of birth, 6 serial.
function doubts(row) {
  const number = cell(row, "citizen_number").value.replace(/[ .]/g, "");
  if (!number) return [];
  if (!/^\d{12}$/.test(number)) return ["phải gồm đúng 12 chữ số"];
  const found = [];
  const code = Number(number[3]);
  if (!provinces.has(number.slice(0, 3))) found.push("3 chữ số đầu không phải mã tỉnh khai sinh");
  const sex = cell(row, "sex").value;
  const year = birthYear(row);
  if (sex && code % 2 !== (sex === "FEMALE" ? 1 : 0)) found.push("chữ số thứ 4 không khớp giới tính");
  if (year !== null) {
    if (1900 + 100 * Math.floor(code / 2) !== Math.floor(year / 100) * 100) {
      found.push("chữ số thứ 4 không khớp thế kỷ sinh");
    }
    if (Number(number.slice(4, 6)) !== year % 100) found.push("chữ số thứ 5–6 không khớp năm sinh");
  }
  return found;
}

function check(row) {
  const field = cell(row, "citizen_number");
  const holder = field.parentElement;
  const found = doubts(row);
  // An incomplete number must be corrected; only a doubtful one needs a reason.
  const wantsReason = found.length > 0 && !found[0].startsWith("phải");
  const reason = holder.querySelector("[data-number-reason]");
  reason.classList.toggle("is-shown", wantsReason || reason.querySelector("input").value !== "");
  let note = holder.querySelector(".roster__note");
  if (!found.length) {
    note?.remove();
    return;
  }
  if (!note) {
    note = document.createElement("p");
    note.className = "roster__note";
    note.setAttribute("role", "status");
    reason.before(note);
  }
  note.textContent = found.join("; ") + (wantsReason ? ". Sửa lại, hoặc ghi lý do:" : "");
}

table.addEventListener("change", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row) return;
  if (event.target.dataset.column === "birth") tidyBirth(event.target);
  if (/^(birth|sex|citizen_number)$/.test(event.target.dataset.column)) check(row);
});
for (const row of table.querySelectorAll("[data-row]")) check(row);
