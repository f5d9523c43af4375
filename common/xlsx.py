"""Workbooks for download: a list of columns, streamed row by row, with print set-up."""

import math
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import IO, Any

from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from common.http import download
from common.official_head import list_head
from common.sources import FigureSource
from common.xlsx_finish import Finish, added_parts, finished_part
from common.xlsx_rows import write_rows
from common.xlsx_styles import (
    A3,
    A4,
    DATE,
    DECIMAL,
    GENERAL,
    POINTS,
    RATE,
    SIZE,
    TEXT,
    WHOLE,
    YEAR,
    font,
    new_workbook,
    paper_for,
    set_margins,
    set_mark,
)

__all__ = [
    "A3",
    "A4",
    "CONTENT_TYPE",
    "DATE",
    "DECIMAL",
    "GENERAL",
    "POINTS",
    "RATE",
    "TEXT",
    "WHOLE",
    "YEAR",
    "Column",
    "Sheet",
    "source_line",
    "workbook_response",
    "write_workbook",
]

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_LINE = 16.5  # height of a header line in points
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
    """One sheet; `title` and `source` (origin and date) are above the header.

    `issuer` is the superior body and the office of the heading; `mark` is at the foot of each page.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Any]
    title: str = ""
    source: str = ""
    issuer: Sequence[str] = ()
    mark: str = ""


def write_workbook(stream: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write the sheets as an .xlsx file; rows are streamed, only their text is kept.

    openpyxl writes header, styles and page set-up; the rows are inserted as XML: openpyxl would
    take eight seconds for the households of a district.
    """
    workbook = new_workbook()
    written = [_write_sheet(workbook, sheet) for sheet in sheets]
    bodies, finishes = [body for body, _ in written], [finish for _, finish in written]
    frame = BytesIO()
    workbook.save(frame)
    with zipfile.ZipFile(frame) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in made.namelist():
            part = finished_part(entry, made.read(entry), finishes)
            if match := re.fullmatch(r"xl/worksheets/sheet([0-9]+)\.xml", entry):
                _join(out, entry, part, bodies[int(match[1]) - 1])
            else:
                out.writestr(entry, part)
        for name, text in added_parts(finishes):
            out.writestr(name, text)


def workbook_response(
    filename: str, sheets: Iterable[Sheet], *, issuer: Sequence[str] = (), mark: str = ""
) -> FileResponse:
    """Return the sheets as a download, each with this issuer and this mark."""
    stream = BytesIO()
    write_workbook(stream, [replace(sheet, issuer=issuer, mark=mark) for sheet in sheets])
    return download(filename, stream.getvalue(), content_type=CONTENT_TYPE)


def _join(out: zipfile.ZipFile, entry: str, frame: bytes, body: BytesIO) -> None:
    """Insert the rows at the end of a sheet's data; the size in its head is optional."""
    head, end, tail = re.sub(rb"<dimension [^>]*/>", b"", frame).partition(b"</sheetData>")
    with out.open(entry, "w") as target:
        target.write(head)
        target.write(body.getbuffer())
        target.write(end + tail)


def _write_sheet(workbook: Workbook, sheet: Sheet) -> tuple[BytesIO, Finish]:
    """Create a sheet without rows in the workbook; return the XML of its rows, and its lines."""
    page = workbook.create_sheet(sheet.name)
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    head = list_head(
        page,
        issuer=sheet.issuer,
        title=sheet.title,
        source=sheet.source,
        width=len(sheet.columns),
    )
    for number, column in enumerate(sheet.columns, start=1):
        _header_cell(page.cell(head.row, number), column.title)
    body = BytesIO()
    last = write_rows(
        body,
        sheet.rows,
        [column.value for column in sheet.columns],
        after=head.row,
        styles=[
            (_style(page, column), _style(page, column, is_quoted=True)) for column in sheet.columns
        ],
        widths=[column.width for column in sheet.columns],
    )
    _set_up(page, sheet, head.row)
    page.auto_filter.ref = f"A{head.row}:{get_column_letter(len(sheet.columns))}{last}"
    return body, Finish(lines=list(head.lines))


def _set_up(page: Any, sheet: Sheet, header_row: int) -> None:
    """Set the frozen header and a landscape page as wide as the columns, A3 where A4 is too small."""
    lines = max(math.ceil(len(column.title) / (column.width - 2)) for column in sheet.columns)
    page.row_dimensions[header_row].height = _LINE * lines + 2
    page.freeze_panes = f"A{header_row + 1}"
    page.print_title_rows = f"{header_row}:{header_row}"
    page.page_setup.paperSize, _ = paper_for(column.width for column in sheet.columns)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    set_margins(page)
    set_mark(page, sheet.mark)


def _style(page: Any, column: Column, *, is_quoted: bool = False) -> int:
    """Return the number of a column's style in the workbook."""
    cell = WriteOnlyCell(page)
    cell.font = font(SIZE)
    cell.border = _BORDER
    is_number = column.number_format in (WHOLE, DECIMAL, RATE, YEAR)
    cell.alignment = Alignment(
        horizontal="right" if is_number else "center" if column.number_format == DATE else None,
        indent=1 if is_number else 0,
        vertical="top",
        wrap_text=not is_number,
    )
    cell.number_format = column.number_format
    cell.quotePrefix = is_quoted
    number: int = cell.style_id
    return number


def _header_cell(cell: Any, title: str) -> None:
    cell.value = title
    cell.font = font(SIZE, bold=True)
    cell.border, cell.fill = _BORDER, _HEADER_FILL
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def source_line(
    *, place: str, words: str, source: FigureSource, is_demo: bool, origin: str = "sổ hộ"
) -> str:
    """Return the line below a title: year, standard, day and time, the origin and the filters.

    `place` is the area of the register, in a sentence ("huyện Ia Grai"), not the reader's office.
    """
    said = [source.words, f"Nguồn: {origin} {place}".strip()]
    if words:
        said.append(f"Lọc theo {words}")
    if is_demo:
        said.append("DỮ LIỆU MẪU, không phải số liệu thật")
    return ". ".join(said) + "."
