"""Form and API fields for values that the standard fields parse wrongly."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from rest_framework import serializers

from common.dates import PartialDate
from common.fields import (
    PartialDateFormField,
    PartialDateSerializerField,
    TextField,
    TextSerializerField,
    VndFormField,
    VndSerializerField,
    WholeNumberField,
)
from common.serializers import MomentSerializerField


def test_an_amount_is_read_alike_in_forms_and_api():
    assert VndFormField().clean("1.250.000") == 1_250_000
    assert VndSerializerField().run_validation("1.250.000") == 1_250_000
    assert VndSerializerField().run_validation(1_250_000) == 1_250_000


@pytest.mark.parametrize("typed", ["1.25", "1,000", "-5"])
def test_an_unclear_amount_is_refused_in_forms_and_api(typed):
    with pytest.raises(ValidationError):
        VndFormField().clean(typed)
    with pytest.raises(serializers.ValidationError):
        VndSerializerField().run_validation(typed)


def test_an_amount_is_shown_as_it_is_typed():
    assert VndFormField().prepare_value(1_250_000) == "1.250.000"


def test_a_birth_date_may_be_a_lone_year():
    year = PartialDate(dt.date(1952, 1, 1), is_exact=False)

    assert PartialDateFormField().clean("1952") == year
    assert PartialDateFormField().prepare_value(year) == "1952"
    assert PartialDateSerializerField().run_validation("1952") == year
    assert PartialDateSerializerField().to_representation(year) == "1952"


def test_a_full_birth_date_is_shown_day_first_and_sent_as_iso():
    day = PartialDate(dt.date(1980, 6, 5), is_exact=True)

    assert PartialDateFormField().prepare_value(day) == "05/06/1980"
    assert PartialDateSerializerField().to_representation(day) == "1980-06-05"


@pytest.mark.parametrize("typed", ["a\x00b", "a\u202eb"])
def test_unsafe_text_is_refused_in_forms_and_api(typed):
    with pytest.raises(ValidationError):
        TextField().clean(typed)
    with pytest.raises(serializers.ValidationError):
        TextSerializerField().run_validation(typed)


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", None])
def test_blank_is_missing_in_forms_and_api(typed):
    with pytest.raises(ValidationError):
        TextField().clean(typed)
    with pytest.raises(serializers.ValidationError):
        TextSerializerField().run_validation(typed)


@pytest.mark.parametrize(
    "sent", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00", "1899-12-31T10:00", "2101-01-01"]
)
def test_a_moment_at_the_edge_of_the_calendar_is_refused(sent):
    with pytest.raises(serializers.ValidationError):
        MomentSerializerField().run_validation(sent)


@pytest.mark.parametrize(
    ("most", "example"), [(20, "ví dụ 5."), (5000, "ví dụ 5."), (100_000, "ví dụ 27.771.")]
)
def test_the_example_of_a_number_is_one_that_fits(most, example):
    field = WholeNumberField(max_value=most)

    with pytest.raises(ValidationError, match=example):
        field.clean("x")
