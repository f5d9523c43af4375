"""Dates day first, and dates of which only the year is known."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError
from rest_framework import serializers

from common.date_fields import DayField, DaySerializerField
from common.dates import PartialDate, UnclearDate, age_on, parse_date, parse_partial_date


@pytest.mark.parametrize(
    "typed", ["5/6/1980", "05/06/1980", "05-06-1980", "5.6.1980", "05061980", "1980-06-05"]
)
def test_the_fifth_of_june_however_written(typed):
    assert parse_date(typed) == dt.date(1980, 6, 5)


@pytest.mark.parametrize(
    "typed", ["31/02/2021", "1/13/2020", "5/6/80", "1899-12-31", "", "hôm nay", "٠٥/٠٦/١٩٨٠"]
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(UnclearDate):
        parse_date(typed)


def test_a_lone_year_is_a_date_not_known_exactly():
    assert parse_partial_date("1952") == PartialDate(dt.date(1952, 1, 1), is_exact=False)
    assert parse_partial_date("1/1/1952") == PartialDate(dt.date(1952, 1, 1), is_exact=True)


def test_a_year_before_1900_is_refused():
    with pytest.raises(UnclearDate):
        parse_partial_date("1899")


AMBIGUOUS = ["1112021", "3112020", "112021", "20240201", "0102202", "010220245", "2024-W05-4"]


@pytest.mark.parametrize("typed", ["01/02/2024", "1.2.2024", "01022024", "2024-02-01"])
def test_forms_and_the_api_read_the_day_first(typed):
    assert DayField().clean(typed) == dt.date(2024, 2, 1)
    assert DaySerializerField().run_validation(typed) == dt.date(2024, 2, 1)


@pytest.mark.parametrize("typed", AMBIGUOUS)
def test_without_separators_exactly_eight_digits_are_a_day(typed):
    with pytest.raises(UnclearDate):
        parse_date(typed)
    with pytest.raises(ValidationError):
        DayField().clean(typed)
    with pytest.raises(serializers.ValidationError):
        DaySerializerField().run_validation(typed)


@pytest.mark.parametrize("typed", AMBIGUOUS)
def test_the_standard_fields_do_not_guess_either(typed):
    with pytest.raises(ValidationError):
        forms.DateField().clean(typed)
    with pytest.raises(serializers.ValidationError):
        serializers.DateField().run_validation(typed)


@pytest.mark.parametrize(
    ("born", "is_exact", "on", "expected"),
    [
        (dt.date(2015, 11, 15), True, dt.date(2021, 11, 15), 6),
        (dt.date(2015, 11, 16), True, dt.date(2021, 11, 15), 5),
        (dt.date(2015, 1, 1), False, dt.date(2021, 1, 1), 6),
        (dt.date(2015, 1, 1), False, dt.date(2021, 11, 15), 6),
        (dt.date(2015, 1, 1), False, dt.date(2021, 12, 31), 6),
        (dt.date(2016, 2, 29), True, dt.date(2021, 2, 28), 4),
        (dt.date(2016, 2, 29), True, dt.date(2021, 3, 1), 5),
        (dt.date(2021, 1, 1), False, dt.date(2021, 11, 15), 0),
        (dt.date(2021, 12, 1), True, dt.date(2021, 11, 15), 0),
    ],
)
def test_an_age_is_in_full_years_or_the_difference_of_the_years(born, is_exact, on, expected):
    assert age_on(on, PartialDate(born, is_exact)) == expected
