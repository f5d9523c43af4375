"""Workbooks that leave the product: a list of columns, streamed row by row, ready to print."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from typing import IO, Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A4 = 9  # its number in the file format
GENERAL, TEXT, DATE = "General", "@", "dd/mm/yyyy"
WHOLE, RATE = "#,##0", "0.00%"

_FONT = "Times New Roman"  # the typeface of administrative documents (NĐ 30/2020/NĐ-CP)
_THIN = Side(style="thin", color="FF999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", fgColor="FFDCE6F1")
# Excel reads such a text as a formula when somebody merely edits its cell.
_FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, how a row gives its value, width in characters, number format."""

    title: str
    value: Callable[[Any], Any]
    width: float = 14
    number_format: str = GENERAL


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `title` and `source` (where from, as of when) stand above the header."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Any]
    title: str = ""
    source: str = ""


def write_workbook(stream: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write the sheets as an .xlsx file; rows are taken one by one and not kept."""
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        _write_sheet(workbook, sheet)
    workbook.save(stream)


def workbook_response(filename: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """Answer with the sheets as a file to download."""
    stream = BytesIO()
    write_workbook(stream, sheets)
    return HttpResponse(
        stream.getvalue(),
        content_type=CONTENT_TYPE,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=filename)
        },
    )


def _write_sheet(workbook: Workbook, sheet: Sheet) -> None:
    page = workbook.create_sheet(sheet.name)
    lines = [line for line in (sheet.title, sheet.source) if line]
    header_row = len(lines) + 1
    _set_up(page, sheet.columns, header_row)
    for number, line in enumerate(lines):
        page.append([_line_cell(page, line, is_title=number == 0 and bool(sheet.title))])
    page.append([_header_cell(page, column.title) for column in sheet.columns])
    count = 0
    for count, cells in enumerate(_rows(page, sheet), start=1):  # noqa: B007
        page.append(cells)
    last = f"{get_column_letter(len(sheet.columns))}{header_row + count}"
    page.auto_filter.ref = f"A{header_row}:{last}"


def _set_up(page: Any, columns: Sequence[Column], header_row: int) -> None:
    """Set widths, frozen header and A4 landscape; a streamed sheet takes them before its rows."""
    for number, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.freeze_panes = f"A{header_row + 1}"
    page.print_title_rows = f"{header_row}:{header_row}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.5
    page.page_margins.top = page.page_margins.bottom = 0.7
    page.oddFooter.right.text = "Trang &P/&N"


def _rows(page: Any, sheet: Sheet) -> Iterator[list[WriteOnlyCell]]:
    # One cell a column serves all rows: the sheet writes it out before the next row is made. Its
    # style may not change in between (the book keeps the very object), hence a second, quoted one.
    plain = [_body_cell(page, column) for column in sheet.columns]
    quoted = [_body_cell(page, column, is_quoted=True) for column in sheet.columns]
    for row in sheet.rows:
        cells = []
        for number, column in enumerate(sheet.columns):
            value = column.value(row)
            starts_formula = isinstance(value, str) and value.startswith(_FORMULA_STARTS)
            cell = quoted[number] if starts_formula else plain[number]
            _fill(cell, value)
            cells.append(cell)
        yield cells


def _fill(cell: WriteOnlyCell, value: Any) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
    elif isinstance(value, dt.datetime) and timezone.is_aware(value):
        cell.value = timezone.make_naive(value)
    else:
        cell.value = float(value) if isinstance(value, Fraction) else value


def _body_cell(page: Any, column: Column, *, is_quoted: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(page)
    cell.quotePrefix = is_quoted
    cell.font = Font(name=_FONT, size=11)
    cell.border = _BORDER
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.number_format = column.number_format
    return cell


def _header_cell(page: Any, title: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=title)
    cell.font = Font(name=_FONT, size=11, bold=True)
    cell.border, cell.fill = _BORDER, _HEADER_FILL
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _line_cell(page: Any, text: str, *, is_title: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(page)
    _fill(cell, text)
    cell.font = Font(name=_FONT, size=14 if is_title else 11, bold=is_title, italic=not is_title)
    return cell
