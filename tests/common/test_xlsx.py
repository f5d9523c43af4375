import datetime as dt
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from common.xlsx import DATE, RATE, TEXT, WHOLE, Column, Sheet, workbook_response, write_workbook

NAME = Column("Họ và tên", lambda row: row["name"], width=28)


def read_back(*sheets):
    stream = BytesIO()
    write_workbook(stream, sheets)
    stream.seek(0)
    return load_workbook(stream)


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+84901234567",
        "-5",
        "@SUM(A1)",
        "＝1+1",
        "http://evil.example",
        "#N/A",
        "TRUE",
        "001",
        "<script>alert(1)</script>",
    ],
)
def test_a_name_stays_the_text_it_is(name):
    page = read_back(Sheet("Hộ", [NAME], [{"name": name}]))["Hộ"]

    assert page["A2"].value == name
    assert page["A2"].data_type == "s"
    assert page["A2"].hyperlink is None


def test_a_name_that_looks_like_a_formula_stays_text_when_its_cell_is_edited():
    page = read_back(Sheet("Hộ", [NAME], [{"name": "=1+1"}, {"name": "Siu H'Bia"}]))["Hộ"]

    assert page["A2"].quotePrefix
    assert not page["A3"].quotePrefix


def test_citizen_numbers_keep_their_leading_zero_in_a_text_cell():
    column = Column("Số định danh", lambda row: row, number_format=TEXT)

    page = read_back(Sheet("Hộ", [column], ["064080001234"]))["Hộ"]

    assert page["A2"].value == "064080001234"
    assert page["A2"].number_format == "@"


def test_numbers_and_dates_stay_numbers_and_dates():
    columns = [
        Column("Số khẩu", lambda row: row["count"], number_format=WHOLE),
        Column("Tỷ lệ", lambda row: row["rate"], number_format=RATE),
        Column("Ngày", lambda row: row["day"], number_format=DATE),
    ]
    row = {"count": 27_771, "rate": Fraction(1, 4), "day": dt.date(2021, 2, 1)}

    page = read_back(Sheet("Hộ", columns, [row]))["Hộ"]

    assert [page["A2"].value, page["B2"].value] == [27_771, 0.25]
    assert page["C2"].value == dt.datetime(2021, 2, 1)  # noqa: DTZ001
    assert [page[cell].number_format for cell in ("A2", "B2", "C2")] == [WHOLE, RATE, DATE]


def test_moments_are_written_in_local_time():
    moment = dt.datetime(2021, 11, 15, 5, 0, tzinfo=dt.UTC)
    column = Column("Lúc", lambda row: row, number_format="hh:mm dd/mm/yyyy")

    page = read_back(Sheet("Hộ", [column], [moment]))["Hộ"]

    assert page["A2"].value == dt.datetime(2021, 11, 15, 12, 0)  # noqa: DTZ001


def test_an_empty_value_after_a_full_one_is_empty():
    page = read_back(Sheet("Hộ", [NAME], [{"name": "=1"}, {"name": None}, {"name": ""}]))["Hộ"]

    assert page["A3"].value is None
    assert page["A4"].value is None


def test_header_is_frozen_filtered_repeated_in_print_and_wide_enough():
    sheet = Sheet("Hộ", [NAME], [{"name": "A"}], title="DANH SÁCH HỘ", source="Nguồn: sổ hộ")

    page = read_back(sheet)["Hộ"]

    assert [page["A1"].value, page["A2"].value, page["A3"].value] == [
        "DANH SÁCH HỘ",
        "Nguồn: sổ hộ",
        "Họ và tên",
    ]
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:A4"
    assert page.print_title_rows == "$3:$3"
    assert page.column_dimensions["A"].width == 28
    assert page["A3"].font.bold


def test_sheets_print_on_a4_landscape_one_page_wide():
    page = read_back(Sheet("Hộ", [NAME], []))["Hộ"]

    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert [page.page_setup.fitToWidth, page.page_setup.fitToHeight] == [1, 0]


def test_a_sheet_without_rows_has_its_header():
    page = read_back(Sheet("Hộ", [NAME], []))["Hộ"]

    assert page["A1"].value == "Họ và tên"
    assert page.auto_filter.ref == "A1:A1"


def test_the_answer_is_a_file_whose_name_may_have_marks_and_quotes():
    response = workbook_response('sổ "hộ"\r\nX: 1.xlsx', [Sheet("Hộ", [NAME], [])])

    assert response["Content-Type"].startswith("application/vnd.openxmlformats")
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert "\n" not in response["Content-Disposition"]
    assert load_workbook(BytesIO(response.getvalue())).sheetnames == ["Hộ"]


def test_each_sheet_holds_its_own_rows():
    book = read_back(
        Sheet("Hộ", [NAME], [{"name": "A"}]), Sheet("Xã", [NAME], [{"name": "B"}, {"name": "C"}])
    )

    assert [book["Hộ"]["A2"].value, book["Xã"]["A2"].value, book["Xã"]["A3"].value] == list("ABC")
    assert book["Xã"].dimensions == "A1:A3"


def test_control_characters_and_marks_of_the_format_do_no_harm():
    page = read_back(Sheet("Hộ", [NAME], [{"name": "a\x01<b>&c  d"}, {"name": True}]))["Hộ"]

    assert [page["A2"].value, page["A3"].value] == ["a<b>&c  d", True]


def test_a_row_is_as_high_as_its_wrapped_text():
    words = "Rà soát định kỳ cuối năm 2021"

    page = read_back(Sheet("Hộ", [Column("Đợt", str, width=10)], ["2021", words]))["Hộ"]

    assert page.row_dimensions[2].height < 20
    assert page.row_dimensions[3].height > 4 * 15


def test_a_list_has_its_issuer_motto_margins_and_readable_type():
    columns = [Column("Cột", str, width=15) for _ in range(10)]
    sheet = Sheet("Hộ", columns, ["a"], title="DANH SÁCH HỘ", issuer=("TRÊN", "DƯỚI"), mark="MẪU")

    page = read_back(sheet)["Hộ"]

    assert [page["A1"].value, page["A2"].value, page["A4"].value] == [
        "TRÊN",
        "DƯỚI",
        "DANH SÁCH HỘ",
    ]
    assert round(page.page_margins.left * 25.4) == 30
    assert (page.page_setup.paperSize, page["A6"].font.size) == (9, 12)
    assert (page.firstFooter.center.text, page.oddFooter.center.font) == ("MẪU", "Times New Roman")


def test_a_list_too_wide_for_a4_in_readable_type_is_on_a3():
    page = read_back(Sheet("Hộ", [Column("Cột", str, width=30) for _ in range(7)], []))["Hộ"]

    assert page.page_setup.paperSize == 8
