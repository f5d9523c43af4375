"""Number formats, the typeface, and the page of all workbooks (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

import math
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

A4, A3 = 9, 8  # their numbers in the file format
GENERAL, TEXT, DATE, YEAR = "General", "@", "dd/mm/yyyy", "0"
# [$-42A] is Vietnamese: decimal comma and thousands dot even in an English office suite.
WHOLE, DECIMAL = "[$-42A]#,##0", "[$-42A]0.00"
# As on the pages: "2,33 %"; a difference of rates is in percentage points.
RATE, POINTS = '[$-42A]0.00" "%', '[$-42A]0.00" đpt"'

TYPEFACE = "Times New Roman"
SIZE = 12
LEAST_PRINTED = 9  # points on paper
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
_LANDSCAPE = {A4: (297, 210), A3: (420, 297)}
_MILLIMETRES_PER_INCH, _PIXELS_PER_INCH, _POINTS_PER_INCH = 25.4, 96, 72
_PIXELS_PER_CHARACTER = 8  # a digit of the typeface in this size
# Printers differ by a per cent or two in the width and height of a cell.
_SURE = 0.98


def font(size: int, **kwargs: Any) -> Font:
    """Return the typeface of administrative documents in a size in points."""
    return Font(name=TYPEFACE, size=size, **kwargs)


def new_workbook() -> Workbook:
    """Return an empty workbook whose columns are measured in digits of the typeface."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook._named_styles["Normal"].font = font(SIZE)
    workbook._fonts[0] = font(SIZE)
    return workbook


def pixels(width: float) -> int:
    """Return the width in pixels of a column given in characters."""
    return round(width * _PIXELS_PER_CHARACTER)


def paper_for(widths: Iterable[float]) -> tuple[int, int]:
    """Return the paper and the scale in per cent at which columns are as wide as a landscape page.

    A3 where the text would be smaller than `LEAST_PRINTED` on A4.
    """
    total = sum(map(pixels, widths))
    on_a4 = _scale(A4, total)
    if on_a4 * SIZE >= LEAST_PRINTED * 100:
        return A4, on_a4
    return A3, _scale(A3, total)


def _scale(paper: int, total: int) -> int:
    room = (_LANDSCAPE[paper][0] - LEFT - RIGHT) / _MILLIMETRES_PER_INCH * _PIXELS_PER_INCH
    return min(100, math.floor(room * _SURE / max(total, 1) * 100))


def room_for_rows(paper: int, scale: int) -> float:
    """Return the height in points of the rows that one page holds."""
    room = (_LANDSCAPE[paper][1] - TOP - BOTTOM) / _MILLIMETRES_PER_INCH * _POINTS_PER_INCH
    return room * _SURE * 100 / scale


def one_page_scale(paper: int, height: float, *, widest: int) -> int | None:
    """Return the largest scale up to `widest` at which rows of a height fit on one page.

    None where the text would be smaller than `LEAST_PRINTED`.
    """
    scale = min(widest, math.floor(room_for_rows(paper, 100) / height * 100))
    return scale if scale * SIZE >= LEAST_PRINTED * 100 else None


def set_margins(page: Worksheet) -> None:
    """Set the margins, the page number at the top except on page 1, and a landscape page."""
    page.page_setup.orientation = "landscape"
    sides = (("left", LEFT), ("right", RIGHT), ("top", TOP), ("bottom", BOTTOM))
    for side, millimetres in sides:
        setattr(page.page_margins, side, millimetres / _MILLIMETRES_PER_INCH)
    page.page_margins.header = page.page_margins.footer = 10 / _MILLIMETRES_PER_INCH
    page.HeaderFooter.differentFirst = True
    number = page.oddHeader.center
    number.text, number.size, number.font = "&P", 13, TYPEFACE


def set_mark(page: Worksheet, mark: str) -> None:
    """Write the mark of invented data at the foot of every page."""
    for footer in (page.firstFooter, page.oddFooter) if mark else ():
        footer.center.text, footer.center.size = mark, 11
        footer.center.font = TYPEFACE
