// What was pasted, what was left out and which cells were not read, above the grid.
import { COLUMNS, cell, rows } from "./roster_grid.js";

const report = document.querySelector("[data-paste-report]");

function element(name, words = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = words;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export const isBlank = (line) => line.every((value) => value === "");

const rowNumber = (row) => rows().indexOf(row) + 1;

function unreadLine({ row, field, text }) {
  const line = element("li", "", { "data-cell": field.id });
  const link = element("a", `Dòng ${rowNumber(row)}, ${field.getAttribute("aria-label")}`, { href: `#${field.id}` });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    (field.disabled ? row.querySelector("[data-head]") : field).focus();
  });
  line.append(link, `: “${text}”`);
  return line;
}

function sentences({ filled, left, above, beyond, rest, columns }) {
  const found = [`Đã dán ${filled} dòng.`];
  const names = rest.filter((line) => !isBlank(line)).map((line) => line[Math.max(0, columns.indexOf("full_name"))] || line.find(Boolean));
  if (names.length) {
    found.push(`Còn ${names.length} dòng chưa dán, vì một hộ có nhiều nhất ${rows().length} nhân khẩu: ${names.join(", ")}.`);
  }
  if (left.length) found.push(`Không dán cột: ${left.join(", ")}.`);
  if (beyond) found.push(`Không dán ${beyond} cột bên phải, ngoài bảng.`);
  if (above) found.push(`Không dán ${above} dòng phía trên tên cột.`);
  return found;
}

// Shows sentences, with a button for each act; a button without an act only closes.
export function show(tone, content, acts) {
  const words = element("div", "", { class: "notice__words" });
  words.append(...content);
  const actions = element("p", "", { class: "cluster" });
  for (const [name, act] of acts) {
    const button = element("button", name, { type: "button", class: "btn btn-outline-secondary btn-sm" });
    button.addEventListener("click", () => {
      report.hidden = true;
      act?.();
    });
    actions.append(button);
  }
  words.append(actions);
  report.className = `notice notice--${tone} roster__report`;
  report.replaceChildren(words);
  report.hidden = false;
}

export const sentence = (words) => element("p", words);

export function tell(done) {
  const { unread, undo } = done;
  const content = sentences(done).map(sentence);
  const isWhole = !unread.length && content.length === 1;
  if (unread.length) {
    const list = element("ul");
    list.append(...unread.map(unreadLine));
    content.push(element("p", `${unread.length} ô chưa đọc được, hãy chọn hoặc ghi lại:`, { class: "notice__title" }), list);
  }
  const back = () => {
    undo();
    rows()[0] && cell(rows()[0], COLUMNS[0]).focus();
  };
  show(isWhole ? "success" : "warning", content, [["Hoàn tác", back], ["Đóng", null]]);
}

// A cell was chosen or corrected: it is no longer listed.
export const forget = (field) => report.querySelector(`[data-cell="${field.id}"]`)?.remove();
