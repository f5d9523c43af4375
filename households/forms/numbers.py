"""Numbers as they stand on the paper form."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class PointsField(forms.IntegerField):
    """Points as written on paper: plain digits, since "1.350" could be read in two ways."""

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
