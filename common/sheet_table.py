"""The table in a sheet that a person made: its header, its rows, and what is passed over.

Titles above, rows of column numbers, subtotals and notes below are no data. What is passed over or
read against what one sees (hidden rows, merged cells) is told.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from common.text import search_key
from common.xlsx_guard import BadWorkbook

HEADER_WITHIN = 20  # title rows may precede the header
MOST_NAMED = 8  # rows or columns named in a note
_ALIKE = 0.86
_TOTAL = re.compile(
    r"(?:tong|cong|tong cong|tong so|cong don)(?: (?:thon|lang|xa|huyen|toan|to|ho|khau)\b.*)?"
)
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,3}|[A-Z])\)?(?:\s*=.*)?")

Cell = tuple[int, int]  # row and column from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An expected column: its key in the program, its title, its alternative titles.

    `may_be_missing`: a file without the column is read. `is_essential`: filled in every row of data.
    """

    key: str
    title: str
    also: tuple[str, ...] = ()
    may_be_missing: bool = False
    is_essential: bool = False

    @property
    def names(self) -> set[str]:
        return {heading_key(name) for name in (self.title, *self.also)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """A sheet as it was read. Rows are lists of numbers, texts, and moments as a list of one text.

    `broken` are cells without a value that are not blank: an error, a formula without a result.
    """

    name: str
    rows: Sequence[Sequence[Any]]
    is_hidden: bool = False
    merged: Sequence[tuple[Cell, Cell]] = ()
    hidden_rows: Sequence[int] = ()
    broken: Mapping[Cell, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """The rows of data of a sheet: their numbers from 1, and the values of each column found.

    `places` is each column's place in the sheet from 0; `notes` tell what was passed over.
    """

    sheet: str
    header_row: int
    places: Mapping[str, int]
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[Any]]
    broken: Mapping[Cell, str]
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Header:
    """A header that was found: its sheet, first and last row, columns by key, notes."""

    sheet: ReadSheet
    first: int
    last: int
    found: Mapping[str, Sequence[int]]

    @property
    def known(self) -> int:
        return sum(map(bool, self.found.values()))


def heading_key(text: object) -> str:
    """Return a column's title for comparison: no marks, capitals or punctuation, single blanks."""
    plain = search_key(str(text).replace("\u00a0", " "))
    return re.sub(r"[^0-9a-z]+", " ", plain).strip()


def reference_of(row: int, column: int) -> str:
    """Return the name of a cell, "C12", from its row and column from 0."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def cell_of(reference: str) -> Cell:
    """Return the row and column from 0 of a cell's name."""
    row, column = coordinate_to_tuple(reference)
    return row - 1, column - 1


def find_table(sheets: Sequence[ReadSheet], headings: Sequence[Heading]) -> SheetTable:
    """Return the table below the header with the most of these titles, over all visible sheets.

    Titles are compared without marks, blanks, line breaks and capitals; the header may be of two
    rows, a group's title above. A title that is nearly the expected one is taken, and told. Raises
    BadWorkbook when a column is missing or there twice.
    """
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    header = max(
        (found for sheet in visible for found in _headers(sheet, headings)),
        key=lambda found: found.known,
        default=None,
    )
    if header is None:
        raise BadWorkbook("Tệp không có dòng nào.")
    notes = [_about_hidden_sheets(sheets)]
    places, renamed = _places(header, headings)
    notes += renamed
    return _table(header, places, headings, notes)


def _headers(sheet: ReadSheet, headings: Sequence[Heading]) -> Iterable[_Header]:
    for place, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        single = [{heading_key(value)} for value in row]
        yield _Header(sheet, place, place, _matches(single, headings))
        below = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else []
        if any(heading_key(value) for value in below):
            double = _names_of_two(row, below)
            yield _Header(sheet, place, place + 1, _matches(double, headings))


def _names_of_two(above: Sequence[Any], below: Sequence[Any]) -> list[set[str]]:
    """Return the names of each column of a header of two rows; a group's title spans columns."""
    names, group = [], ""
    for place in range(max(len(above), len(below))):
        top = heading_key(above[place]) if place < len(above) else ""
        bottom = heading_key(below[place]) if place < len(below) else ""
        group = top or group
        names.append({f"{group} {bottom}", bottom} if bottom else {top})
    return names


def _matches(names: Sequence[set[str]], headings: Sequence[Heading]) -> dict[str, Sequence[int]]:
    places: dict[str, list[int]] = {}
    for place, here in enumerate(names):
        for name in here - {""}:
            places.setdefault(name, []).append(place)
    return {
        heading.key: sorted({at for name in heading.names for at in places.get(name, ())})
        for heading in headings
    }


def _places(header: _Header, headings: Sequence[Heading]) -> tuple[dict[str, int], list[str]]:
    """Return the place of each column, and what is to be told about titles."""
    for heading in headings:
        if len(header.found[heading.key]) > 1:
            cells = ", ".join(reference_of(header.last, at) for at in header.found[heading.key])
            raise BadWorkbook(f"Cột “{heading.title}” có nhiều hơn một ({cells}).")
    places = {key: at[0] for key, at in header.found.items() if at}
    titles = _titles(header)
    foreign = {heading_key(text): at for at, text in titles.items() if at not in places.values()}
    notes = []
    for heading in headings:
        if heading.key in places:
            continue
        close = get_close_matches(heading_key(heading.title), foreign, n=1, cutoff=_ALIKE)
        if close:
            places[heading.key] = foreign.pop(close[0])
            written = titles[places[heading.key]]
            notes.append(f"Cột “{written}” được đọc là “{heading.title}”.")
    missing = [
        heading.title
        for heading in headings
        if heading.key not in places and not heading.may_be_missing
    ]
    if missing:
        raise BadWorkbook(f"Không thấy cột: {', '.join(missing)}. Hãy dùng tệp mẫu.")
    if foreign:
        notes.append(f"Cột không đọc: {_some([titles[at] for at in foreign.values()])}.")
    return places, notes


def _titles(header: _Header) -> dict[int, str]:
    """Return the title of each column as written, the lower one of two rows."""
    titles: dict[int, str] = {}
    for row in header.sheet.rows[header.first : header.last + 1]:
        titles |= {
            at: " ".join(str(text).split()) for at, text in enumerate(row) if _is_filled(text)
        }
    return titles


def _table(
    header: _Header, places: Mapping[str, int], headings: Sequence[Heading], notes: list[str]
) -> SheetTable:
    sheet = header.sheet
    essential = [places[each.key] for each in headings if each.is_essential and each.key in places]
    rows = _filled_down(sheet, places.values(), header.last + 1)
    if rows is not sheet.rows:
        notes.append("Ô gộp được đọc như mỗi dòng đều ghi giá trị ấy.")
    broken = {
        at: words
        for at, words in sheet.broken.items()
        if at[0] > header.last and at[1] in places.values()
    }
    broken_rows = {row for row, _column in broken}
    wanted = [
        at
        for at in range(header.last + 1, len(rows))
        if at in broken_rows or any(_is_filled(_at(rows[at], place)) for place in places.values())
    ]
    wanted = _without_column_numbers(rows, wanted, header.last)
    wanted, passed = _without_totals_and_notes(rows, wanted, essential, broken_rows)
    if passed:
        notes.append(f"Dòng không phải dữ liệu, không đọc: {_some([at + 1 for at in passed])}.")
    if hidden := [number for number in sheet.hidden_rows if number - 1 in set(wanted)]:
        notes.append(f"Dòng đang ẩn vẫn được đọc: {_some(hidden)}.")
    return SheetTable(
        sheet=sheet.name,
        header_row=header.last + 1,
        places=places,
        numbers=[at + 1 for at in wanted],
        columns={key: [_at(rows[at], place) for at in wanted] for key, place in places.items()},
        broken=broken,
        notes=[note for note in notes if note],
    )


def _filled_down(sheet: ReadSheet, places: Iterable[int], first: int) -> Sequence[Sequence[Any]]:
    """Return the rows with the value of each vertically merged cell on all of its rows."""
    columns = set(places)
    merged = [
        (top, bottom)
        for top, bottom in sheet.merged
        if top[0] >= first and top[1] == bottom[1] and top[1] in columns and bottom[0] > top[0]
    ]
    if not merged:
        return sheet.rows
    rows = [list(row) for row in sheet.rows]
    for top, bottom in merged:
        for at in range(top[0] + 1, min(bottom[0] + 1, len(rows))):
            rows[at][top[1]] = rows[top[0]][top[1]]
    return rows


def _without_column_numbers(
    rows: Sequence[Sequence[Any]], wanted: list[int], header: int
) -> list[int]:
    """Leave out the row below the header that numbers the columns: A, B, 1, 2 …"""
    if not wanted or wanted[0] != header + 1:
        return wanted
    texts = [
        str(int(each) if isinstance(each, float) else each).strip() for each in rows[wanted[0]]
    ]
    found = [_COLUMN_NUMBER.fullmatch(text) for text in texts if text]
    numbers = [int(match[1]) for match in found if match and match[1].isdigit()]
    is_numbering = (
        all(found)
        and len(numbers) > 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )
    return wanted[1:] if is_numbering else wanted


def _without_totals_and_notes(
    rows: Sequence[Sequence[Any]], wanted: list[int], essential: Sequence[int], broken: set[int]
) -> tuple[list[int], list[int]]:
    """Leave out subtotals, and the rows below the table; returns also the rows left out."""
    if not essential:
        return wanted, []
    filled = {
        at: at in broken or sum(_is_filled(_at(rows[at], place)) for place in essential)
        for at in wanted
    }
    last = max((at for at in wanted if filled[at] and not _is_total(rows[at])), default=-1)
    passed = [
        at
        for at in wanted
        if at not in broken
        and (
            (at > last and not filled[at]) or (filled[at] < len(essential) and _is_total(rows[at]))
        )
    ]
    gone = set(passed)
    return [at for at in wanted if at not in gone], passed


def _is_total(row: Sequence[Any]) -> bool:
    return any(
        isinstance(value, str) and _TOTAL.fullmatch(heading_key(value)) for value in row if value
    )


def _about_hidden_sheets(sheets: Iterable[ReadSheet]) -> str:
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden and not sheet.name.startswith("_")]
    return f"Trang tính đang ẩn, không đọc: {_some(hidden)}." if hidden else ""


def _some(items: Sequence[object]) -> str:
    named = ", ".join(str(item) for item in items[:MOST_NAMED])
    return named + (f" và {len(items) - MOST_NAMED} nữa" if len(items) > MOST_NAMED else "")


def _at(row: Sequence[Any], place: int) -> Any:
    return row[place] if place < len(row) else ""


def _is_filled(value: Any) -> bool:
    return value is not None and value != "" and str(value).strip() != ""
