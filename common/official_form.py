"""Printed forms in the layout of Vietnamese offices: heading, numbered columns, total, signatures.

Layout after Appendix I of NĐ 30/2020/NĐ-CP (heading block, typeface, margins, place and date,
recipients). Totals and computed columns are formulas stored with their result (decision 43).
"""

import datetime as dt
from collections.abc import Iterable
from io import BytesIO
from itertools import pairwise

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.official_cells import LINE_HEIGHT, block, put, text_height, width_of
from common.official_head import annex_head, form_head
from common.official_paper import WrittenRows, set_up
from common.official_parts import (
    FormColumn,
    FormSheet,
    Formula,
    Office,
    Term,
    date_left_open,
    official_date,
)
from common.official_table import write_body, write_heads
from common.xlsx_finish import Finish, finished
from common.xlsx_styles import font, new_workbook

__all__ = [
    "FormColumn",
    "FormSheet",
    "Formula",
    "Office",
    "Term",
    "date_left_open",
    "official_annex",
    "official_date",
    "official_workbook",
]

_GAP = 6
_ROOM_TO_SIGN = 5  # rows


def official_workbook(sheets: Iterable[FormSheet], *, office: Office, on: dt.date) -> bytes:
    """Return an .xlsx file with one form on each sheet, set up for paper.

    Day and month of its date are left open for the registry; its year is that of `on`.
    """
    return _workbook(sheets, office, on.year)


def official_annex(sheets: Iterable[FormSheet]) -> bytes:
    """Return forms that are annexed to a decision: no motto, no recipients, no signatures."""
    return _workbook(sheets, None, 0)


def _workbook(sheets: Iterable[FormSheet], office: Office | None, year: int) -> bytes:
    workbook = new_workbook()
    finishes = [
        _write(workbook.create_sheet(sheet.name), sheet, office, year=year) for sheet in sheets
    ]
    stream = BytesIO()
    workbook.save(stream)
    return finished(stream.getvalue(), finishes)


def _write(page: Worksheet, sheet: FormSheet, office: Office | None, *, year: int) -> Finish:
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    head = form_head(page, sheet, office, year) if office else annex_head(page, sheet)
    finish = Finish(lines=list(head.lines))
    body = write_heads(page, sheet.columns, head.row)
    below = write_body(page, sheet, body, finish)
    page.row_dimensions[below].height = _GAP
    row = below + 1
    for note in sheet.notes:
        row = _line(page, row, note, font(12, italic=True), width=len(sheet.columns))
    last = _signatures(page, office, row + 1, len(sheet.columns)) if office else row - 1
    set_up(page, sheet, WrittenRows(heads=head.row, body=body, below=below, last=last))
    return finish


def _signatures(page: Worksheet, office: Office, row: int, width: int) -> int:
    """Write recipients on the left and signatures on the right; return the last row."""
    blocks = len(office.signatures) + 1
    edges = [round(width * part / blocks) for part in range(blocks + 1)]
    spans = [(start + 1, end) for start, end in pairwise(edges)]
    for text, span in zip(office.signatures, spans[1:], strict=True):
        is_head = text == office.signatures[-1]
        block(page, row, span, text, font(13, bold=True))
        said = "(Ký tên, đóng dấu)" if is_head else "(Ký, ghi rõ họ tên)"
        block(page, row + 1, span, said, font(12, italic=True))
    recipients = page.cell(row, 1)
    put(recipients, "Nơi nhận:" if office.recipients else "")
    recipients.font = font(12, bold=True, italic=True)
    for number, name in enumerate(office.recipients, start=1):
        cell = page.cell(row + number, 1)
        put(cell, f"- {name}")
        cell.font = font(12)
    last = row + max(len(office.recipients), _ROOM_TO_SIGN)
    for each in range(row - 1, last + 1):
        page.row_dimensions[each].height = LINE_HEIGHT
    return last


def _line(page: Worksheet, row: int, text: str, face: Font, *, width: int) -> int:
    cell = block(page, row, (1, width), text, face)
    cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    page.row_dimensions[row].height = text_height([(text, width_of(page, (1, width)))])
    return row + 1
