"""Printed forms in the layout of Vietnamese offices: heading, numbered columns, total, signatures.

Layout after Appendix I of NĐ 30/2020/NĐ-CP (heading block, typeface, place and date, recipients).
Cells hold numbers, never formulas, so that readers that do not calculate show them too.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from common.xlsx import A4, GENERAL

_TYPEFACE = "Times New Roman"
_THIN = Side(style="thin", color="FF000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", fgColor="FFE8EFEC")
_MILLIMETRES_PER_INCH = 25.4
_LINE_HEIGHT = 16.5
_GAP = 6
# Excel takes such a text for a formula as soon as its cell is edited.
_FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """One column; `number` is shown in the numbered row, followed by its formula in words.

    Neighbours with the same `group` share a head. `number_format` may depend on the row. In a
    column that `spans` the lines of a unit they are merged into one cell.
    """

    title: str
    value: Callable[[Any], Any]
    number: str = ""
    group: str = ""
    width: float = 11
    number_format: str | Callable[[Any], str] = GENERAL
    align: str = ""
    spans: bool = False

    def format_of(self, row: Any) -> str:
        return (
            self.number_format if isinstance(self.number_format, str) else self.number_format(row)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The issuing office: the superior body in plain capitals, the office in bold capitals."""

    above: str
    body: str
    place: str
    recipients: Sequence[str]
    signatures: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """One form on one sheet; `total` is the last row, in bold; `mark` is above the title.

    `lines` is the number of rows of a unit; `total` is then a sequence of that length.
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
    lines: int = 1

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


def official_workbook(sheets: Iterable[FormSheet], *, office: Office, on: dt.date) -> bytes:
    """Return an .xlsx file with one form on each sheet, dated and set up for A4 landscape."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet in sheets:
        _write(workbook.create_sheet(sheet.name), sheet, office, on)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _write(page: Worksheet, sheet: FormSheet, office: Office, on: dt.date) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    row = _heading(page, sheet, office, on)
    first_head = row
    row = _heads(page, sheet.columns, row)
    first_row = row
    for each in sheet.rows:
        row = _body_row(page, sheet.columns, each, row)
    for each in sheet.totals:
        row = _body_row(page, sheet.columns, each, row, is_bold=True)
    if sheet.lines > 1:
        _join_lines(page, sheet, range(first_row, row, sheet.lines))
    page.row_dimensions[row].height = _GAP
    row += 1
    for note in sheet.notes:
        row = _line(page, row, note, _font(11, italic=True), width=len(sheet.columns))
    last = _signatures(page, office, row + 1, len(sheet.columns))
    _set_up(page, first_head=first_head, first_row=first_row, last=last, sheet=sheet)


# --- Heading -------------------------------------------------------------------------------------


