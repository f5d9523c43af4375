"""Form fields of the household register."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.fields import TextField
from households.rules.citizen_numbers import CITIZEN_NUMBER_MESSAGE, CITIZEN_NUMBER_PATTERN


class CitizenNumberFormField(TextField):
    """A citizen number, with or without blanks or dots between the digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "numeric")
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> str:
        text = re.sub(r"[ .]", "", super().to_python(value).removeprefix("'"))
        if text and not re.match(CITIZEN_NUMBER_PATTERN, text):
            raise ValidationError(CITIZEN_NUMBER_MESSAGE, code="invalid")
        return text


# Begins the value of a cell whose pasted text was not understood.
UNREAD = "?"
UNREAD_MESSAGE = "Chưa rõ, hãy chọn."


class KeptTextSelect(forms.Select):
    """A select that keeps an unknown text as its chosen option, which is refused again.

    An empty choice in its place would be saved as a value of its own.
    """

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        known = {str(key) for key, _ in self.choices}
        for text in value:
            if text and text not in known:
                label = f"{UNREAD} {text.removeprefix(UNREAD)}"
                option = self.create_option(name, text, label, selected=True, index=0, attrs=attrs)
                groups.insert(0, (None, [option], 0))
        return groups


class KeptTextTick(forms.CheckboxInput):
    """A checkbox that keeps an unread text in a hidden input, until it is ticked or cleared."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs, check_test=lambda value: bool(value) and not _is_unread(value))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = data.get(name)
        return value if _is_unread(value) else super().value_from_datadict(data, files, name)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        if not _is_unread(value):
            return box
        return format_html('<input type="hidden" name="{}" value="{}">{}', name, value, box)


class TickField(forms.BooleanField):
    """Yes or no, as a checkbox."""

    widget = KeptTextTick

    def to_python(self, value: Any) -> bool:
        if _is_unread(value):
            text = value.removeprefix(UNREAD)
            raise ValidationError(f"“{text}”: hãy đánh dấu hoặc bỏ dấu.", code="unread")
        return bool(super().to_python(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _is_unread(data) or super().has_changed(initial, data)


def _is_unread(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(UNREAD)
