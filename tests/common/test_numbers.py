"""Counts and rates in Vietnamese notation."""

from decimal import Decimal

import pytest

from common.numbers import UnclearNumber, format_percent, parse_count, parse_percent


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("27.771", 27771),
        ("27771", 27771),
        (" 897 ", 897),
        ("1 402", 1402),
        ("0", 0),
        (693, 693),
        ("1.000.000", 1_000_000),
    ],
)
def test_a_count_is_read_in_every_usual_way(written, read):
    assert parse_count(written) == read


@pytest.mark.parametrize(
    "written",
    ["27,771", "1.5", "1.50", "-3", "1e3", "", "mười", "٣", "1.0000", -1, 10**9, True, 2.0, None],
)
def test_a_count_that_could_be_something_else_is_refused(written):
    with pytest.raises(UnclearNumber):
        parse_count(written)


@pytest.mark.parametrize(
    ("written", "fraction"),
    [("2,33", "0.0233"), ("2,33 %", "0.0233"), ("0,9", "0.009"), ("5", "0.05"), ("100", "1")],
)
def test_a_rate_is_typed_in_per_cent_and_kept_as_a_fraction(written, fraction):
    assert parse_percent(written) == Decimal(fraction)


@pytest.mark.parametrize("written", ["2.33", "-1", "100,01", "2,33333", "", "%", "hai"])
def test_a_rate_that_could_be_something_else_is_refused(written):
    with pytest.raises(UnclearNumber):
        parse_percent(written)


@pytest.mark.parametrize("fraction", ["0.023300", "0.009", "0.05", "0.012345", "1", "0"])
def test_what_is_shown_is_read_back_the_same(fraction):
    assert parse_percent(format_percent(Decimal(fraction))) == Decimal(fraction)