def _heading(page: Worksheet, sheet: FormSheet, office: Office, on: dt.date) -> int:
    """Write the two blocks, the title and its lines; return the next row."""
    width = len(sheet.columns)
    middle = _middle(sheet.columns)
    left, right = (1, middle), (middle + 1, width)
    _block(page, 1, left, office.above, _font(12))
    _block(page, 1, right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", _font(12, bold=True))
    _block(page, 2, left, office.body, _font(12, bold=True, underline="single"))
    motto = "Độc lập - Tự do - Hạnh phúc"
    _block(page, 2, right, motto, _font(13, bold=True, underline="single"))
    _block(page, 3, right, official_date(office.place, on), _font(13, italic=True))
    for number in (1, 2, 3):
        page.row_dimensions[number].height = 1.15 * _LINE_HEIGHT
    row = 4
    if sheet.mark:
        _block(page, row, (1, width), sheet.mark, _font(12, bold=True, color="FFC00000"))
        row += 1
    _block(page, row, (1, width), sheet.title, _font(14, bold=True))
    page.row_dimensions[row].height = 2 * _LINE_HEIGHT
    _block(page, row + 1, (1, width), sheet.subtitle, _font(13, italic=True))
    unit = _block(page, row + 2, (1, width), sheet.unit, _font(12, italic=True))
    unit.alignment = Alignment(horizontal="right")
    return row + 3


def _middle(columns: Sequence[FormColumn]) -> int:
    """Return the last column of the left block, which takes slightly less than half the width."""
    half, taken = sum(column.width for column in columns) * 0.46, 0.0
    for number, column in enumerate(columns[:-1], start=1):
        taken += column.width
        if taken >= half:
            return number
    return max(1, len(columns) - 1)


def _block(page: Worksheet, row: int, span: tuple[int, int], text: str, font: Font) -> Cell:
    cell = page.cell(row, span[0])
    _put(cell, text)
    cell.font = font
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if span[1] > span[0]:
        page.merge_cells(start_row=row, end_row=row, start_column=span[0], end_column=span[1])
    return cell


# --- The table -----------------------------------------------------------------------------------


def _heads(page: Worksheet, columns: Sequence[FormColumn], row: int) -> int:
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
        cell.font, cell.fill = _font(10, italic=True), PatternFill()
    page.row_dimensions[row + levels].height = _text_height(
        [(column.number, column.width) for column in columns], size=0.8
    )
    return row + levels + 1


def _head(
    page: Worksheet, row: int, column: int, text: str, *, rows: int = 1, columns: int = 1
) -> Cell:
    for each_row in range(row, row + rows):
        for each_column in range(column, column + columns):
            page.cell(each_row, each_column).border = _BOX
    cell = page.cell(row, column)
    _put(cell, text)
    cell.font, cell.fill = _font(11, bold=True), _HEAD_FILL
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
        return _LINE_HEIGHT * 1.3
    texts = [(column.title, column.width) for column in columns if column.group or levels == 1]
    spread = [(column.title, column.width) for column in columns if not column.group]
    shared = _text_height(spread) - _LINE_HEIGHT * 1.3 if levels == 2 else 0
    return max(_text_height(texts), shared) + 4


def _text_height(texts: Sequence[tuple[str, float]], *, size: float = 1.0) -> float:
    """Return the height in points of the tallest of some texts wrapped in their columns.

    Excel computes the height of a merged or wrapped cell only when it is edited.
    """
    lines = [math.ceil(len(text) * size / max(width - 1.5, 1)) for text, width in texts]
    return _LINE_HEIGHT * max([*lines, 1])


def _body_row(
    page: Worksheet, columns: Sequence[FormColumn], item: Any, row: int, *, is_bold: bool = False
) -> int:
    texts = []
    for number, column in enumerate(columns, start=1):
        cell = page.cell(row, number)
        value = column.value(item)
        _put(cell, value)
        cell.font, cell.border = _font(12, bold=is_bold), _BOX
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
        elif isinstance(value, str):
            texts.append((value, column.width))
    page.row_dimensions[row].height = _text_height(texts) + 3
    return row + 1


def _join_lines(page: Worksheet, sheet: FormSheet, tops: Iterable[int]) -> None:
    """Merge the lines of a unit in the columns that span them."""
    for number, column in enumerate(sheet.columns, start=1):
        for top in tops if column.spans else ():
            bottom = top + sheet.lines - 1
            page.merge_cells(start_row=top, end_row=bottom, start_column=number, end_column=number)


def _put(cell: Cell, value: Any) -> None:
    """Set a value: a text is never a formula, a fraction becomes a number."""
    if not isinstance(value, str):
        whole = isinstance(value, Fraction) and value.denominator == 1
        cell.value = int(value) if whole else float(value) if isinstance(value, Fraction) else value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(_FORMULA_STARTS)


# --- Below and around ----------------------------------------------------------------------------


def _signatures(page: Worksheet, office: Office, row: int, width: int) -> int:
    """Write recipients on the left and signatures on the right; return the last row."""
    blocks = len(office.signatures) + 1
    edges = [round(width * part / blocks) for part in range(blocks + 1)]
    spans = [(start + 1, end) for start, end in pairwise(edges)]
    for text, span in zip(office.signatures, spans[1:], strict=True):
        _block(page, row, span, text, _font(12, bold=True))
        _block(page, row + 1, span, "(Ký, ghi rõ họ tên)", _font(12, italic=True))
    page.row_dimensions[row].height = 2 * _LINE_HEIGHT
    recipients = page.cell(row, 1)
    _put(recipients, "Nơi nhận:")
    recipients.font = _font(12, bold=True, italic=True)
    for number, name in enumerate(office.recipients, start=1):
        cell = page.cell(row + number, 1)
        _put(cell, f"- {name}")
        cell.font = _font(11)
    return row + max(len(office.recipients), 5)


def _line(page: Worksheet, row: int, text: str, font: Font, *, width: int) -> int:
    cell = _block(page, row, (1, width), text, font)
    cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    total = sum(page.column_dimensions[get_column_letter(n)].width for n in range(1, width + 1))
    page.row_dimensions[row].height = _text_height([(text, total)])
    return row + 1


def _set_up(
    page: Worksheet, *, first_head: int, first_row: int, last: int, sheet: FormSheet
) -> None:
    """Set A4 landscape, page width, repeated heads, and page numbers except on the first page."""
    width = get_column_letter(len(sheet.columns))
    page.freeze_panes = f"C{first_row}"  # number and place stay visible
    page.print_title_rows = f"{first_head}:{first_row - 1}"
    page.print_area = f"A1:{width}{last}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    for side, millimetres in (("left", 20), ("right", 15), ("top", 20), ("bottom", 15)):
        setattr(page.page_margins, side, millimetres / _MILLIMETRES_PER_INCH)
    page.HeaderFooter.differentFirst = True
    page.oddHeader.center.text, page.oddHeader.center.size = "&P", 13
    page.oddHeader.center.font = _TYPEFACE
    page.page_margins.header = page.page_margins.footer = 8 / _MILLIMETRES_PER_INCH
    if sheet.mark:
        page.oddFooter.center.text, page.oddFooter.center.font = sheet.mark, _TYPEFACE
    page.sheet_view.showGridLines = False


def _font(size: int, **kwargs: Any) -> Font:
    return Font(name=_TYPEFACE, size=size, **kwargs)
