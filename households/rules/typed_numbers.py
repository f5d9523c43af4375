"""Numbers that users type to find a household: its code, or a member's citizen number."""

import re
from dataclasses import dataclass

_SEPARATORS = re.compile(r"[\s.,'\-\u2012-\u2015]+")
_CITIZEN_DIGITS = 12
_COMMUNE_DIGITS = 5
_SERIAL_DIGITS = 5


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number as typed: a whole citizen number, or the beginnings and the end of a code."""

    citizen_number: str = ""
    beginnings: tuple[str, ...] = ()
    ending: str = ""


def typed_number(text: str) -> TypedNumber | None:
    """Return what a text of digits with any separators may mean, None for other texts.

    Household codes are the commune's code and a serial number: 23782-00826 is also found as
    "23782 00826", "2378200826", "23782-826", "00826" and "826". A citizen number is found by all
    of its digits only; spreadsheets drop its leading 0.
    """
    parts = [part for part in _SEPARATORS.split(text) if part]
    digits = "".join(parts)
    if not digits or not (digits.isascii() and digits.isdigit()):
        return None
    if len(digits) in (_CITIZEN_DIGITS - 1, _CITIZEN_DIGITS):
        return TypedNumber(citizen_number=digits.zfill(_CITIZEN_DIGITS))
    commune, serial = digits[:_COMMUNE_DIGITS], digits[_COMMUNE_DIGITS:]
    if not serial:
        ending = "" if text.rstrip().endswith("-") else digits
        return TypedNumber(beginnings=(digits,), ending=ending)
    return TypedNumber(
        beginnings=tuple({f"{commune}-{serial}", f"{commune}-{serial.zfill(_SERIAL_DIGITS)}"})
    )
