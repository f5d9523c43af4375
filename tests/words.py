"""The words of the glossary that are not used on screen, and units written wrongly in a sentence."""

import re
from html import unescape
from pathlib import Path

GLOSSARY = Path(__file__).resolve().parents[1] / "docs" / "glossary.md"
_TABLE = GLOSSARY.read_text(encoding="utf-8").partition("| Term | Words not used for it |")[2]
NOT_USED = {
    word.strip(): term.strip()
    for term, words in re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]*\|$", _TABLE, re.MULTILINE)
    for word in words.split(";")
}
_FINDER = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(NOT_USED, key=len, reverse=True)))})(?!\w)",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:p|div|li|td|th|h\d|dt|dd|option|optgroup|caption|label|legend|summary|tr|title|strong|span"
    r"|text|button|a|small|desc)\b[^>]*>"
)
_SPOKEN = re.compile(r"""\s(?:aria-label|title|placeholder|alt)=["']([^"']*)["']""")
_UNIT = re.compile(
    r"[a-zà-ỹ0-9,] (?:Xã|Thị trấn|Thôn|Làng|Tổ dân phố|Huyện) (?=[A-ZĐ0-9])",
)


def words_not_used(text: str) -> list[str]:
    """Return the words of a text that the glossary replaces by another term."""
    return _FINDER.findall(text)


def texts_of(page: str) -> str:
    """Return what a page shows or speaks; blocks and attributes are separated by bars."""
    spoken = " | ".join(_SPOKEN.findall(page))
    shown = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    plain = re.sub(r"<[^>]*>", "", _BLOCK.sub(" | ", shown))
    return re.sub(r"\s+", " ", unescape(f"{plain} | {spoken}"))


def units_in_capitals(text: str) -> list[str]:
    """Return the units that have a capital although they are inside a sentence."""
    return _UNIT.findall(text)
