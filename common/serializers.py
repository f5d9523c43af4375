"""Serializer fields and inputs shared by the API of every app."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.dates import EARLIEST_YEAR, LATEST_YEAR
from common.keys import LARGEST_KEY, is_key


class PointsSerializerField(serializers.IntegerField):
    """Points: a whole number or plain digits, because "1.350" is ambiguous."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not re.fullmatch(r"[0-9]{1,6}", str(data)):
            self.fail("invalid")
        return super().to_internal_value(data)


class AnswerField(serializers.BooleanField):
    """JSON true and false only; "yes" or 1 would have to be guessed."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class KeySerializerField(serializers.IntegerField):
    """The key of a row: a JSON number or plain digits that a database can hold."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LARGEST_KEY, **kwargs})

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool | float) or (isinstance(data, str) and not is_key(data)):
            self.fail("invalid")
        return super().to_internal_value(data)


class RowField(serializers.PrimaryKeyRelatedField):
    """A row by its key; one outside of the queryset is reported as not found."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(pk_field=KeySerializerField(), **kwargs)


class MomentSerializerField(serializers.DateTimeField):
    """A moment of the years in use: near the ends of the calendar its time zone cannot be changed."""

    default_error_messages = {"range": f"Năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}."}

    def enforce_timezone(self, value: dt.datetime) -> dt.datetime:
        if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            self.fail("range")
        return super().enforce_timezone(value)


class VersionInput(serializers.Serializer):
    """`version` as it was read; a concurrent edit is answered with 409."""

    version = serializers.IntegerField(min_value=1)


_SIX = Decimal("0.000001")


def six_decimals(value: Fraction | Decimal | None) -> float | None:
    """Round half-up to the six decimals of fractions in the API."""
    if value is None:
        return None
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(decimal.quantize(_SIX, rounding=ROUND_HALF_UP))


@extend_schema_field(OpenApiTypes.DOUBLE)
class RateField(serializers.Field):
    """A fraction, read-only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Fraction | Decimal) -> float | None:
        return six_decimals(value)


@extend_schema_field(OpenApiTypes.DOUBLE)
class GoalNumberField(serializers.Field):
    """The number of a goal: whole households, or a fraction for rates and points."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Fraction | Decimal) -> int | float | None:
        exact = Fraction(value)
        return int(exact) if exact.denominator == 1 else six_decimals(exact)
