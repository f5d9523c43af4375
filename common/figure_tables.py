"""Figures as a table: one object for the page, the CSV file and the workbook."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from io import StringIO

from common.formats import DASH, count, percent, rate, signed_points
from common.xlsx import DECIMAL, GENERAL, RATE, TEXT, WHOLE, Column, Sheet

Value = int | Fraction | str | None
# What an office suite would read as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DECIMALS = 10


class FigureKind(Enum):
    """What a column holds; rates, parts and points are fractions."""

    TEXT = "text"
    COUNT = "count"
    RATE = "rate"
    PART = "part"
    POINTS = "points"


_SHOW = {
    FigureKind.COUNT: count,
    FigureKind.RATE: rate,
    FigureKind.PART: percent,
    FigureKind.POINTS: signed_points,
}
_FORMATS = {
    FigureKind.TEXT: TEXT,
    FigureKind.COUNT: WHOLE,
    FigureKind.RATE: RATE,
    FigureKind.PART: RATE,
    FigureKind.POINTS: DECIMAL,
}


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column: its head and what it holds; a text in a column of numbers is shown as it is."""

    head: str
    kind: FigureKind = FigureKind.COUNT

    @property
    def is_number(self) -> bool:
        return self.kind is not FigureKind.TEXT

    def shown(self, value: Value) -> str:
        if value is None:
            return DASH
        return value if isinstance(value, str) else _SHOW[self.kind](value)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCell:
    """One cell as a page shows it."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """A table of figures; the first column names the row, `totals` is the last row, if any."""

    title: str
    columns: Sequence[FigureColumn]
    rows: Sequence[Sequence[Value]]
    totals: Sequence[Value] = ()

    @property
    def shown(self) -> list[list[FigureCell]]:
        return [self._cells(row) for row in self.rows]

    @property
    def shown_totals(self) -> list[FigureCell]:
        return self._cells(self.totals)

    @property
    def every_row(self) -> list[Sequence[Value]]:
        return [*self.rows, *([self.totals] if self.totals else [])]

    def _cells(self, row: Sequence[Value]) -> list[FigureCell]:
        return [
            FigureCell(text=column.shown(value), is_number=column.is_number)
            for column, value in zip(self.columns, row, strict=False)
        ]


def csv_of(table: FigureTable, *, source: str) -> bytes:
    """Return the table as CSV (UTF-8 with a mark, commas): title, source, heads, rows.

    Numbers have a decimal point and no separators; fractions have ten decimals, as in the API.
    """
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerows([[table.title], [source], [column.head for column in table.columns]])
    writer.writerows([_plain(value) for value in row] for row in table.every_row)
    return stream.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value) if isinstance(value, int) else f"{float(value):.{_DECIMALS}f}"


def sheet_of(table: FigureTable, *, source: str) -> Sheet:
    """Return the table as a sheet with real numbers."""
    return Sheet(
        name="Số liệu",
        columns=[_column(number, each) for number, each in enumerate(table.columns)],
        rows=table.every_row,
        title=table.title,
        source=source,
    )


def _column(number: int, column: FigureColumn) -> Column:
    is_points = column.kind is FigureKind.POINTS

    def value(row: Sequence[Value]) -> int | float | str | None:
        found = row[number]
        if isinstance(found, Fraction):
            return float(found * 100 if is_points else found)
        return found

    return Column(
        column.head,
        value,
        width=34 if number == 0 else 16,
        number_format=_FORMATS.get(column.kind, GENERAL),
    )
