"""Fields for values that the standard fields parse wrongly for Vietnam."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from rest_framework import serializers

from common.dates import PartialDate, UnclearDate, parse_partial_date
from common.keys import is_key
from common.money import UnclearAmount, parse_vnd
from common.numbers import LARGE_EXAMPLE, UnclearNumber, parse_count, parse_decimal
from common.text import UnsafeText, normalise, normalise_name


class TextField(forms.CharField):
    """Text in normal form without control characters."""

    def __init__(self, *, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        if multiline:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        try:
            return normalise(super().to_python(value) or "", multiline=self.multiline)
        except UnsafeText as error:
            raise ValidationError(str(error), code="unsafe") from error


class NameField(TextField):
    """The name of a person or a place: Latin letters only."""

    def to_python(self, value: Any) -> str:
        try:
            return normalise_name(super().to_python(value))
        except UnsafeText as error:
            raise ValidationError(str(error), code="unsafe") from error


class TextSerializerField(serializers.CharField):
    """The same for the API."""

    def __init__(self, *, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        try:
            text = normalise(super().to_internal_value(data), multiline=self.multiline)
        except UnsafeText as error:
            raise serializers.ValidationError(str(error)) from error
        if not text and not self.allow_blank:
            self.fail("blank")
        return text


class KeyChoiceField(forms.ModelChoiceField):
    """A row by its key in plain digits; "1_0" and numbers that no database holds are no choices."""

    default_error_messages: ClassVar = {"required": "Hãy chọn một mục trong danh sách."}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value and not is_key(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class NameSerializerField(TextSerializerField):
    """The same for the API."""

    def to_internal_value(self, data: Any) -> str:
        try:
            return normalise_name(super().to_internal_value(data))
        except UnsafeText as error:
            raise serializers.ValidationError(str(error)) from error


class VndFormField(forms.Field):
    """An amount in đồng; "500.000" is five hundred thousand."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            return parse_vnd(value)
        except UnclearAmount as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class VndField(models.BigIntegerField):
    """Whole đồng."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": VndFormField, **kwargs})


class VndSerializerField(serializers.Field):
    """An amount in đồng for the API: a whole JSON number, or text as in a form."""

    def to_internal_value(self, data: Any) -> int:
        try:
            return parse_vnd(data)
        except UnclearAmount as error:
            raise serializers.ValidationError(str(error)) from error

    def to_representation(self, value: int) -> int:
        return value


class PartialDateFormField(TextField):
    """A date of birth: 5/6/1980, 05061980 or only 1980."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "numeric")
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> PartialDate | None:
        if isinstance(value, PartialDate):
            return value
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_partial_date(text)
        except UnclearDate as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return f"{value.date:%d/%m/%Y}" if value.is_exact else f"{value.date:%Y}"
        return value


class PartialDateSerializerField(TextSerializerField):
    """The same for the API: "1980-06-05", "05/06/1980" or "1980"."""

    schema_format = "partial-date"

    def to_internal_value(self, data: Any) -> Any:
        try:
            return parse_partial_date(super().to_internal_value(data))
        except UnclearDate as error:
            raise serializers.ValidationError(str(error)) from error

    def to_representation(self, value: Any) -> str:
        return value.date.isoformat() if value.is_exact else f"{value.date:%Y}"


class WholeNumberField(forms.IntegerField):
    """A whole number; "1.000" is one thousand, and nothing ambiguous is read."""

    widget: Any = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    is_grouped = True

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        try:
            return parse_count(text, is_grouped=self.is_grouped)
        except UnclearNumber as error:
            raise ValidationError(self._sentence(error), code="invalid") from error

    def _sentence(self, error: UnclearNumber) -> str:
        """Return what is wrong; the example is a number that the field takes."""
        is_small = isinstance(self.max_value, int) and self.max_value < LARGE_EXAMPLE
        return "Hãy nhập số nguyên, ví dụ 5." if is_small else str(error)


class PointsField(WholeNumberField):
    """Points in plain digits, because "1.350" may mean 1350 or 135,0."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4})
    is_grouped = False


class DecimalNumberField(forms.Field):
    """A number of up to `places` decimals: "18,6" and "18.6" are the same."""

    widget: Any = forms.TextInput

    def __init__(self, *, places: int, largest: int, **kwargs: Any) -> None:
        self.places, self.largest = places, largest
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        try:
            number = parse_decimal(text, places=self.places)
        except UnclearNumber as error:
            raise ValidationError(str(error), code="invalid") from error
        if number > self.largest:
            raise ValidationError(f"Số này không quá {self.largest}.", code="max_value")
        return number

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class AreaField(DecimalNumberField):
    """An area in m² with at most one decimal: 45 or 45,5."""

    widget = forms.TextInput(attrs={"maxlength": 7})

    def __init__(self, *, largest: int, **kwargs: Any) -> None:
        super().__init__(places=1, largest=largest, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        area = super().to_python(value)
        if area == 0:
            raise ValidationError("Diện tích phải trên 0.", code="min_value")
        return area
