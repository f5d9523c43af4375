"""Fields for values that the standard fields parse wrongly for Vietnam."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.dates import PartialDate, UnclearDate, parse_partial_date
from common.money import UnclearAmount, parse_vnd
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
        try:
            text = normalise(super().to_internal_value(data), multiline=self.multiline)
        except UnsafeText as error:
            raise serializers.ValidationError(str(error)) from error
        if not text and not self.allow_blank:
            self.fail("blank")
        return text


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


@extend_schema_field(OpenApiTypes.INT64)
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

    def to_internal_value(self, data: Any) -> Any:
        try:
            return parse_partial_date(super().to_internal_value(data))
        except UnclearDate as error:
            raise serializers.ValidationError(str(error)) from error

    def to_representation(self, value: Any) -> str:
        return value.date.isoformat() if value.is_exact else f"{value.date:%Y}"


class PointsField(forms.IntegerField):
    """Points in plain digits, because "1.350" is ambiguous."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4})

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if text and not re.fullmatch(r"[0-9]{1,6}", text):
            raise ValidationError("Hãy nhập số nguyên, như 135.", code="invalid")
        return int(text) if text else None


class AreaField(forms.Field):
    """An area in m² with at most one decimal, after a comma or a dot: 45 or 45,5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 7})

    def __init__(self, *, largest: int, **kwargs: Any) -> None:
        self.largest = largest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,5}([.,][0-9])?", text):
            raise ValidationError("Hãy nhập số m², như 45 hoặc 45,5.", code="invalid")
        area = Decimal(text.replace(",", "."))
        if not 0 < area <= self.largest:
            raise ValidationError(f"Diện tích phải trên 0 và không quá {self.largest} m².")
        return area

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value:.1f}".removesuffix(".0").replace(".", ",")
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True
