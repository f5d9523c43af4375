"""The legal grounds of a paper, written in full: sign, date, issuer and subject.

NĐ 30/2020/NĐ-CP, Phụ lục I, asks for all of them. What `data/legal_texts.tsv` does not give is left
open for the office, which has the text; it is never guessed.
"""

import csv
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from common.word import day_words

_TEXTS = Path(__file__).resolve().parent.parent / "data" / "legal_texts.tsv"
_SIGN = re.compile(r"[0-9]+/[0-9]{4}/[A-ZĐ]+-[A-ZĐa-z]+")
_OPEN = "…" * 12
_REFERENCE = re.compile(r"\b(QĐ|TT|NĐ) (\d+/\d{4}/[A-ZĐ]+-[A-ZĐa-z]+)")
_KINDS = {"QĐ": "Quyết định", "TT": "Thông tư", "NĐ": "Nghị định"}
_GOVERNMENT_LAW = (
    "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và Luật sửa đổi, bổ sung một số"
    " điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm"
    " 2019"
)
# In force until replaced by Luật số 65/2025/QH15 on 01/03/2025.
_LAST_DAY_OF_THAT_LAW = dt.date(2025, 2, 28)
# The issuer is part of the sign; its name is fixed by law.
_ISSUERS = {
    "TTg": "Thủ tướng Chính phủ",
    "CP": "Chính phủ",
    "BLĐTBXH": "Bộ trưởng Bộ Lao động - Thương binh và Xã hội",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalText:
    """What is known of a text; empty words are left open on paper."""

    signed_on: dt.date | None = None
    issuer: str = ""
    subject: str = ""


@cache
def legal_texts() -> dict[str, LegalText]:
    """Return the known texts by their sign."""
    with _TEXTS.open(encoding="utf-8", newline="") as lines:
        return {
            row["sign"]: LegalText(
                signed_on=dt.date.fromisoformat(row["signed_on"]),
                issuer=row["issuer"],
                subject=row["subject"] or "",
            )
            for row in csv.DictReader(lines, delimiter="\t")
        }


def in_full(named: str) -> str:
    """Return "Quyết định số 59/2015/QĐ-TTg ngày … của Thủ tướng Chính phủ về …" for its short name.

    A name without a sign, such as that of a law, is returned unchanged.
    """
    match = _SIGN.search(named)
    if match is None:
        return named
    sign = match[0]
    known = legal_texts().get(sign, LegalText())
    day = day_words(known.signed_on) if known.signed_on else f"… tháng … năm {sign.split('/')[1]}"
    issuer = known.issuer or _ISSUERS.get(sign.rpartition("-")[2], _OPEN)
    return f"{named} ngày {day} của {issuer} về {known.subject or _OPEN}"


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
