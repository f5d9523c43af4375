"""The heading of a workbook: issuer and motto, number, place and date, title (NĐ 30/2020/NĐ-CP)."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from common.official_cells import LINE_HEIGHT, block, ruled_line, text_height, width_of
from common.official_parts import FormSheet, Office, date_left_open
from common.xlsx_finish import RuledLine
from common.xlsx_styles import font

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_RULE_HEIGHT = 7
_RED = "FFC00000"
_ISSUER_RULE = 0.4  # between a third and a half of the issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenHead:
    """The row after a heading, and its lines."""

    row: int
    lines: Sequence[RuledLine]


def issuer_and_motto(page: Worksheet, width: int, *, above: str, body: str) -> list[RuledLine]:
    """Write issuer and motto into rows 1 and 2 and leave row 3 for the lines, which it returns."""
    left, right = halves(page, width)
    block(page, 1, left, above, font(12))
    block(page, 1, right, NATION, font(12, bold=True))
    body_face, motto_face = font(12, bold=True), font(13, bold=True)
    block(page, 2, left, body, body_face)
    block(page, 2, right, MOTTO, motto_face)
    for row, texts in ((1, (above, NATION)), (2, (body, MOTTO))):
        spans = zip(texts, (left, right), strict=True)
        # A capital is 1.4 times as wide as the letter that a column is measured in.
        height = text_height([(text, width_of(page, span) + 1.5) for text, span in spans], size=1.4)
        page.row_dimensions[row].height = height * 1.15
    page.row_dimensions[3].height = _RULE_HEIGHT
    return [
        ruled_line(page, 3, left, body, body_face, part=_ISSUER_RULE),
        ruled_line(page, 3, right, MOTTO, motto_face),
    ]


def halves(page: Worksheet, width: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the columns of the left block, slightly less than half the width, and of the right."""
    half, taken = width_of(page, (1, width)) * 0.46, 0.0
    middle = max(1, width - 1)
    for number in range(1, width):
        taken += width_of(page, (number, number))
        if taken >= half:
            middle = number
            break
    return (1, middle), (min(middle + 1, width), width)


def form_head(page: Worksheet, sheet: FormSheet, office: Office, year: int) -> WrittenHead:
    """Write the heading of a form; its number, day and month are left open for the registry."""
    width = len(sheet.columns)
    left, right = halves(page, width)
    lines = issuer_and_motto(page, width, above=office.above, body=office.body)
    if office.symbol:
        block(page, 4, left, f"Số:            /{office.symbol}", font(13))
    block(page, 4, right, date_left_open(office.place, year), font(13, italic=True))
    page.row_dimensions[4].height = 1.3 * LINE_HEIGHT
    return WrittenHead(row=_titles(page, sheet, 5), lines=lines)


def annex_head(page: Worksheet, sheet: FormSheet) -> WrittenHead:
    """Write the heading of an annex, which has no motto: "PHỤ LỤC", title, "(Kèm theo …)"."""
    block(page, 1, (1, len(sheet.columns)), "PHỤ LỤC", font(14, bold=True))
    page.row_dimensions[1].height = 1.3 * LINE_HEIGHT
    return WrittenHead(row=_titles(page, sheet, 2), lines=())


def _titles(page: Worksheet, sheet: FormSheet, row: int) -> int:
    """Write mark, number of the form, title, subtitle and unit; return the next row."""
    whole = (1, len(sheet.columns))
    if sheet.form:
        block(page, row, whole, sheet.form, font(12, bold=True)).alignment = _right()
        page.row_dimensions[row].height = LINE_HEIGHT
        row += 1
    if sheet.mark:
        block(page, row, whole, sheet.mark, font(12, bold=True, color=_RED))
        page.row_dimensions[row].height = LINE_HEIGHT
        row += 1
    block(page, row, whole, sheet.title, font(14, bold=True))
    page.row_dimensions[row].height = 1.7 * LINE_HEIGHT
    block(page, row + 1, whole, sheet.subtitle, font(13, italic=True))
    block(page, row + 2, whole, sheet.unit, font(12, italic=True)).alignment = _right()
    for each in (row + 1, row + 2):
        page.row_dimensions[each].height = 1.15 * LINE_HEIGHT
    return row + 3


def list_head(
    page: Worksheet, *, issuer: Sequence[str], title: str, source: str, width: int
) -> WrittenHead:
    """Write the heading of a plain list: issuer and motto if there is one, title, source."""
    lines: list[RuledLine] = []
    row = 1
    if issuer:
        above, body = issuer
        lines, row = issuer_and_motto(page, width, above=above, body=body), 4
    for text, face, factor in (
        (title, font(14, bold=True), 1.7),
        (source, font(12, italic=True), 1.0),
    ):
        if text:
            block(page, row, (1, width), text, face)
            height = text_height([(text, width_of(page, (1, width)))])
            page.row_dimensions[row].height = factor * height
            row += 1
    return WrittenHead(row=row, lines=lines)


def _right() -> Alignment:
    return Alignment(horizontal="right", vertical="center")
