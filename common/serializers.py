"""Serializer fields and inputs shared by the API of every app."""

import datetime as dt
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.utils import html

from common import field_schemas  # noqa: F401  (registers the descriptions of these fields)
from common.dates import EARLIEST_YEAR, LATEST_YEAR
from common.keys import LARGEST_KEY, is_key
from common.numbers import LARGEST_COUNT, UnclearNumber, parse_count, parse_decimal
from common.sources import FigureSource


class Input(serializers.Serializer):
    """The base of every request body: JSON types as declared, and no key that is not declared.

    An ignored key would be a value lost without a word, such as a misspelt "adress".
    """

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            if unknown := [key for key in data if key not in self.fields]:
                shown = sorted(str(key)[:_LONGEST_KEY] for key in unknown)[:_MOST_KEYS]
                raise serializers.ValidationError({key: [_UNKNOWN_KEY] for key in shown})
            if wrong := self._not_texts(data):
                raise serializers.ValidationError({key: [_NOT_A_TEXT] for key in wrong})
        return super().to_internal_value(data)

    def _not_texts(self, data: Mapping[str, Any]) -> list[str]:
        texts = [name for name, field in self.fields.items() if isinstance(field, _TEXT_FIELDS)]
        return [name for name in texts if not isinstance(data.get(name) or "", str)]


# These would take a JSON number too: UUIDField 0 as 00000000-…, CharField 1980 as "1980".
_TEXT_FIELDS = (
    serializers.CharField,
    serializers.ChoiceField,
    serializers.DateField,
    serializers.DateTimeField,
    serializers.SlugRelatedField,
    serializers.UUIDField,
)
_UNKNOWN_KEY = "Không có trường này."
_NOT_A_TEXT = "Phải là chuỗi ký tự."
_LONGEST_KEY, _MOST_KEYS = 50, 20


class NoInput(Input):
    """The body of an action that needs none: absent, or an empty object."""


class WholeNumberSerializerField(serializers.IntegerField):
    """A whole number: a JSON number, or text as in a form, where "1.000" is one thousand."""

    is_grouped = True

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, float) and data.is_integer() and abs(data) < LARGEST_COUNT:
            data = int(data)
        try:
            return parse_count(data, is_grouped=self.is_grouped)
        except UnclearNumber as error:
            raise serializers.ValidationError(str(error), code="invalid") from error


class PointsSerializerField(WholeNumberSerializerField):
    """Points: a whole number or plain digits, because "1.350" may mean 1350 or 135,0."""

    is_grouped = False


class DecimalNumberSerializerField(serializers.DecimalField):
    """A number with decimals: a JSON number, or text as in a form ("18,6")."""

    def to_internal_value(self, data: Any) -> Decimal:
        try:
            return parse_decimal(data, places=self.decimal_places or 0)
        except UnclearNumber as error:
            raise serializers.ValidationError(str(error), code="invalid") from error


class AnswerField(serializers.BooleanField):
    """JSON true and false only; "yes" or 1 would have to be guessed.

    In a multipart form, which holds texts only, "true" and "false".
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # An answer missing in a form gets the field's default, not false.
        self.default_empty_html = serializers.empty

    def to_internal_value(self, data: Any) -> bool:
        if html.is_html_input(getattr(self.root, "initial_data", None)):
            data = {"true": True, "false": False}.get(data, data)
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


class VersionInput(Input):
    """`version` as it was read; a concurrent edit is answered with 409."""

    version = WholeNumberSerializerField(min_value=1)


# Ten decimals and not eight: with 27,771 households a rate can lie 2·10⁻⁹ from the half of a
# hundredth of a per cent, where a shorter number would round to another per cent than the page.
_RATE_PLACES = Decimal("1e-10")


def rate_number(value: Fraction | Decimal | None) -> float | None:
    """Return a fraction as the API gives it: rounded half-up to ten decimals."""
    if value is None:
        return None
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(decimal.quantize(_RATE_PLACES, rounding=ROUND_HALF_UP))


_FRACTION: dict[str, Any] = {
    "type": "number",
    "format": "double",
    "description": (
        "Phân số, 10 chữ số thập phân: 0.0226495265 là 2,26 %. Làm tròn thành % từ số này thì được "
        "đúng số trên trang."
    ),
}


@extend_schema_field(_FRACTION)
class RateField(serializers.Field):
    """A fraction, read-only; rounded to per cent it gives the figure of the page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Fraction | Decimal) -> float | None:
        return rate_number(value)


@extend_schema_field(OpenApiTypes.DOUBLE)
class GoalNumberField(serializers.Field):
    """The number of a goal: whole households, or a fraction for rates and points."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Fraction | Decimal) -> int | float | None:
        exact = Fraction(value)
        return int(exact) if exact.denominator == 1 else rate_number(exact)


SOURCE_KEYS = ("year", "standard", "standard_name", "as_of", "computed_at")


class SourcedOutput(serializers.Serializer):
    """The base of every answer with figures: what they are about and when they were computed.

    Give the `source` (`common.sources.FigureSource`) as context.
    """

    year = serializers.SerializerMethodField()
    standard = serializers.SerializerMethodField(help_text="Mã chuẩn nghèo.")
    standard_name = serializers.SerializerMethodField()
    as_of = serializers.SerializerMethodField(help_text="Số liệu đến hết ngày này.")
    computed_at = serializers.SerializerMethodField()

    def get_year(self, _found: Any) -> int:
        return self._source.year

    def get_standard(self, _found: Any) -> str:
        return self._source.standard

    def get_standard_name(self, _found: Any) -> str:
        return self._source.standard_name

    def get_as_of(self, _found: Any) -> dt.date:
        return self._source.as_of

    def get_computed_at(self, _found: Any) -> dt.datetime:
        return timezone.localtime(self._source.computed_at)

    @property
    def _source(self) -> FigureSource:
        source: FigureSource = self.context["source"]
        return source
