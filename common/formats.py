"""Format numbers, money and dates for Vietnamese readers; used by pages, documents and workbooks.

Templates get the same functions as filters from `common.templatetags.ui`.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Number = int | float | Decimal | Fraction
DASH = "–"


def _decimal(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value))


def _rounded(value: Number, places: int) -> str:
    """Round half-up, with decimal comma and dots between thousands; no sign for zero."""
    step = Decimal(1).scaleb(-places)
    text = f"{_decimal(value).quantize(step, rounding=ROUND_HALF_UP) + 0:,f}"
    return text.translate(str.maketrans(",.", ".,"))


def decimals(value: Number, places: int) -> str:
    """Format a number with a fixed number of decimals."""
    return _rounded(value, places)


def count(value: Number | None) -> str:
    """27771 → 27.771."""
    return DASH if value is None else _rounded(value, 0)


def one_decimal(value: Number | None) -> str:
    """Format with one decimal: 2.04 → 2,0."""
    return DASH if value is None else _rounded(value, 1)


def rate(value: Number | None) -> str:
    """Format a fraction as per cent: 0.0323 → 3,23 %."""
    return DASH if value is None else f"{_rounded(_decimal(value) * 100, 2)} %"


def percent(value: Number | None) -> str:
    """Format a fraction as whole per cent: 0.534 → 53 %."""
    return DASH if value is None else f"{_rounded(_decimal(value) * 100, 0)} %"


def points(value: Number | None) -> str:
    """Format a fraction as percentage points: 0.009 → 0,90."""
    return DASH if value is None else _rounded(_decimal(value) * 100, 2)


def signed_points(value: Number | None) -> str:
    """Format a change in percentage points with its sign: -0.009 → −0,90; no sign for zero."""
    if value is None:
        return DASH
    text = _rounded(abs(_decimal(value)) * 100, 2)
    if not text.strip("0,"):
        return text
    return ("−" if value < 0 else "+") + text


def money(value: int | None) -> str:
    """500000 → 500.000 đ."""
    return DASH if value is None else f"{_rounded(value, 0)} đ"


def area(value: Number | None) -> str:
    """Format square metres: 45.5 → 45,5 m²."""
    return DASH if value is None else f"{_rounded(value, 1)} m²"


def vn_date(value: dt.date | None) -> str:
    """15/11/2021, or a dash."""
    return DASH if value is None else f"{value:%d/%m/%Y}"
