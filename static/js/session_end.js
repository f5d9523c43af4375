// Announces the end of the session five minutes before, and prolongs it on request. Requests of other
// tabs of the browser prolong it too: they share the moment of the last one in localStorage.
const box = document.getElementById("session-end");
const WARN_MS = 5 * 60_000;
const CHECK_MS = 5_000;
const SEEN = "session-seen";

if (box) {
  const title = box.querySelector(".dialog__title");
  const text = document.getElementById("session-end-text");
  const idle = box.dataset.idle * 1000;
  const hardEnd = Date.now() + box.dataset.longest * 1000;
  let closedFor = 0;

  const seen = () => Number(localStorage.getItem(SEEN)) || 0;
  const end = () => Math.min(hardEnd, seen() + idle);
  const mark = () => localStorage.setItem(SEEN, Date.now());

  function say(sentence) {
    if (text.textContent !== sentence) text.textContent = sentence;
  }

  function open(moment) {
    if (!box.open && closedFor !== moment) box.showModal();
  }

  function warn(left) {
    const minutes = Math.max(1, Math.ceil(left / 60_000));
    say(end() === hardEnd
      ? `Phiên làm việc đã gần 12 giờ và sẽ kết thúc sau ${minutes} phút. Hãy lưu việc đang làm.`
      : `Đã lâu không có thao tác nào; phiên làm việc sẽ kết thúc sau ${minutes} phút.`);
    box.querySelector("[data-prolong]").hidden = end() === hardEnd;
    open(end());
  }

  function ended() {
    title.textContent = "Phiên làm việc đã kết thúc";
    say("Nội dung đang nhập vẫn ở trên trang: bấm Đóng rồi bấm lưu, phần mềm giữ nội dung và mở lại sau khi đăng nhập.");
    box.querySelector("[data-prolong]").hidden = true;
    const link = box.querySelector("[data-sign-in]");
    link.hidden = false;
    link.search = new URLSearchParams({ next: location.pathname + location.search });
    open("ended");
  }

  function check() {
    const left = end() - Date.now();
    if (left <= 0) ended();
    else if (left <= WARN_MS) warn(left);
    else if (box.open) box.close();
  }

  async function prolong() {
    const token = document.querySelector("meta[name=csrf-token]").content;
    const answer = await fetch(box.dataset.url, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => null);
    if (!answer) return say("Không kết nối được máy chủ. Hãy kiểm tra mạng rồi bấm lại.");
    if (!answer.ok) return ended();
    mark();
    box.close();
  }

  mark();
  box.addEventListener("close", () => { closedFor = end() <= Date.now() ? "ended" : end(); });
  box.querySelector("[data-prolong]").addEventListener("click", prolong);
  document.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.successful) mark(); });
  setInterval(check, CHECK_MS);
}
