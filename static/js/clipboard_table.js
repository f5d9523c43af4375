// Cells of a spreadsheet on the clipboard: Excel, LibreOffice, Google Sheets, WPS and Numbers all put
// text with tabs between cells there, and a cell with line breaks, tabs or quotes in quotes.
const QUOTED = /"((?:[^"]|"")*)"(?=\t|\r\n|\n|\r|$)/y;
const PLAIN = /[^\t\r\n]*/y;
const LINE_END = /\r\n|\n|\r/y;

function at(pattern, text, place) {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

const tidy = (cell) => cell.replace(/\s+/g, " ").trim();

// Returns the rows of cells. Empty cells and blank rows keep their place; blank rows at the end,
// as the last line break makes them, are left out.
export function readTable(text) {
  const source = text.replace(/^\ufeff/, "").replace(/\0/g, "");
  const lines = [[]];
  let place = 0;
  for (;;) {
    const quoted = at(QUOTED, source, place);
    const cell = quoted ?? at(PLAIN, source, place);
    lines.at(-1).push(tidy(quoted ? quoted[1].replaceAll('""', '"') : cell[0]));
    place += cell[0].length;
    if (place >= source.length) break;
    if (source[place] === "\t") place += 1;
    else {
      place += at(LINE_END, source, place)[0].length;
      lines.push([]);
    }
  }
  while (lines.length && lines.at(-1).every((cell) => cell === "")) lines.pop();
  return lines;
}
