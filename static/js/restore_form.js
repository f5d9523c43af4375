// Brings a form back that was posted after the session had ended. The page of the kept form hands its
// content to the page of the form, where nothing is sent until the user does so.
const STORE = "kept-form";
const kept = document.querySelector("[data-kept-form]");

async function open(link) {
  const page = await fetch(link.href, { method: "HEAD" }).catch(() => null);
  if (!page?.ok) return;
  const content = JSON.parse(document.getElementById("kept-content").textContent);
  const { address, at } = link.dataset;
  sessionStorage.setItem(STORE, JSON.stringify({ page: link.href, address, at, content, from: location.pathname }));
  location.replace(link.href);
}

if (kept) {
  kept.addEventListener("click", (event) => {
    event.preventDefault();
    open(kept);
  });
  // Straight on after signing in; shown again where the page had no such form.
  if (!new URLSearchParams(location.search).has("stay")) open(kept);
}

function formOf(address, content) {
  const names = new Set(content.map(([name]) => name));
  const path = new URL(address, location.href).pathname;
  const matching = [...document.forms].filter(
    (form) => form.method === "post" && new URL(form.getAttribute("action") || location.href, location.href).pathname === path,
  );
  const known = (form) => [...names].filter((name) => form.elements[name]).length;
  return matching.sort((one, other) => known(other) - known(one))[0];
}

function addRows(form, values) {
  for (const [name, [wanted]] of values) {
    const total = name.endsWith("-TOTAL_FORMS") && form.elements[name];
    const button = form.querySelector("[data-add-row]");
    while (total && button && Number(total.value) < Number(wanted)) {
      const before = total.value;
      button.click();
      if (total.value === before) break;
    }
  }
}

function choose(select, chosen) {
  for (const option of select.options) option.selected = chosen.includes(option.value);
  const [value] = chosen;
  if (select.multiple || value === undefined || select.value === value) return;
  select.prepend(new Option(value, value, true, true)); // refused again by the server, not lost
  select.value = value;
}

function fill(form, values) {
  const used = new Map();
  for (const field of form.elements) {
    const { name, type } = field;
    if (!name || name === "csrfmiddlewaretoken" || /^(file|password|submit|button|reset)$/.test(type)) continue;
    const given = values.get(name) ?? [];
    if (/^(checkbox|radio)$/.test(type)) field.checked = given.includes(field.value);
    else if (field.tagName === "SELECT" && (given.length || field.multiple)) choose(field, given);
    else if (given.length) {
      const place = used.get(name) ?? 0;
      field.value = given[Math.min(place, given.length - 1)];
      used.set(name, place + 1);
    }
  }
}

function tell(form, at, isWithFile) {
  const note = document.createElement("p");
  note.className = "notice notice--warning";
  note.setAttribute("role", "status");
  note.tabIndex = -1;
  const file = isWithFile ? " Tệp đính kèm phải chọn lại." : "";
  note.textContent = `Nội dung bạn gửi lúc ${at} chưa được lưu, nay đã điền lại. Hãy xem lại rồi lưu.${file}`;
  form.prepend(note);
  note.focus();
}

function restore({ address, at, content, from }) {
  const form = formOf(address, content);
  if (!form) {
    location.replace(`${from}?stay=1`);
    return;
  }
  const values = new Map();
  for (const [name, value] of content) values.set(name, [...(values.get(name) ?? []), value]);
  addRows(form, values);
  fill(form, values);
  form.dispatchEvent(new CustomEvent("restored"));
  for (const type of ["input", "change"]) form.dispatchEvent(new Event(type, { bubbles: true }));
  tell(form, at, form.querySelector("input[type=file]") !== null);
}

// After every other module has set up its form.
addEventListener("load", () => {
  const stored = sessionStorage.getItem(STORE);
  if (!stored || kept) return;
  sessionStorage.removeItem(STORE);
  const found = JSON.parse(stored);
  if (found.page === location.href) restore(found);
});
