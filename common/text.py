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
# Characters that look like Đ, an apostrophe or a hyphen and come from other alphabets, word
# processors and wrong keyboard layouts.
_LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("\u00d0\u0189", "Đ"),
        **dict.fromkeys("\u00f0\u0256", "đ"),
        **dict.fromkeys(
            "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u0374\u055a\u2018\u2019\u201b\u2032\u2035"
            "\ua78b\ua78c\uff07\uff40",
            "'",
        ),
        **dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"),
    }
)
# Letters with a stroke do not decompose into a letter and a mark.
_STROKES = str.maketrans("đƀ", "db")
_BETWEEN_WORDS = re.compile(r"[\s\-\u2012-\u2015\u2212]+")


class UnsafeText(ValueError):
    """The text holds characters that no name or note needs and that can break pages or storage."""


def normalise(text: str, *, multiline: bool = False) -> str:
    """Return the text in NFC, trimmed, with single blanks and without invisible characters.

    Letters and apostrophes that only look Vietnamese become Đ, đ and '. Raises UnsafeText for control characters, lone surrogates and direction overrides.
    """
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).translate(_LOOK_ALIKES)
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


def normalise_name(text: str) -> str:
    """Return a name in normal form. Raises UnsafeText also for letters of another alphabet.

    A Cyrillic or Greek letter that looks like a Latin one would make the name impossible to find.
    """
    name = normalise(text)
    for character in name:
        is_letter = unicodedata.category(character).startswith("L")
        if is_letter and not unicodedata.name(character, "").startswith("LATIN "):
            raise UnsafeText(
                f"Chữ “{character}” không thuộc bảng chữ cái Latinh; hãy gõ lại chữ này."
            )
    return name


def normalise_password(password: str) -> str:
    """Return a password in NFC with plain blanks (RFC 8265, OpaqueString).

    Keyboards and systems compose the same Vietnamese letters differently.
    """
    spaced = "".join(" " if unicodedata.category(each) == "Zs" else each for each in password)
    return unicodedata.normalize("NFC", spaced)


def lower_first(text: str) -> str:
    """Return the text with a lower-case first letter, as inside a sentence: làng Dăng.

    An abbreviation keeps its capitals: UBND xã.
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def search_key(text: str) -> str:
    """Return the text without diacritics and apostrophes: đ→d, casefolded, single blanks.

    Hyphens count as blanks.
    """
    alike = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).translate(_LOOK_ALIKES)
    folded = unicodedata.normalize("NFD", alike.replace("'", "").casefold().translate(_STROKES))
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    return _BETWEEN_WORDS.sub(" ", plain.translate(_LOOK_ALIKES).replace("'", "")).strip()


def sort_key(text: str) -> str:
    """Return a key whose byte order is the Vietnamese dictionary order.

    Letters decide first (a < ă < â < … < d < đ), then tones (ngang, huyền, hỏi, ngã, sắc, nặng).
    """
    alike = unicodedata.normalize("NFC", text).translate(_LOOK_ALIKES)
    words = unicodedata.normalize("NFC", alike.casefold()).split()
    letters, tones = [], []
    for word in words:
        keys, marks = _word_keys(word)
        letters.append(keys)
        tones.append(marks)
    return "".join((" ".join(letters), "!", "".join(tones)))


def given_name_sort_key(name: str) -> str:
    """Return a sort key that begins with the given name, the last word of a Vietnamese name."""
    words = name.split()
    return sort_key(" ".join([*words[-1:], *words[:-1]]))


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
