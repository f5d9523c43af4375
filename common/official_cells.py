"""Cells, blocks of merged cells and ruled lines of an official form."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.xlsx_finish import RuledLine
from common.xlsx_styles import pixels

LINE_HEIGHT = 16.5
# Excel takes such a text for a formula as soon as its cell is edited.
_FORMULA_STARTS = ("=", "+", "-", "@")
# The mean width of a letter as a part of its size, in capitals and in small letters.
_CAPITAL, _SMALL = 0.70, 0.50
_POINTS_PER_PIXEL = 0.75


def put(cell: Cell, value: Any) -> None:
    """Set a value: a text is never a formula, a fraction becomes a number."""
    if not isinstance(value, str):
        cell.value = plain_number(value) if isinstance(value, Fraction) else value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(_FORMULA_STARTS)


def plain_number(value: Fraction) -> float:
    """Return a fraction as a number of the file."""
    return int(value) if value.denominator == 1 else float(value)


def block(page: Worksheet, row: int, span: tuple[int, int], text: str, face: Font) -> Cell:
    """Write a centred text across the columns of a span and return its cell."""
    cell = page.cell(row, span[0])
    put(cell, text)
    cell.font = face
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if span[1] > span[0]:
        page.merge_cells(start_row=row, end_row=row, start_column=span[0], end_column=span[1])
    return cell


def text_height(texts: Sequence[tuple[str, float]], *, size: float = 1.0) -> float:
    """Return the height in points of the tallest of some texts wrapped in their columns.

    Excel computes the height of a merged or wrapped cell only when it is edited.
    """
    lines = [math.ceil(len(text) * size / max(width - 1, 1)) for text, width in texts]
    return LINE_HEIGHT * max([*lines, 1])


def width_of(page: Worksheet, span: tuple[int, int]) -> float:
    """Return the width of a span in characters."""
    return sum(
        page.column_dimensions[get_column_letter(number)].width
        for number in range(span[0], span[1] + 1)
    )


def ruled_line(
    page: Worksheet, row: int, span: tuple[int, int], text: str, face: Font, *, part: float = 1.0
) -> RuledLine:
    """Return a line in a row as long as a part of a text that is centred on a span above it."""
    letter = _CAPITAL if text.isupper() else _SMALL
    length = len(text) * letter * float(face.size) / _POINTS_PER_PIXEL * part
    widths = [
        pixels(page.column_dimensions[get_column_letter(number)].width)
        for number in range(span[0], span[1] + 1)
    ]
    start = max(0, round((sum(widths) - length) / 2))
    end = min(sum(widths) - 1, round(start + length))
    first = span[0] - 1
    return RuledLine(row=row, start=_at(widths, start, first), end=_at(widths, end, first))


def _at(widths: Sequence[int], offset: int, first: int) -> tuple[int, int]:
    """Return the column and the pixels in it that are `offset` pixels into a span."""
    for number, width in enumerate(widths):
        if offset < width:
            return first + number, offset
        offset -= width
    return first + len(widths) - 1, widths[-1] - 1
