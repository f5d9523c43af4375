"""Workbooks for download: a list of columns, streamed row by row, with print set-up."""

import math
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from common.http import download
from common.sources import FigureSource
from common.xlsx_rows import write_rows

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A4 = 9  # its number in the file format
GENERAL, TEXT, DATE = "General", "@", "dd/mm/yyyy"
# [$-42A] is Vietnamese: decimal comma and thousands dot even in an English office suite.
WHOLE, DECIMAL, RATE = "[$-42A]#,##0", "[$-42A]0.00", "[$-42A]0.00%"

_LINE = 15  # height of a header line in points
_FONT = "Times New Roman"  # the typeface of administrative documents (NĐ 30/2020/NĐ-CP)
_THIN = Side(style="thin", color="FF999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", fgColor="FFDCE6F1")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, the value of a row, width in characters, number format."""

    title: str
    value: Callable[[Any], Any]
    width: float = 14
    number_format: str = GENERAL


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `title` and `source` (origin and date) are above the header."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Any]
    title: str = ""
    source: str = ""


def write_workbook(stream: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write the sheets as an .xlsx file; rows are streamed, only their text is kept.

    openpyxl writes header, styles and page set-up; the rows are inserted as XML: openpyxl would
    take eight seconds for the households of a district.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    bodies = [_write_sheet(workbook, sheet) for sheet in sheets]
    frame = BytesIO()
    workbook.save(frame)
    with zipfile.ZipFile(frame) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in made.namelist():
            if match := re.fullmatch(r"xl/worksheets/sheet([0-9]+)\.xml", entry):
                _join(out, entry, made.read(entry), bodies[int(match[1]) - 1])
            else:
                out.writestr(entry, made.read(entry))


def workbook_response(filename: str, sheets: Iterable[Sheet]) -> FileResponse:
    """Return the sheets as a download."""
    stream = BytesIO()
    write_workbook(stream, sheets)
    return download(filename, stream.getvalue(), content_type=CONTENT_TYPE)


def _join(out: zipfile.ZipFile, entry: str, frame: bytes, body: BytesIO) -> None:
    """Insert the rows at the end of a sheet's data; the size in its head is optional."""
    head, end, tail = re.sub(rb"<dimension [^>]*/>", b"", frame).partition(b"</sheetData>")
    with out.open(entry, "w") as target:
        target.write(head)
        target.write(body.getbuffer())
        target.write(end + tail)


def _write_sheet(workbook: Workbook, sheet: Sheet) -> BytesIO:
    """Create a sheet without rows in the workbook and return the XML of its rows."""
    page = workbook.create_sheet(sheet.name)
    lines = [line for line in (sheet.title, sheet.source) if line]
    header_row = len(lines) + 1
    for number, line in enumerate(lines, start=1):
        _head_line(page.cell(number, 1), line, is_title=number == 1 and bool(sheet.title))
    for number, column in enumerate(sheet.columns, start=1):
        _header_cell(page.cell(header_row, number), column.title)
    body = BytesIO()
    last = write_rows(
        body,
        sheet.rows,
        [column.value for column in sheet.columns],
        after=header_row,
        styles=[
            (_style(page, column), _style(page, column, is_quoted=True)) for column in sheet.columns
        ],
    )
    _set_up(page, sheet.columns, header_row)
    page.auto_filter.ref = f"A{header_row}:{get_column_letter(len(sheet.columns))}{last}"
    return body


def _set_up(page: Any, columns: Sequence[Column], header_row: int) -> None:
    """Set widths, frozen header and A4 landscape."""
    for number, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    lines = max(math.ceil(len(column.title) / (column.width - 2)) for column in columns)
    page.row_dimensions[header_row].height = _LINE * lines + 2
    page.freeze_panes = f"A{header_row + 1}"
    page.print_title_rows = f"{header_row}:{header_row}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.5
    page.page_margins.top = page.page_margins.bottom = 0.7
    page.oddFooter.right.text = "Trang &P/&N"


def _style(page: Any, column: Column, *, is_quoted: bool = False) -> int:
    """Return the number of a column's style in the workbook."""
    cell = WriteOnlyCell(page)
    cell.font = Font(name=_FONT, size=11)
    cell.border = _BORDER
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.number_format = column.number_format
    cell.quotePrefix = is_quoted
    number: int = cell.style_id
    return number


def _header_cell(cell: Any, title: str) -> None:
    cell.value = title
    cell.font = Font(name=_FONT, size=11, bold=True)
    cell.border, cell.fill = _BORDER, _HEADER_FILL
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _head_line(cell: Any, text: str, *, is_title: bool) -> None:
    cell.value = text
    cell.data_type = "s"
    cell.font = Font(name=_FONT, size=14 if is_title else 11, bold=is_title, italic=not is_title)


def source_line(
    *, place: str, words: str, source: FigureSource, is_demo: bool, origin: str = "sổ hộ"
) -> str:
    """Return the line below a title: year, standard, day and time, the origin and the filters."""
    said = [source.words, f"Nguồn: {origin} ({place})"]
    if words:
        said.append(f"Lọc theo {words}")
    if is_demo:
        said.append("DỮ LIỆU MẪU, không phải số liệu thật")
    return ". ".join(said) + "."
