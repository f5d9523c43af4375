"""What all papers of a commune share: its names, place and date, the mark of invented data."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accounts.choices import Role
from accounts.models import User
from areas.models import Commune
from areas.queries import is_demo
from common.official_form import official_date
from common.text import search_key
from common.word import render_word

TEMPLATES = Path(__file__).resolve().parent / "templates"
MARK = "DỮ LIỆU MẪU"
_REFERENCE = re.compile(r"\b(QĐ|TT|NĐ) (\d+/\d{4}/[A-ZĐ]+-[A-ZĐa-z]+)")
_KINDS = {"QĐ": "Quyết định", "TT": "Thông tư", "NĐ": "Nghị định"}
_GOVERNMENT_LAW = (
    "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và Luật sửa đổi, bổ sung một số"
    " điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm"
    " 2019"
)
# In force until the law of 2025 [O-high: Luật số 65/2025/QH15, from 01/03/2025].
_LAST_DAY_OF_THAT_LAW = dt.date(2025, 2, 28)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPaper:
    """One document: the template that lays it out, what stands in it, its file name."""

    template: str
    filename: str
    values: Mapping[str, Any]
    folder: Path = TEMPLATES

    def content(self) -> bytes:
        """Return the .docx file."""
        return render_word(self.folder / f"{self.template}.docx", self.values)


def frame(commune: Commune, on: dt.date | None) -> dict[str, Any]:
    """Return what every paper of a commune starts from; without a day its date stays open."""
    return {
        "mark": MARK if is_demo() else "",
        "commune": lower_first(commune.full_name),
        "commune_caps": commune.full_name.upper(),
        "place_and_date": official_date(commune.name, on) if on else open_date(commune.name),
    }


def open_date(place: str) -> str:
    """Return a place and a date to be filled in by hand."""
    return f"{place}, ngày      tháng      năm         "


def lower_first(text: str) -> str:
    """Làng Dăng → làng Dăng: a kind of unit inside a sentence."""
    return text[:1].lower() + text[1:]


def address_of(commune: Commune) -> str:
    """Xã Ia O, huyện Ia Grai, tỉnh Gia Lai, as it stands inside a sentence."""
    district = f", huyện {commune.district.name}" if commune.district else ""
    return f"{lower_first(commune.full_name)}{district}, tỉnh {commune.province.name}"


def superior_of(commune: Commune) -> str:
    """Who is above the commune: its district, since 01/07/2025 the province."""
    if commune.district:
        return f"Ủy ban nhân dân huyện {commune.district.name}"
    return f"Ủy ban nhân dân tỉnh {commune.province.name}"


def day_words(day: dt.date) -> str:
    """05 tháng 02 năm 2021, with the zeros of NĐ 30/2020/NĐ-CP."""
    return official_date("", day).removeprefix(", ngày ")


def short_day(day: dt.date | None) -> str:
    """05/02/2021."""
    return f"{day:%d/%m/%Y}" if day else ""


def numbered(number: str, suffix: str) -> str:
    """Return a number with its signs; blank for the registry where there is none."""
    if "/" in number:
        return number
    return f"{number or '         '}/{suffix}"


def laws(*texts: str) -> list[str]:
    """Return the decisions, decrees and circulars cited in texts by their full names, each once."""
    found = [match.groups() for text in texts for match in _REFERENCE.finditer(text)]
    return list(dict.fromkeys(f"{_KINDS[kind]} số {sign}" for kind, sign in found))


def bases(on: dt.date, *texts: str) -> list[str]:
    """Return on what a decision of a day rests: the law on local government, then what is cited.

    A text of a later year is left out: a standard also names what amended it afterwards.
    """
    law = _GOVERNMENT_LAW if on <= _LAST_DAY_OF_THAT_LAW else "Luật Tổ chức chính quyền địa phương"
    return [law, *(each for each in laws(*texts) if int(each.split("/")[1]) <= on.year)]


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def signer_of(commune: Commune) -> str:
    """Return the chair's name, empty where the commune has no account of one."""
    chair = User.objects.filter(role=Role.COMMUNE_CHAIR, commune=commune, is_active=True).first()
    return chair.full_name if chair else ""


def filename_of(*parts: object) -> str:
    """Return a file name without marks, blanks or anything a file system minds."""
    words = (re.sub(r"[^a-z0-9]+", "-", search_key(str(part))).strip("-") for part in parts)
    return "-".join(_shortened(words)) + ".docx"


def _shortened(words: Iterable[str]) -> list[str]:
    return [word[:60].strip("-") for word in words if word]
