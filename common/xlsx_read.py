"""Reads uploaded workbooks: checked, parsed in a child process, columns matched by name."""

import json
import re
import subprocess  # nosec B404
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from common.errors import Refused
from common.text import UnsafeText, normalise, search_key
from common.xlsx_guard import LIMITS, BadWorkbook, WorkbookLimits, require_safe_workbook

SECONDS = 20
HEADER_WITHIN = 20  # title rows may precede the header
_CHILD = Path(__file__).with_name("xlsx_child.py")
_UNREADABLE = "Không đọc được tệp này. Hãy mở lại bằng Excel, lưu thành .xlsx và tải lên lần nữa."


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A value and its cell ("C12"): numbers as numbers, texts as typed."""

    reference: str
    value: Any = ""

    @property
    def is_empty(self) -> bool:
        return self.value is None or self.value == "" or str(self.value).strip() == ""

    @property
    def text(self) -> str:
        """Return the value as text in normal form, whole numbers without ".0". Raises CellError."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, list):  # a moment
            value = value[0]
        try:
            return normalise("" if value is None else str(value))
        except UnsafeText as error:
            raise CellError(self.reference, str(error)) from error

    @property
    def whole_number(self) -> int:
        """Return the value as a whole number from 0. Raises CellError for anything else."""
        text = self.text
        if not re.fullmatch(r"[0-9]{1,9}", text):
            raise CellError(self.reference, f"“{text[:30]}” không phải số nguyên từ 0 trở lên.")
        return int(text)


class CellError(ValueError):
    """An error in one cell; the text begins with the cell: "C12: …"."""

    def __init__(self, reference: str, message: str) -> None:
        super().__init__(f"{reference}: {message}")
        self.reference, self.message = reference, message


class WrongCells(Refused):
    """Nothing was written; `errors` names every wrong cell in the order of the sheet."""

    def __init__(self, errors: Sequence[CellError]) -> None:
        super().__init__(f"Tệp có {len(errors)} ô chưa đúng; chưa ghi gì.")
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An expected column: its key in the program, its title, its alternative titles."""

    key: str
    title: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        return {heading_key(name) for name in (self.title, *self.also)}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A non-empty row of the sheet: its number, and its cells by column key."""

    number: int
    cells: Mapping[str, ReadCell]

    def __getitem__(self, key: str) -> ReadCell:
        return self.cells[key]


def read_sheet(
    content: bytes, headings: Sequence[Heading], *, limits: WorkbookLimits = LIMITS
) -> list[ReadRow]:
    """Return the non-empty rows of the first sheet below its header.

    Columns are matched by name, in any order, ignoring marks, blanks, line breaks and capitals;
    other columns are ignored. Raises BadWorkbook for a file that cannot be read safely, or with a
    missing or repeated column.
    """
    rows = _rows(content, limits)
    header, places = _find_header(rows, headings)
    return list(_lines(rows, header, places))


def heading_key(text: object) -> str:
    """Return a column's title for comparison: no marks, capitals or punctuation, single blanks."""
    plain = search_key(str(text).replace("\u00a0", " "))
    return re.sub(r"[^0-9a-z]+", " ", plain).strip()


def _rows(content: bytes, limits: WorkbookLimits) -> list[list[Any]]:
    require_safe_workbook(content, limits=limits)
    try:
        done = subprocess.run(  # noqa: S603  (our own program; the file comes by standard input)
            [sys.executable, "-I", str(_CHILD)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )  # nosec B603
    except subprocess.TimeoutExpired as error:
        raise BadWorkbook(_UNREADABLE) from error
    if done.returncode:
        raise BadWorkbook(_UNREADABLE)
    rows: list[list[Any]] | None = json.loads(done.stdout)
    if rows is None:
        raise BadWorkbook("Tệp không có trang tính nào.")
    return rows


def _find_header(
    rows: Sequence[Sequence[Any]], headings: Sequence[Heading]
) -> tuple[int, dict[str, int]]:
    """Return the header row, the one with most known titles, and the position of each column."""
    best, found = 0, dict[str, list[int]]()
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        names = [heading_key(value) for value in row]
        here = {
            heading.key: [at for at, name in enumerate(names) if name in heading.names]
            for heading in headings
        }
        if sum(map(bool, here.values())) > sum(map(bool, found.values())):
            best, found = place, here
    missing = [heading.title for heading in headings if not found.get(heading.key)]
    if missing:
        raise BadWorkbook(f"Không thấy cột: {', '.join(missing)}. Hãy dùng tệp mẫu.")
    for heading in headings:
        if len(found[heading.key]) > 1:
            cells = ", ".join(_reference(at, best) for at in found[heading.key])
            raise BadWorkbook(f"Cột “{heading.title}” có nhiều hơn một ({cells}).")
    return best, {key: at[0] for key, at in found.items()}


def _lines(
    rows: Sequence[Sequence[Any]], header: int, places: Mapping[str, int]
) -> Iterator[ReadRow]:
    for place, row in enumerate(rows[header + 1 :], start=header + 1):
        cells = {
            key: ReadCell(_reference(at, place), row[at] if at < len(row) else "")
            for key, at in places.items()
        }
        if not all(cell.is_empty for cell in cells.values()):
            yield ReadRow(place + 1, cells)


def _reference(column: int, row: int) -> str:
    return f"{get_column_letter(column + 1)}{row + 1}"
