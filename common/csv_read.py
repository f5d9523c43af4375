"""Reads an uploaded CSV file as a sheet of texts."""

import csv
from io import StringIO

from common.sheet_table import ReadSheet
from common.xlsx_guard import LIMITS, BadWorkbook, WorkbookLimits

_SEPARATORS = (";", "\t", ",")
_HEAD = 20  # lines looked at for the separator
_NOT_UNICODE = (
    "Tệp CSV không phải UTF-8 hay UTF-16 nên có thể mất dấu tiếng Việt. Hãy lưu lại dưới dạng"
    " “CSV UTF-8” hoặc Excel (.xlsx)."
)
_BROKEN = "Không đọc được tệp CSV này. Hãy lưu lại dưới dạng Excel (.xlsx) rồi tải lên."


def read_csv(content: bytes, *, limits: WorkbookLimits = LIMITS) -> list[ReadSheet]:
    """Return the file as one sheet. Its cells are texts, as typed; a blank is an empty text.

    The encoding is UTF-8, or UTF-16 with a byte order mark; the separator is a semicolon, tab or
    comma, whichever is most frequent in the first lines. Raises BadWorkbook.
    """
    if len(content) > limits.file_size:
        raise BadWorkbook(f"Tệp lớn hơn {limits.file_size // (1024 * 1024)} MB nên không nhận.")
    text = _decoded(content)
    if "\x00" in text:
        raise BadWorkbook(_NOT_UNICODE)
    head = "\n".join(text.split("\n", _HEAD)[:_HEAD])
    separator = max(_SEPARATORS, key=head.count)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
            cells += len(row)
            if cells > limits.cells:
                raise BadWorkbook("Tệp CSV có quá nhiều ô nên không đọc.")
            rows.append(row)
    except csv.Error as error:
        raise BadWorkbook(_BROKEN) from error
    if not any(any(row) for row in rows):
        raise BadWorkbook("Tệp rỗng.")
    return [ReadSheet(name="CSV", rows=rows)]


def _decoded(content: bytes) -> str:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadWorkbook(_NOT_UNICODE) from error
