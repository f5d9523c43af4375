"""Counts and rates in Vietnamese notation: dots group thousands, a comma is the decimal mark."""

import re
from decimal import Decimal

# "0.500" is no grouping: nobody groups after a lone zero.
_PLAIN = re.compile(r"\A0{0,3}[0-9]{1,9}\Z")
_GROUPED = re.compile(r"\A[1-9][0-9]{0,2}([. ])[0-9]{3}(?:\1[0-9]{3})?\Z")
# A dot before exactly three digits groups thousands, before one or two it is a decimal mark.
_DECIMAL = re.compile(
    r"\A(0{0,3}[0-9]{1,9}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,2})(?:,([0-9]{1,6}))?\Z"
)
_DOTTED = re.compile(r"\A([0-9]{1,9})\.([0-9]{1,2}|[0-9]{4,6})\Z")
_PERCENT = re.compile(r"\A([0-9]{1,3})(?:,([0-9]{1,4}))?\Z")
LARGEST_COUNT = 10**9
LARGE_EXAMPLE = 27_771
_NOT_WHOLE = "Hãy nhập số nguyên, ví dụ 27.771."
_BINARY_NOISE = Decimal("1e-9")


class UnclearNumber(ValueError):
    """The number is ambiguous or not a number."""


def parse_count(value: object, *, is_grouped: bool = True) -> int:
    """Parse a whole number: "27.771", "27771" and 27771 are the same.

    Raises UnclearNumber for anything ambiguous ("27,771", "1.5"), for fractions, negative numbers
    and 10^9 and above; unless `is_grouped`, also for "27.771".
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise UnclearNumber(_NOT_WHOLE)
    if isinstance(value, int):
        if not 0 <= value < LARGEST_COUNT:
            raise UnclearNumber("Số phải từ 0 đến dưới 1 tỷ.")
        return value
    text = _trimmed(value)
    if not (_PLAIN.match(text) or (is_grouped and _GROUPED.match(text))):
        raise UnclearNumber(_NOT_WHOLE)
    return int(re.sub("[. ]", "", text))


def parse_decimal(value: object, *, places: int) -> Decimal:
    """Parse a number of up to `places` decimals: "18,6", "18.6" and 18.6 are the same.

    Raises UnclearNumber for anything ambiguous ("0.125"), for more decimals, negative numbers and
    10^9 and above. "1.350" is the whole number 1350, as everywhere.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise UnclearNumber("Hãy nhập số, ví dụ 18,6.")
    number = _number(value, places) if isinstance(value, int | float) else _decimal_text(value)
    if _decimals(number) > places:
        raise UnclearNumber(f"Số này có nhiều nhất {places} chữ số sau dấu phẩy.")
    if not 0 <= number < LARGEST_COUNT:
        raise UnclearNumber("Số phải từ 0 đến dưới 1 tỷ.")
    return number


def _number(value: float, places: int) -> Decimal:
    """Return a JSON number, which is binary, with the decimals that were written."""
    exact = Decimal(repr(value))
    if abs(exact) >= LARGEST_COUNT:
        return exact
    near = round(exact, places)
    return near if abs(exact - near) < _BINARY_NOISE else exact


def _decimal_text(text: str) -> Decimal:
    text = _trimmed(text)
    if match := _DECIMAL.match(text):
        whole = match[1].replace(".", "")
    elif match := _DOTTED.match(text):
        whole = match[1]
    else:
        raise UnclearNumber("Hãy nhập số, ví dụ 18,6.")
    return Decimal(f"{whole}.{match[2] or 0}")


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _trimmed(text: str) -> str:
    return text.replace("\u00a0", " ").strip()


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
