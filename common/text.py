"""Vietnamese text: one normal form, and the keys for searching and sorting."""

import re
import unicodedata

# Vietnamese alphabetical order: SQLite and the "C" collation put Đ, Ă, Â after Z.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng
_LETTER_ORDER = {letter: chr(0x61 + index) for index, letter in enumerate(_LETTERS)}
_SPACES = re.compile(r"\s+")
# Bidirectional overrides and isolates display a text differently from what is stored.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Invisible zero-width characters come with copied text.
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_KEPT_CONTROLS = frozenset("\n\r\t")


class UnsafeText(ValueError):
    """The text holds characters that no name or note needs and that can break pages or storage."""


def normalise(text: str, *, multiline: bool = False) -> str:
    """Return the text in NFC, trimmed, with single blanks and without invisible characters.

    Raises UnsafeText for control characters, lone surrogates and direction overrides.
    """
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    for character in text:
        category = unicodedata.category(character)
        unsafe = category in {"Cs", "Co", "Cn"} or character in _BIDI
        if unsafe or (category == "Cc" and character not in _KEPT_CONTROLS):
            raise UnsafeText("Nội dung có ký tự điều khiển không hợp lệ.")
    if multiline:
        lines = text.replace("\r\n", "\n").split("\n")
        return "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()
    return _SPACES.sub(" ", text).strip()


def holds_unstorable(text: str) -> bool:
    """Return whether the text has a zero byte or a lone surrogate, which PostgreSQL refuses."""
    return "\x00" in text or any("\ud800" <= each <= "\udfff" for each in text)


def search_key(text: str) -> str:
    """Return the text without diacritics: đ→d, casefolded, single blanks."""
    folded = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    return _SPACES.sub(" ", plain.replace("’", "'").replace("ʼ", "'")).strip()


def sort_key(text: str) -> str:
    """Return a key whose byte order is the Vietnamese dictionary order.

    Letters decide first (a < ă < â < … < d < đ), then tones (ngang, huyền, hỏi, ngã, sắc, nặng).
    """
    words = unicodedata.normalize("NFC", text.casefold()).split()
    letters, tones = [], []
    for word in words:
        keys, marks = _word_keys(word)
        letters.append(keys)
        tones.append(marks)
    return "".join((" ".join(letters), "!", "".join(tones)))


def _word_keys(word: str) -> tuple[str, str]:
    keys, marks = [], []
    for character in word:
        tone, parts = 0, []
        for part in unicodedata.normalize("NFD", character):
            if part in _TONES:
                tone = _TONES[part]
            else:
                parts.append(part)
        letter = unicodedata.normalize("NFC", "".join(parts))
        keys.append(_LETTER_ORDER.get(letter, letter if letter.isascii() else "~" + letter))
        marks.append(str(tone))
    return "".join(keys), "".join(marks)
