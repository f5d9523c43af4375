"""Counts and rates in Vietnamese notation: dots group thousands, a comma is the decimal mark."""

import re
from decimal import Decimal

_PLAIN = re.compile(r"\A[0-9]{1,9}\Z")
_GROUPED = re.compile(r"\A[0-9]{1,3}(?:\.[0-9]{3}){1,2}\Z")
_PERCENT = re.compile(r"\A([0-9]{1,3})(?:,([0-9]{1,4}))?\Z")
LARGEST_COUNT = 10**9


class UnclearNumber(ValueError):
    """The number is ambiguous or not a number."""


def parse_count(value: object) -> int:
    """Parse a whole number: "27.771", "27771" and 27771 are the same.

    Raises UnclearNumber for anything ambiguous ("27,771", "1.5"), for fractions, negative numbers
    and 10^9 and above.
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise UnclearNumber("Hãy nhập số nguyên, ví dụ 27.771.")
    if isinstance(value, int):
        if not 0 <= value < LARGEST_COUNT:
            raise UnclearNumber("Số phải từ 0 đến dưới 1 tỷ.")
        return value
    text = value.strip().replace("\u00a0", " ")
    if re.fullmatch(r"[0-9]{1,3}(?: [0-9]{3}){1,2}", text):
        text = text.replace(" ", ".")
    if _PLAIN.match(text):
        return int(text)
    if _GROUPED.match(text):
        return int(text.replace(".", ""))
    raise UnclearNumber("Hãy nhập số nguyên, ví dụ 27.771.")


def parse_percent(value: str) -> Decimal:
    """Parse "2,33" or "2,33 %" as the fraction 0.0233.

    Raises UnclearNumber for a dot (2.33 may mean 2,33 or 233), more than four decimals, negative
    values and values above 100 %.
    """
    text = value.strip().removesuffix("%").rstrip().replace("\u00a0", "")
    match = _PERCENT.match(text)
    if match is None:
        raise UnclearNumber("Hãy viết tỷ lệ bằng dấu phẩy, ví dụ 2,33.")
    percent = Decimal(f"{match[1]}.{match[2] or '0'}")
    if percent > 100:
        raise UnclearNumber("Tỷ lệ không quá 100 %.")
    return percent / 100


def format_percent(fraction: Decimal) -> str:
    """Format 0.0233 as "2,33", which `parse_percent` accepts."""
    text = f"{(fraction * 100).normalize():f}"
    whole, _, decimals = text.partition(".")
    return f"{whole},{decimals.ljust(2, '0')}"
