"""The table of an official form: heads, numbered row, body, totals and formulas."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.official_cells import LINE_HEIGHT, plain_number, put, text_height
from common.official_parts import FormColumn, FormSheet, Term
from common.xlsx_finish import Finish
from common.xlsx_styles import font

_THIN = Side(style="thin", color="FF000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", fgColor="FFE8EFEC")
_GROUP_HEAD = LINE_HEIGHT * 1.3


def write_heads(page: Worksheet, columns: Sequence[FormColumn], row: int) -> int:
    """Write one or two rows of heads and the numbered row; return the next row."""
    levels = 2 if any(column.group for column in columns) else 1
    start = 1
    for group, members in groupby(columns, key=lambda column: column.group):
        count = len(list(members))
        span = columns[start - 1 : start - 1 + count]
        if group:
            _head(page, row, start, group, columns=count)
        for offset, column in enumerate(span):
            top = row + 1 if group else row
            _head(page, top, start + offset, column.title, rows=row + levels - top)
        start += count
    for level in range(levels):
        page.row_dimensions[row + level].height = _head_height(columns, level, levels)
    for number, column in enumerate(columns, start=1):
        cell = _head(page, row + levels, number, column.number)
        cell.font, cell.fill = font(12, italic=True), PatternFill()
    page.row_dimensions[row + levels].height = text_height(
        [(column.number, column.width) for column in columns]
    )
    return row + levels + 1


def _head(
    page: Worksheet, row: int, column: int, text: str, *, rows: int = 1, columns: int = 1
) -> Cell:
    for each_row in range(row, row + rows):
        for each_column in range(column, column + columns):
            page.cell(each_row, each_column).border = _BOX
    cell = page.cell(row, column)
    put(cell, text)
    cell.font, cell.fill = font(12, bold=True), _HEAD_FILL
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if rows > 1 or columns > 1:
        page.merge_cells(
            start_row=row,
            end_row=row + rows - 1,
            start_column=column,
            end_column=column + columns - 1,
        )
    return cell


def _head_height(columns: Sequence[FormColumn], level: int, levels: int) -> float:
    if levels == 2 and level == 0:
        return _GROUP_HEAD
    texts = [(column.title, column.width) for column in columns if column.group or levels == 1]
    spread = [(column.title, column.width) for column in columns if not column.group]
    shared = text_height(spread, size=1.15) - _GROUP_HEAD if levels == 2 else 0
    return max(text_height(texts, size=1.15), shared) + 4


def write_body(page: Worksheet, sheet: FormSheet, row: int, finish: Finish) -> int:
    """Write rows and totals with their formulas; return the next row."""
    first = row
    for each in sheet.rows:
        is_bold = sheet.is_subtotal(each)
        row = _body_row(page, sheet.columns, each, row, finish, is_bold=is_bold)
    written = list(enumerate(sheet.rows, start=first))
    heads = [number for number, each in written if sheet.is_subtotal(each)]
    for head, end in pairwise([*heads, row]):
        parts = dict(written[head + 1 - first : end - first])
        _sums(page, sheet, sheet.rows[head - first], head, parts, finish)
    for offset, each in enumerate(sheet.totals):
        parts = dict(written[offset :: sheet.lines])
        added = {head: parts[head] for head in heads} or parts
        below = _body_row(page, sheet.columns, each, row + offset, finish, is_bold=True)
        _sums(page, sheet, each, row + offset, added, finish)
        if offset == sheet.lines - 1:
            row = below
    if sheet.lines > 1:
        _join_lines(page, sheet, range(first, row, sheet.lines))
    return row


def _body_row(
    page: Worksheet,
    columns: Sequence[FormColumn],
    item: Any,
    row: int,
    finish: Finish,
    *,
    is_bold: bool = False,
) -> int:
    values = [column.value(item) for column in columns]
    for number, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
        _body_cell(page.cell(row, number), column, item, value, is_bold=is_bold)
    _formulas(page, columns, values, row, item, finish)
    texts = [
        (value, column.width)
        for column, value in zip(columns, values, strict=True)
        if isinstance(value, str)
    ]
    page.row_dimensions[row].height = text_height(texts) + 3
    return row + 1


def _body_cell(cell: Cell, column: FormColumn, item: Any, value: Any, *, is_bold: bool) -> None:
    put(cell, value)
    cell.font, cell.border = font(12, bold=is_bold), _BOX
    is_number = isinstance(cell.value, int | float | dt.date)
    across = column.align or ("right" if is_number else "left")
    cell.alignment = Alignment(
        horizontal=across,
        vertical="center",
        wrap_text=not is_number,
        indent=0 if across == "center" else 1,
    )
    if is_number:
        cell.number_format = column.format_of(item)


def _formulas(
    page: Worksheet,
    columns: Sequence[FormColumn],
    values: Sequence[Any],
    row: int,
    item: Any,
    finish: Finish,
) -> None:
    """Write the formulas of a row where they give the figure of the query, else leave the figure."""
    terms = {
        _number(column): Term(text=f"{get_column_letter(place)}{row}", value=_fraction(value))
        for place, (column, value) in enumerate(zip(columns, values, strict=True), start=1)
        if _number(column)
    }
    for place, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
        term = column.formula(item, terms) if column.formula else None
        if term is not None and term.value is not None and term.value == _fraction(value):
            _compute(page.cell(row, place), term.text, term.value, finish)


def _number(column: FormColumn) -> int:
    """Return 3 for a column numbered "(3)=(2)/(1)" or "3", 0 for a lettered one."""
    digits = column.number.partition("=")[0].strip("()")
    return int(digits) if digits.isdecimal() else 0


def _sums(
    page: Worksheet,
    sheet: FormSheet,
    total: Any,
    row: int,
    added: Mapping[int, Any],
    finish: Finish,
) -> None:
    """Write a total as the sum of rows, given by their number, where it is their sum."""
    for place, column in enumerate(sheet.columns, start=1):
        value = _fraction(column.value(total)) if column.sums and added else None
        parts = [_fraction(column.value(each)) or Fraction() for each in added.values()]
        if value is not None and sum(parts, Fraction()) == value:
            cells = _cells(get_column_letter(place), list(added))
            _compute(page.cell(row, place), f"SUM({cells})", value, finish)


def _cells(letter: str, rows: Sequence[int]) -> str:
    if rows[-1] - rows[0] == len(rows) - 1:
        return f"{letter}{rows[0]}:{letter}{rows[-1]}"
    return ",".join(f"{letter}{row}" for row in rows)


def _compute(cell: Cell, formula: str, value: Fraction, finish: Finish) -> None:
    cell.value = f"={formula}"
    finish.stored[cell.coordinate] = plain_number(value)


def _fraction(value: Any) -> Fraction | None:
    """Return a figure as a fraction, None for a text, a date or nothing."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        return None
    return Fraction(value)


def _join_lines(page: Worksheet, sheet: FormSheet, tops: Iterable[int]) -> None:
    """Merge the lines of a unit in the columns that span them."""
    for number, column in enumerate(sheet.columns, start=1):
        for top in tops if column.spans else ():
            bottom = top + sheet.lines - 1
            page.merge_cells(start_row=top, end_row=bottom, start_column=number, end_column=number)
