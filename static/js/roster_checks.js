// Checks of a row: normalises dates, compares numbers with sex and date of birth.
// Nothing is refused here; the server checks again and requires a reason for a mismatch.
import { digitsOf, isYear, readDay, writeDay } from "./roster_days.js";
import { cell, setValue } from "./roster_grid.js";

const table = document.querySelector("[data-roster]");
const provinces = new Set(table.dataset.birthProvinces.split(" "));

function tidyBirth(field) {
  const day = readDay(field.value);
  if (day) field.value = writeDay(day);
}

function birthYear(row) {
  const text = cell(row, "birth").value.trim();
  return isYear(text) ? Number(text) : (readDay(text)?.year ?? null);
}

// Digits: 3 place, 1 century and sex, 2 year of birth, 6 serial.
function doubts(row) {
  const number = digitsOf(cell(row, "citizen_number").value);
  if (!number) return [];
  if (/^\d{11}$/.test(number)) return ["phải đủ 12 chữ số (Excel bỏ số 0 đầu?)"];
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
    if (Number(number.slice(4, 6)) !== year % 100) found.push(`chữ số thứ 5–6 không khớp năm sinh ${year}`);
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
  if (/^\d{11}$/.test(digitsOf(field.value))) offerZero(field, note);
}

// Offered and not added automatically: the missing digit may be another one.
function offerZero(field, note) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "link-button", textContent: "Thêm 0" });
  button.addEventListener("click", () => {
    setValue(field, `0${digitsOf(field.value)}`);
    field.focus();
  });
  note.append(" ", button);
}

table.addEventListener("change", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row) return;
  if (event.target.dataset.column === "birth") tidyBirth(event.target);
  if (/^(birth|sex|citizen_number)$/.test(event.target.dataset.column)) check(row);
});
const checkAll = () => table.querySelectorAll("[data-row]").forEach(check);
table.closest("form").addEventListener("restored", checkAll);
checkAll();
