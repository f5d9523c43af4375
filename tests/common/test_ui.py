"""Numbers and dates in Vietnamese format."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template

from common import formats


@pytest.mark.parametrize(
    ("filtered", "shown"),
    [
        (formats.count(27_771), "27.771"),
        (formats.count(None), "–"),
        (formats.count(-0.3), "0"),
        (formats.one_decimal(2.04), "2,0"),
        (formats.one_decimal(None), "–"),
        (formats.rate(Fraction(897, 27_771)), "3,23 %"),
        (formats.rate(0.0), "0,00 %"),
        (formats.rate(Decimal("0.02325")), "2,33 %"),
        (formats.points(0.009), "0,90"),
        (formats.signed_points(-0.009), "−0,90"),
        (formats.signed_points(0.009), "+0,90"),
        (formats.signed_points(0), "0,00"),
        (formats.signed_points(-0.00001), "0,00"),
        (formats.signed_points(None), "–"),
        (formats.money(1_250_000), "1.250.000 đ"),
        (formats.vn_date(dt.date(2021, 6, 4)), "04/06/2021"),
        (formats.vn_date(None), "–"),
    ],
)
def test_how_values_are_written(filtered, shown):
    assert filtered == shown


def test_django_writes_dates_day_first_and_groups_thousands():
    page = Template("{{ day }} {{ number }}").render(
        Context({"day": dt.date(2021, 6, 4), "number": 27_771})
    )

    assert page == "04/06/2021 27.771"
