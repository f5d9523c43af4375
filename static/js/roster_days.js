// Days, years and digits as household lists write them.
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const two = (number) => String(number).padStart(2, "0");

// Returns the parts of a day, or null. A spreadsheet adds a time of 0:00 to days and may write the
// month in English; a year of two digits stays open.
export function readDay(text) {
  const day = text.trim().replace(/[ T]+(0?0:00(:00(\.0+)?)?|12:00(:00)? ?AM)$/i, "");
  const numbers =
    /^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$/.exec(day) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(day);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(day);
  const named = /^(\d{1,2})[- ]([a-z]{3})[a-z]*[- ](\d{4})$/i.exec(day);
  let parts = numbers?.slice(1).map(Number) ?? iso?.slice(1).map(Number).reverse();
  if (named) parts = [Number(named[1]), MONTHS.indexOf(named[2].toLowerCase()) + 1, Number(named[3])];
  if (!parts) return null;
  const [date, month, year] = parts;
  const real = new Date(Date.UTC(year, month - 1, date));
  const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === date;
  return exists && year >= 1900 ? { day: date, month, year } : null;
}

export const writeDay = ({ day, month, year }) => `${two(day)}/${two(month)}/${year}`;

export const isYear = (text) => /^(19|20)\d{2}$/.test(text);

// Digits as typed, without the marks between them and Excel's mark of text.
export const digitsOf = (text) => text.trim().replace(/^'/, "").replace(/[ .\u00a0]/g, "");
