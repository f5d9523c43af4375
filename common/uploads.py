"""Attachments: checked by their contents and stored under a safe name.

They are not scanned for viruses; that is left to the machine that opens them.
"""

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from common.errors import Refused
from common.text import UnsafeText, normalise

LARGEST_FILE = 5 * 1024 * 1024
MOST_FILES = 5
LONGEST_NAME = 150
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_MOST_ENTRIES = 5000


class BadUpload(Refused):
    """The file is refused; the message gives the reason and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that passed the checks."""

    name: str
    content_type: str
    content: bytes


def _begins(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _holds(part: str) -> Callable[[bytes], bool]:
    """Return whether the file is a Word or Excel package with its main part and without macros."""

    def judge(content: bytes) -> bool:
        if not content.startswith(b"PK"):
            return False
        try:
            with zipfile.ZipFile(BytesIO(content)) as package:
                names = package.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return False
        has_macro = any("vbaproject" in name.lower() for name in names)
        wanted = {"[Content_Types].xml", part}
        return len(names) <= _MOST_ENTRIES and wanted <= set(names) and not has_macro

    return judge


_KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    ".pdf": ("application/pdf", _begins(b"%PDF-")),
    ".docx": (f"{_OPEN_XML}.wordprocessingml.document", _holds("word/document.xml")),
    ".xlsx": (f"{_OPEN_XML}.spreadsheetml.sheet", _holds("xl/workbook.xml")),
    ".jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
}
ACCEPTED = ",".join(_KINDS)
CONTENT_TYPES = sorted({content_type for content_type, _is_one in _KINDS.values()})
KINDS_IN_WORDS = "PDF, Word (.docx), Excel (.xlsx), ảnh JPG hoặc PNG"


def safe_name(name: str) -> str:
    """Return a file's name in normal form, without directories, at most 150 characters.

    Raises BadUpload for characters that no name needs.
    """
    try:
        plain = PurePosixPath(normalise(name).replace("\\", "/")).name.lstrip(".")
    except UnsafeText as error:
        raise BadUpload("Tên tệp có ký tự không hợp lệ. Hãy đổi tên rồi chọn lại.") from error
    path = PurePosixPath(plain)
    room = LONGEST_NAME - len(path.suffix)
    return f"{path.stem[:room].rstrip()}{path.suffix}" if room > 0 else plain[:LONGEST_NAME]


def read_upload(file: UploadedFile) -> Upload:
    """Return an uploaded file that passed the checks.

    Raises BadUpload when it is empty, larger than 5 MB, or does not match its extension.
    """
    name = safe_name(file.name or "")
    content_type, is_one = _KINDS.get(PurePosixPath(name).suffix.lower(), ("", None))
    if is_one is None:
        raise BadUpload(f"“{name}”: chỉ nhận {KINDS_IN_WORDS}.")
    if not file.size:
        raise BadUpload(f"“{name}” là tệp rỗng.")
    if file.size > LARGEST_FILE:
        raise BadUpload(
            f"“{name}” lớn hơn {LARGEST_FILE // (1024 * 1024)} MB. Hãy giảm cỡ tệp hoặc chia nhỏ."
        )
    content = file.read()
    if not is_one(content):
        raise BadUpload(
            f"“{name}”: nội dung không đúng loại tệp theo tên, hoặc tệp có macro, có mật khẩu."
            " Hãy mở tệp, lưu lại đúng loại rồi chọn lại."
        )
    return Upload(name=name, content_type=content_type, content=content)


def read_uploads(files: Iterable[UploadedFile]) -> list[Upload]:
    """Return all uploaded files, at most five. Raises BadUpload unless every one passes."""
    sent = list(files)
    if len(sent) > MOST_FILES:
        raise BadUpload(f"Mỗi lần gửi nhiều nhất {MOST_FILES} tệp.")
    return [read_upload(file) for file in sent]


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class UploadsField(forms.FileField):
    """Several files in one field; its value is a list of `Upload`."""

    widget = _ManyFiles

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text",
            f"Nhiều nhất {MOST_FILES} tệp, mỗi tệp đến {LARGEST_FILE // (1024 * 1024)} MB:"
            f" {KINDS_IN_WORDS}.",
        )
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ACCEPTED

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        try:
            return read_uploads(data or [])
        except Refused as error:
            raise ValidationError(error.message, code="invalid") from error
