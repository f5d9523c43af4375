// A button with data-stays sends its form by fetch: the page, its scroll position and the cursor stay.
// The server's answer is the new version, a sentence and the address of the page. Any other answer
// (errors, another user's version, the end of the session) is left to an ordinary submission.
const UNREACHABLE = "Chưa lưu được: không kết nối được máy chủ. Nội dung còn nguyên trên trang này, hãy thử lại.";
let underway = null; // { form, next: the button pressed meanwhile }

function tell(form, words) {
  const note = form.querySelector("[data-saved-note]");
  if (note) note.textContent = words;
}

function setHidden(form, name, value) {
  let field = form.elements[name];
  if (!field) {
    field = Object.assign(document.createElement("input"), { type: "hidden", name });
    form.prepend(field);
  }
  field.value = value;
}

// From here on the page is that of what was saved: of a new household, its page of changes.
function adopt(form, { version, page, message }) {
  setHidden(form, "version", version);
  if (page && page !== location.pathname + location.search) history.replaceState(history.state, "", page);
  tell(form, message);
}

async function send(form, button) {
  const content = new FormData(form);
  if (button.name) content.append(button.name, button.value);
  const headers = { "X-Save-In-Place": "true" };
  const answer = await fetch(form.action, { method: "POST", body: content, headers, redirect: "manual" });
  const isSaved = answer.ok && answer.headers.get("Content-Type")?.includes("json");
  return isSaved ? answer.json() : null;
}

function sendOrdinarily(form, button) {
  form.dataset.leaves = "";
  form.requestSubmit(button);
}

async function save(form, button) {
  const mine = { form, next: null };
  underway = mine;
  delete form.dataset.changed; // set again by input while the form is on its way
  tell(form, "Đang lưu…");
  const saved = await send(form, button).catch(() => "unreachable");
  underway = null;
  if (saved === "unreachable") {
    form.dataset.changed = "";
    tell(form, "");
    document.dispatchEvent(new CustomEvent("toast", { detail: UNREACHABLE }));
    return;
  }
  if (!saved) return sendOrdinarily(form, button);
  adopt(form, saved);
  if (!("changed" in form.dataset)) form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
  if (mine.next) form.requestSubmit(mine.next);
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || !submitter?.hasAttribute("data-stays")) {
    if (underway?.form === form && !event.defaultPrevented) {
      event.preventDefault(); // with the version of the answer
      underway.next = submitter;
    }
    return;
  }
  if ("leaves" in form.dataset) {
    delete form.dataset.leaves;
    return;
  }
  event.preventDefault();
  if (underway?.form === form) underway.next = submitter;
  else save(form, submitter);
});
