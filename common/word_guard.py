"""Checks an uploaded Word template before it is opened.

Size, number of parts and the bytes they inflate to are limited; macros, embedded objects, document
types and links to other files are refused.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from common.errors import Refused

_UNSAFE_PART = re.compile(r"(?i)(?:vbaProject|vbaData|activeX/|embeddings/|/afchunk)")
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_NEEDED = {"[Content_Types].xml", "word/document.xml"}
_NOT_WORD = (
    "Đây không phải tệp Word (.docx). Hãy mở tệp và lưu lại dưới dạng “Word Document (.docx)”."
)
_BROKEN = "Tệp bị hỏng hoặc tải lên chưa hết. Hãy mở lại bằng Word, lưu và tải lên lần nữa."
_TOO_BIG = "Tệp có nội dung quá lớn sau khi giải nén nên không đọc. Hãy bỏ bớt ảnh, định dạng thừa."
_MACRO = "Tệp có macro hoặc đối tượng nhúng. Hãy bỏ đi, lưu lại thành .docx rồi tải lên."


class BadTemplate(Refused):
    """The file cannot be used as a template; the message tells the user what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLimits:
    """Upper limits for an uploaded template, in bytes but for `parts`."""

    file_size: int = 5 * 1024 * 1024
    parts: int = 500
    inflated: int = 30 * 1024 * 1024
    xml_part: int = 4 * 1024 * 1024


LIMITS = TemplateLimits()


def require_safe_template(content: bytes, *, limits: TemplateLimits = LIMITS) -> None:
    """Raise BadTemplate unless the bytes are a .docx file within the limits."""
    if not content:
        raise BadTemplate("Tệp rỗng.")
    if len(content) > limits.file_size:
        raise BadTemplate(f"Tệp lớn hơn {limits.file_size // (1024 * 1024)} MB nên không nhận.")
    if not content.startswith(b"PK"):
        raise BadTemplate(_NOT_WORD)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_package(package, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise BadTemplate(_BROKEN) from error


def _check_package(package: zipfile.ZipFile, limits: TemplateLimits) -> None:
    names = package.namelist()
    if len(names) > limits.parts or len({*names}) != len(names):
        raise BadTemplate(_BROKEN)
    if not {*names} >= _NEEDED:
        raise BadTemplate(_NOT_WORD)
    if any(_UNSAFE_PART.search(name) for name in names):
        raise BadTemplate(_MACRO)
    room = limits.inflated
    for name in names:
        is_xml = name.lower().endswith((".xml", ".rels"))
        most = min(room, limits.xml_part) if is_xml else room
        with package.open(name) as stream:
            part = stream.read(most + 1)
        if len(part) > most:
            raise BadTemplate(_TOO_BIG)
        room -= len(part)
        if is_xml:
            _check_xml(part)


def _check_xml(part: bytes) -> None:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\x00" in part:
        raise BadTemplate("Tệp chứa khai báo không an toàn nên không đọc.")
    if b"macroEnabled" in part:
        raise BadTemplate(_MACRO)
    if any(b"/hyperlink" not in each for each in _EXTERNAL.findall(part)):
        raise BadTemplate(
            "Tệp có liên kết tới tệp khác (ảnh, mẫu đính kèm). Hãy bỏ liên kết rồi tải lên."
        )
