"""What all documents of a commune share: names, place and date, the mark of invented data."""

import datetime as dt
import re
from pathlib import Path

from procedure.documents.grounds import in_full

TEMPLATES = Path(__file__).resolve().parent / "templates"
_REFERENCE = re.compile(r"\b(QĐ|TT|NĐ) (\d+/\d{4}/[A-ZĐ]+-[A-ZĐa-z]+)")
_KINDS = {"QĐ": "Quyết định", "TT": "Thông tư", "NĐ": "Nghị định"}
_GOVERNMENT_LAW = (
    "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và Luật sửa đổi, bổ sung một số"
    " điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm"
    " 2019"
)
# In force until replaced by Luật số 65/2025/QH15 on 01/03/2025.
_LAST_DAY_OF_THAT_LAW = dt.date(2025, 2, 28)


def numbered(number: str, suffix: str) -> str:
    """Return a number with its symbols; blank for the registry where there is none."""
    if "/" in number:
        return number
    return f"{number or '         '}/{suffix}"


def laws(*texts: str) -> list[str]:
    """Return the full names of the decisions, decrees and circulars cited in texts, each once."""
    found = [match.groups() for text in texts for match in _REFERENCE.finditer(text)]
    return list(dict.fromkeys(f"{_KINDS[kind]} số {sign}" for kind, sign in found))


def bases(on: dt.date, *texts: str) -> list[str]:
    """Return the legal bases of a decision in full: the law on local government, the cited texts.

    Texts of later years are left out, because a standard also names its later amendments.
    """
    law = _GOVERNMENT_LAW if on <= _LAST_DAY_OF_THAT_LAW else "Luật Tổ chức chính quyền địa phương"
    return [law, *(in_full(each) for each in laws(*texts) if int(each.split("/")[1]) <= on.year)]
