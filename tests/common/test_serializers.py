"""Rates by API."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from common.formats import rate
from common.serializers import RateField

HUNDREDTH = Decimal("0.01")


def in_per_cent(value: float) -> str:
    """Round a number of the API to per cent as a client would."""
    exact = Decimal(repr(value)) * 100
    return f"{exact.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)} %".replace(".", ",")


def test_a_rate_that_six_decimals_would_round_up():
    value = RateField().to_representation(Fraction(629, 27_771))

    assert value == 0.0226495265
    assert in_per_cent(value) == rate(Fraction(629, 27_771)) == "2,26 %"


@pytest.mark.parametrize("households", [27_771, 27_810, 11_840, 2_564])
def test_every_rate_by_api_gives_the_per_cent_of_the_page(households):
    field = RateField()

    differ = [
        poor
        for poor in range(households)
        if in_per_cent(field.to_representation(Fraction(poor, households)))
        != rate(Fraction(poor, households))
    ]

    assert differ == []
