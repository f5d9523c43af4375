"""Uploaded workbooks: hostile ones refused in words, honest ones read whatever their header looks like."""

import struct
import unicodedata
import zipfile
from io import BytesIO

import pytest

from common.xlsx_guard import BadWorkbook, require_safe_workbook
from common.xlsx_read import Cell, CellError, Heading, heading_key, read_sheet
from tests.common.workbooks import HEAD, TAIL, rebuilt, with_sheet, workbook

NAME, POINTS = Heading(key="name", title="Tên mục"), Heading(key="points", title="Điểm")
GOOD = workbook(["Tên mục", "Điểm"], ["Ti vi", 10])


def read(content):
    return [
        (line.number, {key: cell.value for key, cell in line.cells.items()})
        for line in read_sheet(content, [NAME, POINTS])
    ]


def encrypted_zip():
    content = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        content[at + offset] |= 1
    return bytes(content)


def wrong_checksum():
    content = bytearray(GOOD)
    at = content.find(b"PK\x01\x02")
    content[at + 16 : at + 20] = struct.pack("<I", 1)
    return bytes(content)


def ods():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<office/>")
    return stream.getvalue()


BOMB = HEAD + '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "a" * 3_000_000 + TAIL
LAUGHS = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]>' + HEAD + "&lol;" + TAIL
FAR = HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + TAIL
MANY = HEAD + "<row>" + "<c/>" * 260_000 + "</row>" + TAIL

HOSTILE = {
    "0 bytes": (b"", "Tệp rỗng"),
    "html renamed": (b"<html><table></table></html>", "không phải tệp Excel"),
    "csv renamed": ("Tên mục,Điểm\nTi vi,10".encode(), "không phải tệp Excel"),
    "old xls or encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
    "encrypted entries": (encrypted_zip(), "mật khẩu"),
    "truncated": (GOOD[: len(GOOD) // 2], "bị hỏng"),
    "wrong checksum": (wrong_checksum(), "bị hỏng"),
    "ods": (ods(), "không phải tệp Excel"),
    "macro": (rebuilt(GOOD, added={"xl/vbaProject.bin": b"x"}), "macro"),
    "no sheet": (rebuilt(GOOD, without=["xl/worksheets/sheet1.xml"]), "không có trang tính"),
    "external link": (
        rebuilt(GOOD, added={"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "liên kết",
    ),
    "bomb": (with_sheet(BOMB), "quá lớn"),
    "billion laughs": (with_sheet(LAUGHS), "không an toàn"),
    "hidden in utf-16": (with_sheet(LAUGHS.encode("utf-16")), "bị hỏng"),
    "a cell far away": (with_sheet(FAR), "quá xa"),
    "no xml at all": (with_sheet("<<<"), "Không đọc được"),
}


@pytest.mark.parametrize(("content", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_in_words(content, words):
    with pytest.raises(BadWorkbook, match=words):
        read(content)


def test_a_file_over_the_limit_is_not_even_opened():
    with pytest.raises(BadWorkbook, match="lớn hơn 1 MB"):
        require_safe_workbook(b"PK" + b"\0" * 1024 * 1024, largest=1024 * 1024)


def test_what_the_head_of_the_zip_says_about_sizes_is_not_believed():
    content = bytearray(with_sheet(BOMB))
    at = content.find(b"xl/worksheets/sheet1.xml", content.find(b"PK\x01\x02")) - 46
    content[at + 24 : at + 28] = struct.pack("<I", 10)

    with pytest.raises(BadWorkbook):
        read(bytes(content))


def test_cells_without_references_are_counted_too(monkeypatch):
    monkeypatch.setattr("common.xlsx_guard.MOST_CELLS", 200_000)
    monkeypatch.setattr("common.xlsx_guard.HIGHEST_RATIO", 10_000)

    with pytest.raises(BadWorkbook, match="quá xa"):
        read(with_sheet(MANY))


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr("common.xlsx_guard.MOST_ENTRIES", 3)

    with pytest.raises(BadWorkbook):
        read(GOOD)


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
    assert Cell("C12", value).whole_number == number


@pytest.mark.parametrize("value", [-1, 2.5, "mười", "", None, True, "１０", "1e3"])
def test_anything_else_is_an_error_that_names_its_cell(value):
    with pytest.raises(CellError, match=r"\AC12: "):
        Cell("C12", value).whole_number  # noqa: B018


def test_control_characters_are_an_error_of_their_cell():
    with pytest.raises(CellError, match=r"\AA1: "):
        Cell("A1", "a\u202eb").text  # noqa: B018


def test_titles_are_compared_without_marks_signs_and_capitals():
    assert heading_key("Số\u00a0 người\n(khẩu) *") == "so nguoi khau"
