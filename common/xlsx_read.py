"""Reads uploaded workbooks: checked, parsed in a child process, columns matched by name."""

import json
import re
import subprocess  # nosec B404
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.errors import Refused
from common.sheet_table import Heading, ReadSheet, cell_of, find_table, reference_of
from common.text import UnsafeText, normalise
from common.xlsx_guard import LIMITS, BadWorkbook, WorkbookLimits, require_safe_workbook

SECONDS = 20
_CHILD = Path(__file__).with_name("xlsx_child.py")
_UNREADABLE = "Không đọc được tệp này. Hãy mở lại bằng Excel, lưu thành .xlsx và tải lên lần nữa."
_UNSAVED = (
    "Ô có công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc dán giá trị vào ô này."
)


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
    """Return the non-empty rows below the header with the most of these titles.

    Columns are matched by name as in `find_table`. Raises BadWorkbook for a file that cannot be
    read safely, or with a missing or repeated column, WrongCells for cells without a value.
    """
    table = find_table(read_workbook(content, limits=limits), headings)
    if table.broken:
        raise WrongCells(
            [CellError(reference_of(*at), words) for at, words in sorted(table.broken.items())]
        )
    return [
        ReadRow(
            number,
            {
                key: ReadCell(reference_of(number - 1, table.places[key]), values[place])
                for key, values in table.columns.items()
            },
        )
        for place, number in enumerate(table.numbers)
    ]


def read_workbook(content: bytes, *, limits: WorkbookLimits = LIMITS) -> list[ReadSheet]:
    """Return the sheets of a workbook, read in a child process.

    Raises BadWorkbook for a file that cannot be read safely.
    """
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
    sheets = [_sheet(each) for each in json.loads(done.stdout)]
    if not sheets:
        raise BadWorkbook("Tệp không có trang tính nào.")
    return sheets


def _sheet(read: dict[str, Any]) -> ReadSheet:
    errors = {cell_of(ref): f"Ô báo lỗi {text}." for ref, text in read.get("errors", {}).items()}
    return ReadSheet(
        name=read["name"],
        is_hidden=read.get("is_hidden", False),
        rows=read.get("rows", []),
        merged=[(tuple(first), tuple(last)) for first, last in read.get("merged", [])],
        hidden_rows=read.get("hidden_rows", []),
        broken=errors | {cell_of(ref): _UNSAVED for ref in read.get("unsaved", [])},
    )
