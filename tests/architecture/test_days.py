"""Every day that is entered is in the years 1900 to 2100, in forms, API and database."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from rest_framework import serializers

from common.checks import own_apps
from common.date_fields import DayField, DaySerializerField
from procedure.models import Holiday
from tests.access.test_numbers_typed import form_fields
from tests.access.test_request_bodies import all_fields

# Written by the product, never entered.
BY_THE_CLOCK = {"apitoken.last_used_on"}
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
OUTSIDE = ["1899-12-31", "2101-01-01", "0001-01-01", "9999-12-31", "31/12/1899", "01/01/2101"]


def day_columns():
    for model in apps.get_models():
        if model._meta.app_label not in own_apps() or hasattr(model, "history_object"):
            continue
        for column in model._meta.local_fields:
            if type(column) is models.DateField:
                yield model, column.name


def is_checked(model, column):
    return any(
        (f"{column}__range", (FIRST, LAST)) in constraint.condition.children
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )


def test_the_database_checks_every_day_that_is_entered():
    unchecked = {
        f"{model._meta.model_name}.{column}"
        for model, column in day_columns()
        if not is_checked(model, column)
    }

    assert unchecked == BY_THE_CLOCK


@pytest.mark.django_db
@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(1899, 12, 31), dt.date(2101, 1, 1)])
def test_the_database_refuses_an_impossible_day(day):
    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.create(day=day, name="Tết")


@pytest.mark.django_db
@pytest.mark.parametrize("day", [FIRST, LAST])
def test_the_database_takes_the_first_and_the_last_day(day):
    assert Holiday.objects.create(day=day, name="Tết").pk


@pytest.mark.parametrize("text", OUTSIDE)
def test_every_form_and_request_refuses_an_impossible_day(text):
    pages = [field for _path, field in form_fields() if isinstance(field, DayField)]
    api = [field for _path, field in all_fields() if isinstance(field, DaySerializerField)]

    assert (len(pages) > 20, len(api) > 20) == (True, True)
    for field in pages:
        with pytest.raises(ValidationError, match="1900 đến 2100"):
            field.to_python(text)
    for field in api:
        with pytest.raises(serializers.ValidationError, match="1900 đến 2100"):
            field.to_internal_value(text)


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_holiday_in_an_impossible_year_is_refused(api_as, labour_office, log_in, day):
    holiday = {"day": day, "name": "Tết"}

    answer = api_as(labour_office).post("/api/v1/holidays/", holiday, format="json")
    log_in(labour_office).post("/quy-trinh/ngay-nghi/", holiday)

    assert answer.status_code == 400
    assert not Holiday.objects.exists()
