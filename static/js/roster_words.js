// What the words of a pasted household list mean. The words themselves come from the server, when the
// page is idle or a list is pasted; they are compared as in households/imports/roster_words.py.
const ADDRESS = document.querySelector("[data-roster]").dataset.words;
const ANSWER_WITHIN = 30000;
const APOSTROPHES = /[`´‘’‛′ʹʻʼʽʾʿˈ＇]/g;
const IGNORED = /[\s'.,:;()\-‐‑‒–—―]+/g;
const MARKS = /\p{M}/gu;

let words = null;
let coming = null;

export const areWordsHere = () => words !== null;

async function read() {
  const answer = await fetch(ADDRESS, { signal: AbortSignal.timeout(ANSWER_WITHIN) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { heads, values } = await answer.json();
  if (!heads || !values) throw new Error("no words");
  words = { heads, values };
}

// One request at a time; one that failed is made again by the next call.
export function loadWords() {
  if (words) return Promise.resolve();
  coming ??= read().finally(() => {
    coming = null;
  });
  return coming;
}

const alike = (text) =>
  text.normalize("NFC").replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ").replace(APOSTROPHES, "'");
const exactKey = (text) => alike(text).toLowerCase().replace(IGNORED, "");
const plain = (text) =>
  alike(text).toLowerCase().replaceAll("đ", "d").replaceAll("ƀ", "b").normalize("NFD").replace(MARKS, "");
const plainKey = (text) => plain(text).replace(IGNORED, "");
const headKey = (text) => plain(text).replace(/[^0-9a-z#]+/g, "");

// The column of a heading, "-" for a column the roster does not have, undefined for other words.
export const columnOf = (text) =>
  words.heads[headKey(text)] ?? words.heads[headKey(text.replace(/\(.*?\)|\*/g, ""))];

// Forms in which lists write a choice: "2. Con", "Con của chủ hộ", "dân tộc Kinh".
function* forms(column, text) {
  yield text;
  yield text.replace(/^\d+[.)]?\s+/, "");
  if (column === "relation") yield text.replace(/\s+(của\s+)?(chủ hộ|chu ho|CH)$/i, "");
  if (column === "ethnicity") yield text.replace(/^(dân tộc|dan toc)\s+/i, "");
}

// The value of a choice, null where the words do not say exactly one.
export function meaningOf(column, text) {
  const known = words.values[column];
  for (const form of forms(column, text)) {
    const exact = exactKey(form);
    const found = known.exact[exact] ?? (exact === plainKey(form) ? known.plain[exact] : undefined);
    if (found !== undefined) return found;
  }
  return null;
}

(window.requestIdleCallback ?? setTimeout)(() => loadWords().catch(() => {}));
