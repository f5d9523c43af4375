// A pasted list waits for the words it is read with. Until then the grid is locked and the form is not
// sent; without the words nothing is pasted.
import { rows } from "./roster_grid.js";
import { sentence, show } from "./roster_report.js";
import { areWordsHere, loadWords } from "./roster_words.js";

const grid = document.querySelector("[data-roster]");
const form = grid.closest("form");
const WAITING = "Đang tải bảng từ để đọc danh sách đã chép. Danh sách sẽ được dán khi tải xong.";
const NOT_SENT = "Chưa gửi: danh sách đã chép đang chờ dán. Hãy chờ, hoặc bấm Bỏ, không dán.";
const FAILED = "Chưa dán gì: không tải được bảng từ để đọc danh sách, do đường truyền yếu hoặc phiên làm việc đã hết.";
const ROW_GONE = "Chưa dán gì: dòng đã chọn không còn. Hãy chọn ô khác rồi dán lại.";
let waiting = null;

export const isWaiting = () => waiting !== null;

function release() {
  waiting = null;
  grid.inert = false;
}

function finish(field, act) {
  if (!rows().includes(field.closest("[data-row]"))) {
    show("warning", [sentence(ROW_GONE)], [["Đóng", null]]);
    return;
  }
  field.focus();
  act();
}

function ask(field, act) {
  const acts = [
    ["Thử lại", () => whenWordsAreHere(field, act)],
    ["Bỏ, không dán", () => field.focus()],
  ];
  show("danger", [sentence(FAILED)], acts);
}

async function wait(field, act) {
  const mine = {};
  waiting = mine;
  grid.inert = true;
  const cancel = () => {
    release();
    field.focus();
  };
  show("info", [sentence(WAITING)], [["Bỏ, không dán", cancel]]);
  const areHere = await loadWords().then(
    () => true,
    () => false,
  );
  if (waiting !== mine) return; // cancelled
  release();
  if (areHere) finish(field, act);
  else ask(field, act);
}

// Pastes at once where the words are here, else when they come.
export function whenWordsAreHere(field, act) {
  if (areWordsHere()) finish(field, act);
  else wait(field, act);
}

form.addEventListener("submit", (event) => {
  if (!isWaiting()) return;
  event.preventDefault();
  document.dispatchEvent(new CustomEvent("toast", { detail: NOT_SENT }));
});
