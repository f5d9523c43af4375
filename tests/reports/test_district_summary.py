"""The district summary, read back: its cells are the numbers of the progress page."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from common.xlsx import POINTS, RATE
from reports.exports.district_summary import district_summary, district_summary_name
from targets.queries.progress import progress
from tests import factories
from tests.targets.data import TODAY, listed, plan_of_a_small_district

SHEETS = ["Mục tiêu", "Theo xã", "Theo xã - DTTS", "Diễn biến hộ nghèo", "Diễn biến - DTTS"]


@pytest.fixture
def plan(commune, other_commune):
    return plan_of_a_small_district(above=commune, below=other_commune)


@pytest.fixture
def found(plan, commune, other_commune):
    listed(commune, exited=True)
    listed(commune, near_poor_exit=True, kinh=True)
    listed(commune)
    listed(commune, relapsed=True)
    listed(other_commune, fallen=True)
    return progress(plan, as_of=TODAY, computed_at=factories.NOON)


@pytest.fixture
def book(found):
    return load_workbook(BytesIO(district_summary(found, is_demo=False)), data_only=True)


def row_of(sheet, name):
    """Return the values of the row with a name in its second cell."""
    return next(row for row in sheet.iter_rows(values_only=True) if row[1] == name)


def texts_of(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_the_sheets_stand_in_reading_order(book):
    assert book.sheetnames == SHEETS


def test_the_flow_sheet_holds_the_nine_columns_of_each_commune(book, found, commune):
    flow = next(row for row in found.communes if row.pk == commune.pk).everyone.flow

    assert row_of(book["Diễn biến hộ nghèo"], "Xã Ia O")[2:] == (
        flow.opening,
        flow.exits_to_near_poor,
        flow.exits_above,
        flow.other_out,
        flow.fallen_from_near_poor,
        flow.relapsed,
        flow.first_poor,
        flow.other_in,
        flow.closing,
    )


def test_every_flow_row_follows_the_printed_formula(book):
    rows = [row_of(book["Diễn biến hộ nghèo"], name)[2:] for name in ("Xã Ia O", "Xã Ia Chia")]
    total = row_of(book["Diễn biến hộ nghèo"], "Toàn huyện")[2:]

    closings = [r[0] - r[1] - r[2] - r[3] + r[4] + r[5] + r[6] + r[7] for r in [*rows, total]]
    assert [row[8] for row in [*rows, total]] == closings
    assert "(9)=1-2-3-4+5+6+7+8" in texts_of(book["Diễn biến hộ nghèo"])
    assert total[8] == rows[0][8] + rows[1][8]


def test_the_minority_flow_stands_on_its_own_sheet(book, found):
    flow = found.total.minority.flow

    row = row_of(book["Diễn biến - DTTS"], "Toàn huyện")

    assert (row[2], row[10]) == (flow.opening, flow.closing)


def test_the_communes_sheet_equals_the_page(book, found, commune):
    line = next(row for row in found.communes if row.pk == commune.pk).everyone

    row = row_of(book["Theo xã"], "Xã Ia O")

    assert row[2:4] == (line.baseline_households, line.baseline_poor)
    assert row[4] == pytest.approx(float(line.baseline_rate), abs=1e-12)
    assert row[5:7] == (line.households, line.flow.closing)
    assert row[7] == pytest.approx(float(line.rate), abs=1e-12)
    assert row[8] == pytest.approx(float(line.change_points) * 100, abs=1e-12)
    assert row[9:13] == (line.target_fall, line.flow.net_fall, line.remaining, line.flow.reviewed)


def test_communes_stand_in_alphabetical_order(book):
    names = [row[1] for row in book["Theo xã"].iter_rows(values_only=True)]

    assert names.index("Xã Ia Chia") < names.index("Xã Ia O") < names.index("Toàn huyện")


def test_goals_are_numbers_in_their_own_units(book):
    sheet = book["Mục tiêu"]
    rate = next(row for row in sheet.iter_rows() if row[1].value == "Tỷ lệ hộ nghèo cuối năm")
    points = next(row for row in sheet.iter_rows() if row[1].value == "Mức giảm tỷ lệ hộ nghèo")
    fall = row_of(sheet, "Số hộ nghèo giảm (giảm thực)")

    assert (rate[4].value, rate[4].number_format) == (0.06, RATE)
    assert (points[4].value, points[4].number_format) == (4, "[$-42A]0.00")
    assert fall[4:7] == (4, 0, -4)


def test_a_goal_not_set_has_an_empty_cell(book):
    row = row_of(book["Mục tiêu"], "Số hộ tái nghèo")

    assert (row[4], row[5], row[8]) == (None, 1, "Chưa đặt mức")


def test_the_difference_of_two_rates_is_in_percentage_points(book):
    sheet = book["Mục tiêu"]
    rate = next(row for row in sheet.iter_rows() if row[1].value == "Tỷ lệ hộ nghèo cuối năm")

    assert rate[6].value == pytest.approx((rate[5].value - rate[4].value) * 100)
    assert rate[6].number_format == POINTS


def test_totals_are_sums_of_the_rows(found):
    sheet = load_workbook(BytesIO(district_summary(found, is_demo=False)))["Theo xã"]
    total = row_of(sheet, "Toàn huyện")

    assert re.fullmatch(r"=SUM\(C[0-9]+:C[0-9]+\)", total[2])
    assert re.fullmatch(r"=D[0-9]+/C[0-9]+", total[4])


def test_a_text_that_looks_like_a_formula_stays_a_text(found, plan, commune):
    commune.name = "=1+1"
    commune.save()

    book = load_workbook(
        BytesIO(district_summary(progress(plan, as_of=TODAY), is_demo=False)), data_only=True
    )

    cell = next(
        cell for row in book["Theo xã"].iter_rows() for cell in row if "=1+1" in str(cell.value)
    )
    assert cell.data_type == "s"


def test_the_heading_is_that_of_an_administrative_document(book):
    texts = texts_of(book["Theo xã"])

    assert texts[0] == "ỦY BAN NHÂN DÂN HUYỆN IA GRAI"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts
    assert "Độc lập - Tự do - Hạnh phúc" in texts
    assert "Ia Grai, ngày … tháng … năm 2021" in texts
    assert "(Chuẩn nghèo 2016–2020; số liệu đến ngày 15/11/2021)" in texts
    assert texts.count("Nơi nhận:") == 1
    assert {"NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG"} <= set(texts)


def test_the_sheet_says_where_from_and_when(book):
    assert any(
        text.startswith("Nguồn: số liệu đầu kỳ – kế hoạch giảm nghèo năm 2021")
        and text.endswith("Lập lúc 12:00 ngày 15/11/2021.")
        for text in texts_of(book["Theo xã"])
    )


def test_numbers_that_do_not_agree_are_said_on_the_sheet(book):
    assert any(text.startswith("Số liệu chưa khớp:") for text in texts_of(book["Theo xã"]))


def test_every_sheet_prints_on_a4_landscape_as_wide_as_the_page(book):
    setups = [
        (
            sheet.page_setup.orientation,
            sheet.page_setup.paperSize,
            75 <= sheet.page_setup.scale <= 100,
            bool(sheet.print_title_rows),
        )
        for sheet in book
    ]

    assert setups == [("landscape", 9, True, True)] * len(SHEETS)


def test_letters_are_times_new_roman(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]

    assert {cell.font.name for cell in cells} == {"Times New Roman"}


def test_demo_data_are_marked_on_every_sheet(found, book):
    marked = load_workbook(BytesIO(district_summary(found, is_demo=True)), data_only=True)

    mark = "DỮ LIỆU MẪU – không phải số liệu thật"
    assert [mark in texts_of(sheet) for sheet in marked] == [True] * len(SHEETS)
    assert [mark in texts_of(sheet) for sheet in book] == [False] * len(SHEETS)


def test_the_file_is_named_in_plain_letters(found):
    assert district_summary_name(found) == "tong-hop-giam-ngheo-ia-grai-2021.xlsx"


def test_a_plan_without_communes_still_makes_a_workbook(db):
    plan = factories.YearPlanFactory()

    content = district_summary(progress(plan, as_of=TODAY), is_demo=False)

    assert load_workbook(BytesIO(content)).sheetnames == SHEETS
