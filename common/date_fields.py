"""Fields for a day: forms, filters and the API parse it with `common.dates.parse_date`.

The standard fields also accept seven digits ("1112021") and ISO dates without hyphens, which are
ambiguous.
"""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django_filters import DateFilter
from rest_framework import serializers

from common.dates import UnclearDate, parse_date


class DayField(forms.DateField):
    """A day: 5/6/1980, 05-06-1980, 05061980 or 1980-06-05."""

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values or isinstance(value, dt.date):
            return super().to_python(value)
        try:
            return parse_date(str(value))
        except UnclearDate as error:
            raise ValidationError(str(error), code="invalid") from error


class DayFilter(DateFilter):
    """A day to filter by."""

    field_class = DayField


class DaySerializerField(serializers.DateField):
    """The same for the API."""

    def to_internal_value(self, value: Any) -> dt.date:
        if not isinstance(value, str):
            self.fail("invalid", format="05/06/1980, 1980-06-05")
        try:
            return parse_date(value)
        except UnclearDate as error:
            raise serializers.ValidationError(str(error), code="invalid") from error
