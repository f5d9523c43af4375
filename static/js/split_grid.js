// Checks an allocation while typing: totals, points and violated rules, in the server's wording.
// The server checks the same again; without this file "Kiểm tra ràng buộc" does it.

function numberIn(text) {
  const typed = text.trim();
  return /^([0-9]+|[0-9]{1,3}([. ][0-9]{3})+)$/.test(typed) ? Number(typed.replace(/[. ]/g, "")) : 0;
}

function written(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ".");
}

function points(fall, households) {
  if (!households) return "–";
  const hundredths = Math.floor((fall * 20000 + households) / (2 * households)); // half up, in integers
  return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, "0")}`;
}

function rowOf(element) {
  const cell = (name) => numberIn(element.querySelector(`[data-cell="${name}"]`).value);
  const given = (name) => (element.dataset[name] === "" ? 0 : Number(element.dataset[name]));
  return {
    element,
    name: element.dataset.name,
    households: given("households"),
    poor: given("poor"),
    emPoor: given("emPoor"),
    least: given("least"),
    fall: cell("fall"),
    emFall: cell("em_fall"),
    floor: cell("least_fall"),
    emFloor: cell("least_em_fall"),
  };
}

function brokenBy(row) {
  const { fall, emFall, poor, emPoor, least, floor, emFloor } = row;
  const found = [];
  if (fall > poor) found.push(`chỉ tiêu ${written(fall)} lớn hơn ${written(poor)} hộ nghèo đầu kỳ.`);
  if (emFall > emPoor) found.push(`chỉ tiêu DTTS ${written(emFall)} lớn hơn ${written(emPoor)} hộ nghèo DTTS đầu kỳ.`);
  if (emFall > fall) found.push(`chỉ tiêu DTTS ${written(emFall)} lớn hơn chỉ tiêu chung ${written(fall)}.`);
  if (fall < least) found.push(`tỷ lệ đầu kỳ trên bình quân huyện, phải giảm ít nhất ${written(least)} hộ (đang giao ${written(fall)}).`);
  if (fall < floor) found.push(`mức sàn đã đặt là ${written(floor)} hộ (đang giao ${written(fall)}).`);
  if (emFall < emFloor) found.push(`mức sàn DTTS đã đặt là ${written(emFloor)} hộ (đang giao ${written(emFall)}).`);
  return found.map((words) => `${row.name}: ${words}`);
}

function totalBroken(words, sum, goal) {
  if (goal === "") return [`Huyện chưa đặt mục tiêu giảm ${words}: tổng của các xã chưa có gì để so.`];
  const difference = sum - Number(goal);
  if (!difference) return [];
  const side = difference > 0 ? "thừa" : "thiếu";
  return [`Tổng chỉ tiêu giảm ${words} của các xã là ${written(sum)}, ${side} ${written(Math.abs(difference))} hộ so với mục tiêu huyện ${written(Number(goal))}.`];
}

function warningOf(row) {
  const rest = row.fall - row.emFall;
  const there = row.poor - row.emPoor;
  return rest > there ? [`Lưu ý: ${row.name}: phần giảm ngoài DTTS là ${written(rest)} hộ, nhiều hơn ${written(there)} hộ nghèo không phải DTTS đầu kỳ.`] : [];
}

function list(element, sentences) {
  element.replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }),
  );
}

function check(form) {
  const rows = [...form.querySelectorAll("[data-split-row]")].map(rowOf);
  const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
  const broken = [
    ...totalBroken("hộ nghèo", sum("fall"), form.dataset.fallGoal),
    ...totalBroken("hộ nghèo DTTS", sum("emFall"), form.dataset.emFallGoal),
  ];
  for (const row of rows) {
    const own = brokenBy(row);
    broken.push(...own);
    row.element.classList.toggle("is-broken", own.length > 0);
    row.element.querySelector("[data-split-points]").value = points(row.fall, row.households);
  }
  form.querySelector('[data-split-total="fall"]').value = written(sum("fall"));
  form.querySelector('[data-split-total="em_fall"]').value = written(sum("emFall"));
  for (const verdict of form.querySelectorAll("[data-split-verdict]")) {
    verdict.textContent = broken.length ? `✘ Chưa đáp ứng ${broken.length} ràng buộc` : "✔ Đáp ứng các ràng buộc";
    verdict.classList.toggle("tone-danger", broken.length > 0);
    verdict.classList.toggle("tone-success", broken.length === 0);
  }
  list(form.querySelector("[data-split-violations]"), broken);
  list(form.querySelector("[data-split-warnings]"), rows.flatMap(warningOf));
}

for (const form of document.querySelectorAll("form[data-split-grid]")) {
  form.addEventListener("input", () => check(form));
  check(form);
}
