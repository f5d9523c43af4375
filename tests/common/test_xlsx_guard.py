"""The checks of an uploaded workbook before it is parsed.

Every file here is small and harmless: the tests lower the limits instead of creating large files.
"""

import struct
import zipfile
from io import BytesIO

import pytest

from common.xlsx_guard import BadWorkbook, WorkbookLimits, require_safe_workbook
from tests.common.workbooks import (
    HEAD,
    SHEET,
    TAIL,
    inflated_sizes,
    rebuilt,
    with_sheet,
    workbook,
)

GOOD = workbook(["Tên mục", "Điểm"], ["Ti vi", 10])
SIZES = inflated_sizes(GOOD)
LINK = "xl/externalLinks/externalLink1.xml"
CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT_TYPE = "<!DOCTYPE worksheet>"
ENTITY = '<!ENTITY district "Ia Grai">'
REPEATED = with_sheet(
    f'{HEAD}<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 5000}</t></is></c></row>{TAIL}'
)
FAR = with_sheet(f'{HEAD}<row r="5"><c r="D5"><v>1</v></c></row>{TAIL}')  # 5 rows × 4 columns
WIDE = with_sheet(f'{HEAD}<row r="2"><c r="AB2"><v>1</v></c></row>{TAIL}')  # 2 rows × 28 columns
UNNAMED = with_sheet(f"{HEAD}<row>{'<c><v>1</v></c>' * 20}</row>{TAIL}")


def zip_of(**parts):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def with_header_field(offset, value):
    """Return GOOD with one 4-byte field of the first entry in the zip's directory changed."""
    content = bytearray(GOOD)
    at = content.find(b"PK\x01\x02") + offset
    content[at : at + 4] = struct.pack("<I", value)
    return bytes(content)


def marked_as_encrypted():
    content = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + offset] |= 1
    return bytes(content)


def with_a_part_twice():
    stream = BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(SHEET, f"{HEAD}{TAIL}")
    return stream.getvalue()


def macro_enabled():
    with zipfile.ZipFile(BytesIO(GOOD)) as package:
        types = package.read(CONTENT_TYPES).decode()
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return rebuilt(
        GOOD, replaced={CONTENT_TYPES: types.replace("</Types>", f"<!--{kind}--></Types>")}
    )


NOT_READ = {
    "0 bytes": (b"", "Tệp rỗng"),
    "HTML renamed": (b"<html><table></table></html>", "không phải tệp Excel"),
    "CSV renamed": ("Tên mục,Điểm\nTi vi,10".encode(), "không phải tệp Excel"),
    "ODS": (zip_of(mimetype="x", content="<office/>"), "không phải tệp Excel"),
    ".xls, or encrypted by Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
    "entries with a password": (marked_as_encrypted(), "mật khẩu"),
    "truncated zip": (GOOD[: len(GOOD) // 2], "bị hỏng"),
    "wrong CRC": (with_header_field(16, 1), "bị hỏng"),
    "wrong declared size": (with_header_field(24, 10), "bị hỏng"),
    "a part twice": (with_a_part_twice(), "bị hỏng"),
    "other compression": (rebuilt(GOOD, compression=zipfile.ZIP_BZIP2), "bị hỏng"),
    "UTF-16": (with_sheet(f"{HEAD}{TAIL}".encode("utf-16")), "bị hỏng"),
    "no sheet": (rebuilt(GOOD, without=[SHEET]), "không có trang tính"),
    "macro part": (rebuilt(GOOD, added={"xl/vbaProject.bin": b"x"}), "có macro"),
    ".xlsm renamed": (macro_enabled(), "có macro"),
    "external link": (rebuilt(GOOD, added={LINK: "<externalLink/>"}), "liên kết"),
    "data connection": (rebuilt(GOOD, added={"xl/connections.xml": "<connections/>"}), "liên kết"),
}


def test_an_ordinary_workbook_is_accepted():
    require_safe_workbook(GOOD)


@pytest.mark.parametrize(("content", "words"), NOT_READ.values(), ids=NOT_READ)
def test_a_file_that_is_not_a_plain_workbook_is_refused(content, words):
    with pytest.raises(BadWorkbook, match=words):
        require_safe_workbook(content)


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("declaration", [DOCUMENT_TYPE, ENTITY])
def test_a_declaration_in_any_part_is_refused(declaration, part):
    content = rebuilt(GOOD, replaced={part: f"{declaration}<worksheet/>"})

    with pytest.raises(BadWorkbook, match="khai báo không an toàn"):
        require_safe_workbook(content)


AT_THE_LIMIT = {
    "file size": (GOOD, "file_size", len(GOOD), "Tệp lớn hơn"),
    "parts": (GOOD, "parts", len(SIZES), "bị hỏng"),
    "inflated bytes": (GOOD, "inflated", sum(SIZES.values()), "quá lớn sau khi giải nén"),
    "extent": (FAR, "cells", 20, r"quá xa \(dòng 5, cột thứ 4\)"),
    "extent, two letters": (WIDE, "cells", 56, r"quá xa \(dòng 2, cột thứ 28\)"),
    "cells without references": (UNNAMED, "cells", 20, "quá xa"),
}


@pytest.mark.parametrize(
    ("content", "limit", "value", "words"), AT_THE_LIMIT.values(), ids=AT_THE_LIMIT
)
def test_a_limit_is_the_largest_value_accepted(content, limit, value, words):
    require_safe_workbook(content, limits=WorkbookLimits(**{limit: value}))

    with pytest.raises(BadWorkbook, match=words):
        require_safe_workbook(content, limits=WorkbookLimits(**{limit: value - 1}))


def test_a_part_that_inflates_to_many_times_its_size_is_refused():
    with pytest.raises(BadWorkbook, match="quá lớn sau khi giải nén"):
        require_safe_workbook(REPEATED, limits=WorkbookLimits(ratio=10, ratio_from=1000))


@pytest.mark.parametrize(
    "limits",
    [WorkbookLimits(ratio=100, ratio_from=1000), WorkbookLimits(ratio=10, ratio_from=10_000)],
)
def test_a_small_or_ordinary_part_may_compress_well(limits):
    require_safe_workbook(REPEATED, limits=limits)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (DOCUMENT_TYPE, "khai báo không an toàn"),
        ('<c r="D5"/>', "quá xa"),
        ("<!--macroEnabled-->", "có macro"),
    ],
)
def test_what_lies_across_two_chunks_is_found(token, words, monkeypatch):
    monkeypatch.setattr("common.xlsx_guard.PIECE", 100)
    content = with_sheet(f"<!--{'x' * 88}-->{token}")  # the token begins at byte 95

    with pytest.raises(BadWorkbook, match=words):
        require_safe_workbook(content, limits=WorkbookLimits(cells=19))
