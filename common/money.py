"""Money in Vietnamese notation: dots group thousands, a comma is the decimal mark."""

import re

_GROUPED = re.compile(r"\A[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}\Z")
_PLAIN = re.compile(r"\A[0-9]{1,18}\Z")
LARGEST_VND = 10**12
_LONGEST = 40  # with blanks, dots and the unit; longer texts hold no amount
_UNREADABLE = "Không đọc được số tiền. Hãy nhập số tiền, ví dụ 500.000 hoặc 500000."


class UnclearAmount(ValueError):
    """The amount is ambiguous or not an amount."""


def parse_vnd(value: object) -> int:
    """Parse an amount in đồng: "500.000", "500000", "500.000 đ" and 500000 are five hundred
    thousand.

    Raises UnclearAmount for anything ambiguous ("1.5", "1,000", "1e6"), for fractions of a đồng,
    negative amounts and amounts of 10^12 and above.
    """
    if isinstance(value, bool):
        raise UnclearAmount("Số tiền không hợp lệ.")
    if isinstance(value, float):
        if not value.is_integer():
            raise UnclearAmount("Số tiền phải là số nguyên đồng.")
        value = int(value)
    if isinstance(value, int):
        return _in_range(value)
    return _in_range(_whole(str(value)))


def _whole(text: str) -> int:
    if len(text) > _LONGEST:
        raise UnclearAmount(_UNREADABLE)
    text = text.strip().casefold()
    text = re.sub(r"\s*(?:đồng|vnđ|vnd|đ)\Z", "", text).replace("\u00a0", " ").strip()
    text = re.sub(r"(?<=[0-9]),0{1,2}\Z", "", text)
    if re.fullmatch(r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,5}", text):
        text = text.replace(" ", ".")
    if _PLAIN.fullmatch(text):
        return int(text)
    if _GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    raise UnclearAmount(_UNREADABLE)


def _in_range(amount: int) -> int:
    if not 0 <= amount < LARGEST_VND:
        raise UnclearAmount("Số tiền phải từ 0 đến dưới 1.000 tỷ đồng.")
    return amount
