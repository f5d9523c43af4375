"""The rows of a sheet as the XML of an .xlsx file, ten times faster than a workbook library."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from html import escape
from textwrap import wrap
from typing import IO, Any

from django.utils import timezone
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

_LINE = 15.75  # height of a line of text in points
_LETTER = 0.92  # the mean width of a letter in digits, which measure a column
# Excel takes such a text for a formula as soon as its cell is edited.
_FORMULA_STARTS = ("=", "+", "-", "@")


def write_rows(
    stream: IO[bytes],
    rows: Iterable[Any],
    values: Sequence[Callable[[Any], Any]],
    *,
    after: int,
    styles: Sequence[tuple[int, int]],
    widths: Sequence[float],
) -> int:
    """Write the rows below line `after`; return the last line's number.

    Each row is as high as its longest text wrapped in its column: office suites compute that only
    when a cell is edited. `styles` gives two styles of the workbook per column: the usual one, and one whose cells stay
    text even when edited.
    """
    letters = [get_column_letter(number) for number in range(1, len(values) + 1)]
    line = after
    for line, row in enumerate(rows, start=after + 1):
        cells, lines = [], 1
        for number, value_of in enumerate(values):
            value = value_of(row)
            starts_formula = isinstance(value, str) and value.startswith(_FORMULA_STARTS)
            style = styles[number][starts_formula]
            if isinstance(value, str) and len(value) > widths[number] - 1:
                lines = max(lines, _lines_of(value, widths[number]))
            cells.append(f'<c r="{letters[number]}{line}" s="{style}"{_content(value)}</c>')
        height = f'ht="{lines * _LINE + 2}" customHeight="1"'
        stream.write(f'<row r="{line}" {height}>{"".join(cells)}</row>'.encode())
    return line


@lru_cache(maxsize=4096)
def _lines_of(text: str, width: float) -> int:
    """Return the lines of a text wrapped at its words in a column."""
    return len(wrap(text, max(1, int((width - 1) / _LETTER)))) or 1


def _content(value: Any) -> str:
    """Return the rest of a cell: its type, and its value in tags."""
    if value is None or value == "":
        return ">"
    if isinstance(value, str):
        # Always text: "=1+1" is not a formula, nor is "#N/A" an error.
        text = escape(ILLEGAL_CHARACTERS_RE.sub("", value), quote=False)
        return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is>'
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v>'
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.make_naive(value)
    if isinstance(value, dt.date):
        value = to_excel(value)
    return f"><v>{float(value) if isinstance(value, Fraction) else value}</v>"
