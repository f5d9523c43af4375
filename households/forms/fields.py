"""Form fields of the household register."""

import re
from typing import Any

from django.core.exceptions import ValidationError

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
        text = re.sub(r"[ .]", "", super().to_python(value))
        if text and not re.match(CITIZEN_NUMBER_PATTERN, text):
            raise ValidationError(CITIZEN_NUMBER_MESSAGE, code="invalid")
        return text
