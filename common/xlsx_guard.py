"""Checks an uploaded workbook before it is given to the parser.

A small crafted workbook can end the parser's process or exhaust memory. The size of the file, the
number of its parts, the bytes they inflate to and the extent of each sheet are therefore measured
first, in chunks, against fixed limits; sizes declared in the file are not relied on.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from common.errors import Refused

LARGEST_FILE = 10 * 1024 * 1024
PIECE, OVERLAP = 256 * 1024, 64

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Z]{1,8})([0-9]{1,12})\s*["']""")
_SHEET = re.compile(r"\Axl/worksheets/[^/]+\.xml\Z", re.IGNORECASE)
_NEEDED = ("[Content_Types].xml", "xl/workbook.xml")
_MACRO = re.compile(r"(?i)(?:vbaProject|vbaData|macrosheets/|activeX/)")
_LINK = re.compile(r"(?i)\Axl/(?:externalLinks|connections|queryTables)")
_NOT_EXCEL = (
    "Đây không phải tệp Excel (.xlsx). Hãy mở tệp và lưu lại dưới dạng “Excel Workbook (.xlsx)”."
)
_BROKEN = "Tệp bị hỏng hoặc tải lên chưa hết. Hãy mở lại bằng Excel, lưu và tải lên lần nữa."
_TOO_BIG = (
    "Tệp có nội dung quá lớn sau khi giải nén nên không đọc. Hãy xóa các trang, định dạng thừa."
)


class BadWorkbook(Refused):
    """The file cannot be read safely as a workbook; the message tells the user what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookLimits:
    """Upper limits for an uploaded workbook. The defaults are those of the product."""

    file_size: int = LARGEST_FILE
    parts: int = 1000
    inflated: int = 150 * 1024 * 1024  # bytes, all parts together
    ratio: int = 100  # inflated to compressed size, for parts larger than `ratio_from` bytes
    ratio_from: int = 1024 * 1024
    cells: int = 3_000_000  # per sheet: rows × columns, or cells if there are more


LIMITS = WorkbookLimits()


@dataclass(slots=True)
class _Extent:
    """The rows, columns and cells of a sheet found in the chunks read so far."""

    rows: int = 0
    columns: int = 0
    cells: int = 0

    @property
    def area(self) -> int:
        return max(self.rows * self.columns, self.cells)


def require_safe_workbook(content: bytes, *, limits: WorkbookLimits = LIMITS) -> None:
    """Raise BadWorkbook unless the bytes are an .xlsx file within the limits.

    With the default limits the check takes under two seconds and a few MB of memory.
    """
    if not content:
        raise BadWorkbook("Tệp rỗng.")
    if len(content) > limits.file_size:
        raise BadWorkbook(f"Tệp lớn hơn {limits.file_size // (1024 * 1024)} MB nên không nhận.")
    if content.startswith(_OLD_EXCEL):
        raise BadWorkbook(
            "Tệp có mật khẩu hoặc là Excel đời cũ (.xls). Hãy bỏ mật khẩu và lưu lại thành .xlsx."
        )
    if not content.startswith(b"PK"):
        raise BadWorkbook(_NOT_EXCEL)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_package(package, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise BadWorkbook(_BROKEN) from error
    except (ValueError, RuntimeError, UnicodeError) as error:
        raise BadWorkbook(_BROKEN) from error


def _check_package(package: zipfile.ZipFile, limits: WorkbookLimits) -> None:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > limits.parts or len(set(names)) != len(names):
        raise BadWorkbook(_BROKEN)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise BadWorkbook("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.")
    _check_names(names)
    inflated = 0
    for entry in entries:
        inflated += _check_entry(package, entry, limits, room=limits.inflated - inflated)


def _check_names(names: list[str]) -> None:
    if any(needed not in names for needed in _NEEDED):
        raise BadWorkbook(_NOT_EXCEL)
    if any(_MACRO.search(name) for name in names):
        raise BadWorkbook("Tệp có macro. Hãy lưu lại thành .xlsx (không macro) rồi tải lên.")
    if any(_LINK.search(name) for name in names):
        raise BadWorkbook(
            "Tệp có liên kết tới tệp hoặc nguồn dữ liệu khác. Hãy dán giá trị, bỏ liên kết rồi tải lên."
        )
    if not any(_SHEET.match(name) for name in names):
        raise BadWorkbook("Tệp không có trang tính nào.")


def _check_entry(
    package: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: WorkbookLimits, *, room: int
) -> int:
    """Inflate one part in chunks, check each chunk, and return the part's inflated size.

    Raises BadWorkbook as soon as more than `room` bytes have been inflated.
    """
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadWorkbook(_BROKEN)
    is_sheet = bool(_SHEET.match(entry.filename))
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    extent, size, before = _Extent(), 0, b""
    with package.open(entry) as stream:
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > room or _is_over_ratio(size, entry.compress_size, limits):
                raise BadWorkbook(_TOO_BIG)
            if is_xml:
                _check_xml(before + piece)
            if is_sheet:
                _measure(extent, before + piece, len(before))
                _check_extent(extent, limits)
            before = piece[-OVERLAP:]
    return size


def _is_over_ratio(size: int, compressed: int, limits: WorkbookLimits) -> bool:
    return size > limits.ratio_from and size > limits.ratio * max(1, compressed)


def _check_xml(piece: bytes) -> None:
    """Raise BadWorkbook for a document type, an entity, macros, or a NUL byte (UTF-16)."""
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise BadWorkbook("Tệp chứa khai báo không an toàn nên không đọc.")
    if b"\x00" in piece:
        raise BadWorkbook(_BROKEN)
    if b"macroEnabled" in piece:
        raise BadWorkbook("Tệp có macro. Hãy lưu lại thành .xlsx (không macro) rồi tải lên.")


def _measure(extent: _Extent, piece: bytes, overlap: int) -> None:
    """Update the extent with a chunk whose first `overlap` bytes were counted before."""
    found = _REFERENCE.findall(piece)
    if found:
        extent.rows = max(extent.rows, max(int(row) for _column, row in found))
        columns = {column for column, _row in found}
        extent.columns = max(extent.columns, max(map(_column_number, columns)))
    extent.cells += piece.count(b"<c", overlap) + piece.count(b":c", overlap)


def _check_extent(extent: _Extent, limits: WorkbookLimits) -> None:
    if extent.area > limits.cells:
        raise BadWorkbook(
            f"Trang tính có ô ở quá xa (dòng {extent.rows}, cột thứ {extent.columns})."
            " Hãy xóa các dòng, cột thừa rồi lưu lại."
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
