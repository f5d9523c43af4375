"""Printed forms: date, heads, totals, heights."""

import datetime as dt
import zipfile
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from common.official_form import (
    FormColumn,
    FormSheet,
    Office,
    official_annex,
    official_date,
    official_workbook,
)
from common.xlsx import A3, DATE, RATE, WHOLE

OFFICE = Office(
    above="ỦY BAN NHÂN DÂN HUYỆN THỬ",
    body="PHÒNG THỬ",
    place="Thử",
    recipients=("Lưu: VT.",),
    signatures=("NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG"),
)
COLUMNS = (
    FormColumn(title="TT", number="A", width=6, value=lambda row: row[0]),
    FormColumn(title="Đơn vị", number="B", width=20, value=lambda row: row[1]),
    FormColumn(
        title="Nghèo", number="(1)", group="Số hộ", value=lambda row: row[2], number_format=WHOLE
    ),
    FormColumn(
        title="Tỷ lệ", number="(2)", group="Số hộ", value=lambda row: row[3], number_format=RATE
    ),
)


def content_of(*rows, **wanted):
    wanted = {"columns": COLUMNS, **wanted}
    form = FormSheet(
        name="Biểu", title="BIỂU THỬ", subtitle="(thử)", unit="hộ", rows=rows, **wanted
    )
    return official_workbook([form], office=OFFICE, on=dt.date(2021, 2, 5))


def read(content, **how):
    return load_workbook(BytesIO(content), **how)["Biểu"]


def sheet_of(*rows, **wanted):
    return read(content_of(*rows, **wanted), data_only=True)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (dt.date(2021, 2, 5), "Ia Grai, ngày 05 tháng 02 năm 2021"),
        (dt.date(2021, 3, 9), "Ia Grai, ngày 09 tháng 3 năm 2021"),
        (dt.date(2021, 11, 15), "Ia Grai, ngày 15 tháng 11 năm 2021"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day, written):
    assert official_date("Ia Grai", day) == written


def test_neighbours_of_one_group_share_a_head():
    sheet = sheet_of((1, "Xã Một", 3, Fraction(1, 3)))

    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert sheet["C8"].value == "Số hộ"
    assert {"C8:D8", "A8:A9", "B8:B9"} <= merged
    assert [cell.value for cell in sheet[10]] == ["A", "B", "(1)", "(2)"]


def test_heads_are_repeated_and_stay_in_sight():
    sheet = sheet_of((1, "Xã Một", 3, None))

    assert sheet.print_title_rows == "$8:$10"
    assert sheet.freeze_panes == "C11"


def test_a_fraction_is_a_number_in_its_format():
    cell = sheet_of((1, "Xã Một", 3, Fraction(1, 3)))["D11"]

    assert cell.value == pytest.approx(1 / 3)
    assert cell.number_format == RATE


def test_a_day_is_a_date_in_its_format():
    day = FormColumn(title="Ngày", value=lambda row: row[4], number_format=DATE)

    cell = sheet_of((1, "Xã Một", 3, None, dt.date(2021, 4, 15)), columns=(*COLUMNS, day))["E11"]

    assert (cell.value.date(), cell.number_format) == (dt.date(2021, 4, 15), DATE)


def test_the_total_stands_last_and_bold():
    sheet = sheet_of((1, "Xã Một", 3, None), total=("", "Cộng", 3, None))

    assert sheet["B12"].value == "Cộng"
    assert sheet["B12"].font.bold
    assert not sheet["B11"].font.bold


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)"])
def test_a_text_is_never_a_formula(text):
    cell = sheet_of((1, text, 3, None))["B11"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_control_character_does_not_break_the_file():
    assert sheet_of((1, "Xã\x00 Một", 3, None))["B11"].value == "Xã Một"


def test_a_long_name_gets_a_higher_row():
    sheet = sheet_of((1, "Xã Một", 3, None), (2, "Xã có một cái tên rất dài " * 3, 3, None))

    assert sheet.row_dimensions[12].height > sheet.row_dimensions[11].height


def test_a_mark_stands_above_the_title():
    sheet = sheet_of((1, "Xã Một", 3, None), mark="DỮ LIỆU MẪU")

    assert (sheet["A5"].value, sheet["A6"].value) == ("DỮ LIỆU MẪU", "BIỂU THỬ")


def test_a_total_that_is_the_sum_of_its_rows_is_a_formula_with_its_result():
    summed = [replace(column, sums=column.number == "(1)") for column in COLUMNS]
    rows = [(1, "Xã Một", 3, None), (2, "Xã Hai", 4, None)]

    right = content_of(*rows, columns=summed, total=("", "Cộng", 7, None))
    wrong = content_of(*rows, columns=summed, total=("", "Cộng", 9, None))

    assert read(right)["C13"].value == "=SUM(C11:C12)"
    assert read(right, data_only=True)["C13"].value == 7
    assert read(wrong)["C13"].value == 9


def test_a_computed_column_follows_its_formula_only_where_that_gives_its_figure():
    share = FormColumn(
        title="Phần",
        number="(3)=(2)/(1)",
        value=lambda row: row[4],
        formula=lambda _row, cells: cells[2] / cells[1],
    )
    rows = [
        (1, "Xã Một", 4, Fraction(1), Fraction(1, 4)),
        (2, "Xã Hai", 4, Fraction(1), Fraction(1)),
    ]

    content = content_of(*rows, columns=(*COLUMNS, share))

    assert [read(content)[cell].value for cell in ("E11", "E12")] == ["=D11/C11", 1]
    assert read(content, data_only=True)["E11"].value == 0.25


def test_lines_are_drawn_below_issuer_and_motto():
    content = content_of((1, "Xã Một", 3, None))

    with zipfile.ZipFile(BytesIO(content)) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    cells = [cell for row in read(content).iter_rows() for cell in row]
    assert drawing.count('prst="line"') == 2
    assert {cell.font.underline for cell in cells} == {None}


@pytest.mark.parametrize("count", range(1, 60))
def test_signatures_are_never_alone_on_a_page(count):
    rows = [(n, f"Xã {n}", 3, None) for n in range(1, count + 1)]

    sheet = read(content_of(*rows, total=("", "Cộng", 3, None)))

    last_page = max((each.id for each in sheet.row_breaks.brk), default=0) + 1
    total = next(cell.row for cell in sheet["B"] if cell.value == "Cộng")
    assert last_page <= total - min(2, count)


@pytest.mark.parametrize(("count", "pages"), [(7, 1), (10, 1), (60, 4)])
def test_a_form_that_is_a_little_too_long_is_made_smaller_to_fit_on_one_page(count, pages):
    rows = [(n, f"Xã {n}", 3, None) for n in range(1, count + 1)]

    sheet = read(content_of(*rows, total=("", "Cộng", 3, None)))

    assert len(sheet.row_breaks.brk) + 1 == pages
    assert sheet.page_setup.scale * 12 >= 900


def test_an_annex_has_neither_motto_nor_recipients():
    form = FormSheet(name="Biểu", title="CHỈ TIÊU", unit="hộ", rows=[], columns=COLUMNS)

    sheet = read(official_annex([form]))

    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert texts[:2] == ["PHỤ LỤC", "CHỈ TIÊU"]
    assert not {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nơi nhận:"} & set(texts)


def test_a_form_too_wide_for_a4_in_readable_type_is_on_a3():
    wide = [replace(column, width=55) for column in COLUMNS]

    setup = read(content_of((1, "Xã Một", 3, None), columns=wide)).page_setup

    assert setup.paperSize == A3
    assert setup.scale * 12 >= 900
