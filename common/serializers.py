"""Serializer fields and inputs shared by the API of every app."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class PointsSerializerField(serializers.IntegerField):
    """Points: a whole number, or plain digits; "1.350" could be read in two ways."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not re.fullmatch(r"[0-9]{1,6}", str(data)):
            self.fail("invalid")
        return super().to_internal_value(data)


class AnswerField(serializers.BooleanField):
    """JSON's own true and false; "yes" or 1 would be somebody's guess."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class VersionInput(serializers.Serializer):
    """`version` as it was read: a lost race is answered with 409."""

    version = serializers.IntegerField(min_value=1)


_SIX = Decimal("0.000001")


def six_decimals(value: Fraction | Decimal | None) -> float | None:
    """Round half-up to the six decimals a fraction is given with."""
    if value is None:
        return None
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(decimal.quantize(_SIX, rounding=ROUND_HALF_UP))


@extend_schema_field(OpenApiTypes.DOUBLE)
class RateField(serializers.Field):
    """A fraction, for reading only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Fraction | Decimal) -> float | None:
        return six_decimals(value)


@extend_schema_field(OpenApiTypes.DOUBLE)
class GoalNumberField(serializers.Field):
    """A goal's number: whole households, or a fraction for rates and points."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Fraction | Decimal) -> int | float | None:
        exact = Fraction(value)
        return int(exact) if exact.denominator == 1 else six_decimals(exact)
