"""The paper of an official form: size, scale, and where its pages end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from common.official_parts import FormSheet
from common.xlsx_styles import (
    one_page_scale,
    paper_for,
    room_for_rows,
    set_margins,
    set_mark,
)

_USUAL = 15.0  # the height in points of a row without one
_KEPT = 2  # units of the table that stay with the signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRows:
    """The first rows of heads, body and what is below it, and the last row of a form."""

    heads: int
    body: int
    below: int
    last: int


def set_up(page: Worksheet, sheet: FormSheet, rows: WrittenRows) -> None:
    """Set paper, scale, page ends, repeated heads and page numbers.

    A scale, not "fit to one page wide": Excel ignores the ends of pages in a sheet that is fitted.
    """
    paper, scale = paper_for(column.width for column in sheet.columns)
    height = _height(page, range(1, rows.last + 1))
    scale = one_page_scale(paper, height, widest=scale) or scale
    page.page_setup.paperSize, page.page_setup.scale = paper, scale
    page.freeze_panes = f"C{rows.body}"  # number and place stay visible
    page.print_title_rows = f"{rows.heads}:{rows.body - 1}"
    page.print_area = f"A1:{get_column_letter(len(sheet.columns))}{rows.last}"
    page.print_options.horizontalCentered = True
    page.sheet_view.showGridLines = False
    set_margins(page)
    set_mark(page, sheet.mark)
    for row in page_ends(page, sheet, rows, room=room_for_rows(paper, scale)):
        page.row_breaks.append(Break(id=row))


def page_ends(page: Worksheet, sheet: FormSheet, rows: WrittenRows, *, room: float) -> list[int]:
    """Return the last row of each page but the last.

    The lines of a unit stay together; the signatures stay with the last units of the table.
    """
    repeated = _height(page, range(rows.heads, rows.body))
    ends, used = [], 0.0
    for chunk in _chunks(sheet, rows):
        height = _height(page, chunk)
        if used and used + height > room:
            ends.append(chunk.start - 1)
            used = repeated
        used += height
    return ends


def _chunks(sheet: FormSheet, rows: WrittenRows) -> Iterator[range]:
    """Return the rows that stay together: heading with the first units, units, end."""
    units = list(range(rows.body, rows.below, sheet.lines))
    firsts = units[min(len(units), _KEPT) :]
    middle = firsts[: max(len(firsts) - _KEPT - 1, 0)]
    starts = [1, *middle, *firsts[len(middle) : len(middle) + 1]]
    for start, end in zip(starts, [*starts[1:], rows.last + 1], strict=True):
        yield range(start, end)


def _height(page: Worksheet, rows: Iterable[int]) -> float:
    return sum(page.row_dimensions[row].height or _USUAL for row in rows)
