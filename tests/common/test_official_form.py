"""Printed forms: date, heads, totals, heights."""

import datetime as dt
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from common.official_form import (
    FormColumn,
    FormSheet,
    Office,
    official_date,
    official_workbook,
)
from common.xlsx import DATE, RATE, WHOLE

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


def sheet_of(*rows, **wanted):
    wanted = {"columns": COLUMNS, **wanted}
    form = FormSheet(
        name="Biểu", title="BIỂU THỬ", subtitle="(thử)", unit="hộ", rows=rows, **wanted
    )
    content = official_workbook([form], office=OFFICE, on=dt.date(2021, 2, 5))
    return load_workbook(BytesIO(content))["Biểu"]


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
    assert sheet["C7"].value == "Số hộ"
    assert {"C7:D7", "A7:A8", "B7:B8"} <= merged
    assert [cell.value for cell in sheet[9]] == ["A", "B", "(1)", "(2)"]


def test_heads_are_repeated_and_stay_in_sight():
    sheet = sheet_of((1, "Xã Một", 3, None))

    assert sheet.print_title_rows == "$7:$9"
    assert sheet.freeze_panes == "C10"


def test_a_fraction_is_a_number_in_its_format():
    cell = sheet_of((1, "Xã Một", 3, Fraction(1, 3)))["D10"]

    assert cell.value == pytest.approx(1 / 3)
    assert cell.number_format == RATE


def test_a_day_is_a_date_in_its_format():
    day = FormColumn(title="Ngày", value=lambda row: row[4], number_format=DATE)

    cell = sheet_of((1, "Xã Một", 3, None, dt.date(2021, 4, 15)), columns=(*COLUMNS, day))["E10"]

    assert (cell.value.date(), cell.number_format) == (dt.date(2021, 4, 15), DATE)


def test_the_total_stands_last_and_bold():
    sheet = sheet_of((1, "Xã Một", 3, None), total=("", "Cộng", 3, None))

    assert sheet["B11"].value == "Cộng"
    assert sheet["B11"].font.bold
    assert not sheet["B10"].font.bold


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)"])
def test_a_text_is_never_a_formula(text):
    cell = sheet_of((1, text, 3, None))["B10"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_control_character_does_not_break_the_file():
    assert sheet_of((1, "Xã\x00 Một", 3, None))["B10"].value == "Xã Một"


def test_a_long_name_gets_a_higher_row():
    sheet = sheet_of((1, "Xã Một", 3, None), (2, "Xã có một cái tên rất dài " * 3, 3, None))

    assert sheet.row_dimensions[11].height > sheet.row_dimensions[10].height


def test_a_mark_stands_above_the_title():
    sheet = sheet_of((1, "Xã Một", 3, None), mark="DỮ LIỆU MẪU")

    assert (sheet["A4"].value, sheet["A5"].value) == ("DỮ LIỆU MẪU", "BIỂU THỬ")
