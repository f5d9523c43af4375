"""Tables that people made: headers, what is passed over, cells without a value, encodings."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from common import cell_readers
from common.cell_readers import WrongCell
from common.csv_read import read_csv
from common.legacy_text import legacy_encoding
from common.sheet_table import Heading, find_table
from common.xlsx_guard import BadWorkbook
from common.xlsx_read import WrongCells, read_sheet, read_workbook
from tests.common.workbooks import SHEET, workbook

NAME = Heading(key="name", title="Họ và tên", is_essential=True)
SEX = Heading(key="sex", title="Giới tính", is_essential=True)
NOTE = Heading(key="note", title="Ghi chú", may_be_missing=True)
HEADINGS = [NAME, SEX, NOTE]


def saved(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def table_of(content):
    return find_table(read_workbook(content), HEADINGS)


def test_titles_column_numbers_subtotals_and_notes_are_no_data():
    found = table_of(
        workbook(
            ["DANH SÁCH HỘ"],
            ["STT", "Họ và tên", "Giới tính", "Ghi chú"],
            [1, 2, 3, 4],
            [1, "Rơ Châm Hân", "Nam", ""],
            ["", "Cộng làng Dăng", "", 1],
            [2, "Tống", "Nữ", "x"],
            [],
            ["", "", "", "Người lập biểu"],
        )
    )

    assert list(found.columns["name"]) == ["Rơ Châm Hân", "Tống"]
    assert list(found.numbers) == [4, 6]
    assert "Dòng không phải dữ liệu, không đọc: 5, 8." in found.notes


def test_a_header_of_two_rows_and_a_nearly_right_title_are_read():
    found = table_of(
        workbook(["Người", "", "Khác"], ["Họ và tên", "Giơi tinhh", "Ghi chú"], ["An", "Nam", "a"])
    )

    assert dict(found.columns) == {"name": ["An"], "sex": ["Nam"], "note": ["a"]}
    assert found.notes == ["Cột “Giơi tinhh” được đọc là “Giới tính”."]


def test_merged_cells_hidden_rows_and_hidden_sheets_are_told():
    book = Workbook()
    sheet = book.active
    for row in (["Họ và tên", "Giới tính"], ["An", "Nam"], ["Bình", None]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("Cũ").sheet_state = "hidden"

    found = table_of(saved(book))

    assert list(found.columns["sex"]) == ["Nam", "Nam"]
    assert found.notes == [
        "Trang tính đang ẩn, không đọc: Cũ.",
        "Ô gộp được đọc như mỗi dòng đều ghi giá trị ấy.",
        "Dòng đang ẩn vẫn được đọc: 3.",
    ]


def test_errors_and_formulas_without_a_result_are_not_blank():
    book = Workbook()
    for row in (
        ["Họ và tên", "Giới tính", "Ghi chú"],
        ["An", "Nam", "=1+1"],
        ["Bình", "Nữ", "#N/A"],
    ):
        book.active.append(row)
    book.active["C3"].data_type = "e"

    with pytest.raises(WrongCells) as refused:
        read_sheet(saved(book), HEADINGS)

    assert [error.reference for error in refused.value.errors] == ["C2", "C3"]
    assert "#N/A" in refused.value.errors[1].message


def test_the_sheet_with_the_titles_is_read_wherever_it_is():
    book = Workbook()
    book.active.append(["Hướng dẫn"])
    book.create_sheet("Danh sách").append(["Họ và tên", "Giới tính"])
    book["Danh sách"].append(["An", "Nam"])

    assert table_of(saved(book)).sheet == "Danh sách"
    with zipfile.ZipFile(BytesIO(saved(book))) as package:
        assert SHEET in package.namelist()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_files_are_read_as_texts(encoding, separator):
    lines = [["Họ và tên", "Giới tính"], ["Hân", "Nữ"], ["Bình", "Nam"]]
    text = "\r\n".join(separator.join(line) for line in lines)

    found = find_table(read_csv(text.encode(encoding)), HEADINGS)

    assert list(found.columns["name"]) == ["Hân", "Bình"]


def test_csv_in_another_encoding_is_refused():
    with pytest.raises(BadWorkbook, match="CSV UTF-8"):
        read_csv("Họ và tên;Đ".encode("cp1258", errors="replace") + b"\xff")


@pytest.mark.parametrize(
    ("texts", "encoding"),
    [
        (["NguyÔn V¨n An", "TrÇn ThÞ B×nh", "Lª ThÞ Hoµ"], "TCVN3"),
        (["Nguyeãn Vaên An", "Phaïm Thò Höôøng", "Leâ Vaên Haûi"], "VNI"),
        (["Nguyễn Văn An", "Rơ Châm H'Lừ", "Y Ñu Kpă", "Ksor Bloă"], ""),
        (["Boeing Müller", "Nguyễn Văn An", "Trần Thị Bình"], ""),
    ],
)
def test_text_from_before_unicode_is_recognised(texts, encoding):
    assert legacy_encoding(texts) == encoding


@pytest.mark.parametrize(
    ("read", "value", "found"),
    [
        (cell_readers.citizen_number, "064 190 001 234", "064190001234"),
        (cell_readers.amount, "500.000", 500_000),
        (cell_readers.amount, 500000.0, 500_000),
        (cell_readers.whole(0, 200), "118", 118),
        (cell_readers.decimal(Decimal(1), Decimal(500), 1), "45,5", Decimal("45.5")),
        (cell_readers.yes_no, "x", True),
        (cell_readers.yes_no, "Không", False),
        (cell_readers.choice({"Làng Dăng": 7}), "lang dang", 7),
    ],
)
def test_cells_are_read_as_offices_write_them(read, value, found):
    assert read(value) == found


@pytest.mark.parametrize(
    ("read", "value", "words"),
    [
        (cell_readers.citizen_number, 64190001234.0, "mất số 0"),
        (cell_readers.citizen_number, "06419000123", "ô này có 11"),
        (cell_readers.whole(0, 200), ["1900-01-05T00:00:00"], "định dạng ngày (05/01/1900)"),
        (cell_readers.day, ["00:00:00"], "không phải ngày"),
        (cell_readers.day, "31/02/2021", "không có trong lịch"),
        (cell_readers.choice({"Làng Dăng": 7}), "Làng Đăngg", "Có phải “Làng Dăng”?"),
        (cell_readers.amount, "1.5", "Không đọc được số tiền"),
        (cell_readers.name(100), "Rơ Châm 3", "có chữ số"),
    ],
)
def test_wrong_cells_say_what_is_wrong(read, value, words):
    with pytest.raises(
        WrongCell, match=words.replace("(", r"\(").replace(")", r"\)").replace("?", r"\?")
    ):
        read(value)
