"""How the fields of request bodies are described in the API's schema: exactly what they accept."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension, OpenApiSerializerFieldExtension
from rest_framework.serializers import ListField, ListSerializer

from common.dates import EARLIEST_YEAR, LATEST_YEAR
from common.money import LARGEST_VND
from common.numbers import LARGEST_COUNT

_GROUPED = r"[1-9][0-9]{0,2}(\.[0-9]{3}){1,2}"


class InputSchema(OpenApiSerializerExtension):
    """A request body has no other keys than those described."""

    target_class = "common.serializers.Input"
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_serializer(
            self.target, direction, bypass_extensions=True
        )
        if direction == "response":
            return schema
        for name, field in self.target.fields.items():
            if isinstance(field, ListSerializer | ListField):
                schema["properties"][name] |= _length(field)
        return {**schema, "additionalProperties": False}


def _length(field: Any) -> dict[str, int]:
    """Return the length of a list, which drf-spectacular leaves out in part."""
    least = field.min_length or (0 if field.allow_empty else 1)
    limits = {"minItems": least, "maxItems": field.max_length}
    return {key: limit for key, limit in limits.items() if limit}


class WholeNumberSchema(OpenApiSerializerFieldExtension):
    """A JSON number, or the digits as text; "1.000" too where the field has no narrower range."""

    target_class = "common.serializers.WholeNumberSerializerField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        low = self.target.min_value or 0
        high = min(LARGEST_COUNT - 1, self.target.max_value or LARGEST_COUNT)
        number = {"type": "integer", "minimum": low, "maximum": high}
        if direction == "response":
            return number
        pattern = digits_between(low, high)
        if self.target.is_grouped and low <= 1 and high == LARGEST_COUNT - 1:
            pattern = f"({pattern}|{_GROUPED})"
        return {"oneOf": [number, {"type": "string", "pattern": f"^{pattern}$"}]}


class DecimalNumberSchema(OpenApiSerializerFieldExtension):
    """A JSON number of a few decimals, or text with a comma."""

    target_class = "common.serializers.DecimalNumberSerializerField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        field = self.target
        places = field.decimal_places
        number: dict[str, Any] = {"type": "number", "multipleOf": float(f"1e-{places}")}
        whole = (field.max_digits or 15) - places
        most = 10**whole - 1 if field.max_value is None else field.max_value
        number |= {"minimum": float(field.min_value or 0), "maximum": float(most)}
        if direction == "response":
            return number
        # As text only values that are in any range: the exact one is that of the number.
        low = 1 if field.min_value else 0
        text = f"{digits_between(low, int(most) - 1)}(,[0-9]{{1,{places}}})?"
        return {"oneOf": [number, {"type": "string", "pattern": f"^{text}$"}]}


class VndSchema(OpenApiSerializerFieldExtension):
    """Whole đồng: a JSON number, or text as in a form."""

    target_class = "common.fields.VndSerializerField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        number = {"type": "integer", "format": "int64", "minimum": 0, "maximum": LARGEST_VND - 1}
        if direction == "response":
            return number
        text = r"^([0-9]{1,12}|[1-9][0-9]{0,2}(\.[0-9]{3}){1,3})$"
        return {"oneOf": [number, {"type": "string", "pattern": text}]}


class DaySchema(OpenApiSerializerFieldExtension):
    """An ISO day of a possible year; day/month/year is accepted too."""

    target_class = "common.date_fields.DaySerializerField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        day = {"type": "string", "format": "date"}
        if direction == "response":
            return day
        years = digits_between(EARLIEST_YEAR, LATEST_YEAR)
        return {**day, "pattern": f"^{years}-[0-9]{{2}}-[0-9]{{2}}$"}


class TextSchema(OpenApiSerializerFieldExtension):
    """Text in NFC: format "line" without, "text" with line breaks; no control characters."""

    target_class = "common.fields.TextSerializerField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        field = self.target
        named = getattr(field, "schema_format", "text" if field.multiline else "line")
        if direction == "response":
            return {"type": "string"}
        limits = {"maxLength": field.max_length, "minLength": 0 if field.allow_blank else 1}
        described = {key: limit for key, limit in limits.items() if limit}
        return {"type": "string", "format": named, **described}


def digits_between(low: int, high: int) -> str:
    """Return a pattern for the digits of the whole numbers from `low` to `high`."""
    if low <= 1 and high == 10 ** len(str(high)) - 1:
        digits = f"[1-9][0-9]{{0,{len(str(high)) - 1}}}"
        return digits if low else f"(0|{digits})"
    parts = []
    for length in range(len(str(low)), len(str(high)) + 1):
        first = max(low, 10 ** (length - 1) if length > 1 else 0)
        last = min(high, 10**length - 1)
        parts.append(_of_one_length(str(first), str(last)))
    return f"({'|'.join(parts)})"


def _of_one_length(low: str, high: str) -> str:
    rest = len(low) - 1
    if rest < 0:
        return ""
    if low[0] == high[0]:
        return low[0] + _of_one_length(low[1:], high[1:])
    parts, first, last = [], int(low[0]), int(high[0])
    if low[1:] != "0" * rest:
        parts.append(low[0] + _of_one_length(low[1:], "9" * rest))
        first += 1
    if high[1:] != "9" * rest:
        parts.append(high[0] + _of_one_length("0" * rest, high[1:]))
        last -= 1
    if first <= last:
        parts.append(f"[{first}-{last}]" + (f"[0-9]{{{rest}}}" if rest else ""))
    return f"({'|'.join(parts)})"
