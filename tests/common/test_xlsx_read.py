"""Reading an uploaded workbook: columns by name, cells with their addresses, refusals in
Vietnamese.
"""

import unicodedata

import pytest

from common.sheet_table import Heading, heading_key
from common.xlsx_guard import BadWorkbook, WorkbookLimits
from common.xlsx_read import CellError, ReadCell, read_sheet
from tests.common.workbooks import with_sheet, workbook

NAME, POINTS = Heading(key="name", title="Tên mục"), Heading(key="points", title="Điểm")
GOOD = workbook(["Tên mục", "Điểm"], ["Ti vi", 10])


def read(content):
    return [
        (line.number, {key: cell.value for key, cell in line.cells.items()})
        for line in read_sheet(content, [NAME, POINTS])
    ]


def test_the_file_is_checked_before_it_is_parsed():
    with pytest.raises(BadWorkbook, match="Tệp lớn hơn"):
        read_sheet(GOOD, [NAME, POINTS], limits=WorkbookLimits(file_size=len(GOOD) - 1))


def test_a_sheet_the_parser_cannot_read_is_refused():
    with pytest.raises(BadWorkbook, match="Không đọc được"):
        read(with_sheet("<<<"))


def test_a_parser_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr("common.xlsx_read.SECONDS", 0.001)

    with pytest.raises(BadWorkbook, match="Không đọc được"):
        read(GOOD)


def test_rows_come_with_their_numbers_and_values():
    content = workbook(["Tên mục", "Điểm"], ["Ti vi", 10], [], ["Xe máy", 5.5])

    assert read(content) == [
        (2, {"name": "Ti vi", "points": 10}),
        (4, {"name": "Xe máy", "points": 5.5}),
    ]


@pytest.mark.parametrize(
    "header",
    [
        ["Điểm", "Tên mục"],
        ["ĐIỂM", "TÊN MỤC"],
        ["diem", "ten muc"],
        ["Điểm\u00a0", "Tên\nmục"],
        [unicodedata.normalize("NFD", "Điểm"), unicodedata.normalize("NFD", "Tên mục (*)")[:-4]],
        ["Điểm:", "* Tên mục"],
    ],
)
def test_columns_are_found_by_name_however_it_is_written(header):
    assert read(workbook(header, [10, "Ti vi"])) == [(2, {"name": "Ti vi", "points": 10})]


def test_titles_above_and_foreign_columns_do_no_harm():
    content = workbook(
        ["BẢNG ĐIỂM"],
        ["Nguồn: sổ tay"],
        ["STT", "Tên mục", "Ghi chú", "Điểm"],
        [1, "Ti vi", "", 10],
    )

    assert read(content) == [(4, {"name": "Ti vi", "points": 10})]


def test_a_missing_column_is_named():
    with pytest.raises(BadWorkbook, match="Không thấy cột: Điểm"):
        read(workbook(["Tên mục"], ["Ti vi"]))


def test_a_column_twice_is_refused_with_its_cells():
    with pytest.raises(BadWorkbook, match=r"“Điểm” có nhiều hơn một \(B1, C1\)"):
        read(workbook(["Tên mục", "Điểm", "ĐIỂM"], ["Ti vi", 10, 5]))


def test_a_cell_knows_where_it_stands():
    line = read_sheet(workbook(["x"], ["Tên mục", "Điểm"], ["Ti vi", 10]), [NAME, POINTS])[0]

    assert (line["name"].reference, line["points"].reference) == ("A3", "B3")


@pytest.mark.parametrize(("value", "number"), [(10, 10), (10.0, 10), ("10", 10), (" 7 ", 7)])
def test_whole_numbers_are_read_from_numbers_and_texts(value, number):
    assert ReadCell("C12", value).whole_number == number


@pytest.mark.parametrize("value", [-1, 2.5, "mười", "", None, True, "１０", "1e3"])
def test_anything_else_is_an_error_that_names_its_cell(value):
    with pytest.raises(CellError, match=r"\AC12: "):
        ReadCell("C12", value).whole_number  # noqa: B018


def test_control_characters_are_an_error_of_their_cell():
    with pytest.raises(CellError, match=r"\AA1: "):
        ReadCell("A1", "a\u202eb").text  # noqa: B018


def test_titles_are_compared_without_marks_signs_and_capitals():
    assert heading_key("Số\u00a0 người\n(khẩu) *") == "so nguoi khau"
