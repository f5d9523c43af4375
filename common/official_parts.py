"""The shapes of an official form: columns, office, sheet, and terms of a formula."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from common.xlsx_styles import GENERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A part of a formula: its text in Excel, and the value that Excel computes for it."""

    text: str
    value: Fraction | None

    def __add__(self, other: "Term") -> "Term":
        return _joined(self, "+", other, lambda left, right: left + right)

    def __sub__(self, other: "Term") -> "Term":
        return _joined(self, "-", other, lambda left, right: left - right)

    def __truediv__(self, other: "Term") -> "Term":
        return _joined(self, "/", other, lambda left, right: left / right if right else None)

    @property
    def in_points(self) -> "Term":
        """The same fraction in percentage points."""
        value = None if self.value is None else self.value * 100
        return Term(text=f"({self.text})*100", value=value)


def _joined(
    left: Term, sign: str, right: Term, compute: Callable[[Fraction, Fraction], Fraction | None]
) -> Term:
    text = f"{left.text}{sign}{right.text}"
    if left.value is None or right.value is None:
        return Term(text=text, value=None)
    return Term(text=text, value=compute(left.value, right.value))


# Given a row and its terms by their number in the form: {1: Term, 2: Term}.
Formula = Callable[[Any, dict[int, Term]], Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """One column; `number` is shown in the numbered row, followed by its formula in words.

    Neighbours with the same `group` share a head. `number_format` may depend on the row. In a
    column that `spans` the lines of a unit they are merged into one cell. The total of a column
    that `sums` is the sum of its rows; `formula` computes a cell from numbered cells of its row.
    """

    title: str
    value: Callable[[Any], Any]
    number: str = ""
    group: str = ""
    width: float = 11
    number_format: str | Callable[[Any], str] = GENERAL
    align: str = ""
    spans: bool = False
    sums: bool = False
    formula: Formula | None = None

    def format_of(self, row: Any) -> str:
        return (
            self.number_format if isinstance(self.number_format, str) else self.number_format(row)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The issuing office: the superior body in plain capitals, the office in bold capitals.

    `symbol` follows the number of its report: "BC-LĐTBXH"; without one no number is left open.
    The last signature is that of the head, who also stamps.
    """

    above: str
    body: str
    place: str
    recipients: Sequence[str]
    signatures: Sequence[str]
    symbol: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """One form on one sheet; `total` is the last row, in bold; `mark` is above the title.

    `lines` is the number of rows of a unit; `total` is then a sequence of that length. `form` is
    the number of the official form ("Biểu số 02"), empty where it is not known. A row that
    `is_subtotal` is in bold and adds the rows below it up to the next one; the total adds only those.
    """

    name: str
    title: str
    subtitle: str = ""
    unit: str
    columns: Sequence[FormColumn]
    rows: Sequence[Any]
    total: Any = None
    notes: Sequence[str] = ()
    mark: str = ""
    form: str = ""
    lines: int = 1
    is_subtotal: Callable[[Any], bool] = lambda _row: False

    @property
    def totals(self) -> Sequence[Any]:
        """Return the last rows."""
        if self.lines > 1:
            return tuple(self.total)
        return () if self.total is None else (self.total,)


def official_date(place: str, day: dt.date) -> str:
    """Return "Ia Grai, ngày 05 tháng 02 năm 2021": days below 10 and months 1 and 2 have a zero."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def date_left_open(place: str, year: int) -> str:
    """Return "Ia Grai, ngày … tháng … năm 2021": the registry fills in day and month."""
    return f"{place}, ngày … tháng … năm {year}"
