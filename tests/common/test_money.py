"""Amounts in đồng: a dot groups thousands, a comma is the decimal mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.money import LARGEST_VND, UnclearAmount, parse_vnd


@pytest.mark.parametrize(
    "typed",
    [
        *("500.000", "500000", " 500.000 đ ", "500.000 đồng", "500 000", "500.000,00", "500.000,0"),
        *("500.000 VND", "500\u00a0000", 500_000, 500_000.0),
    ],
)
def test_five_hundred_thousand_however_written(typed):
    assert parse_vnd(typed) == 500_000


@pytest.mark.parametrize(
    "typed",
    [
        *("1.5", "1,5", "1,000", "1.00", "12.34.567", "1e6", "-1", "", "mười", "٥", "1..000"),
        *("9" * 5000, "1" + " " * 100_000 + "1"),
        *("500.000.00", True, 0.5, -1, float("nan"), float("inf"), LARGEST_VND),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(UnclearAmount):
        parse_vnd(typed)


@given(st.integers(min_value=0, max_value=LARGEST_VND - 1))
def test_what_is_shown_is_read_back(amount):
    shown = f"{amount:,}".replace(",", ".")

    assert parse_vnd(shown) == parse_vnd(str(amount)) == amount
