"""Web input of form A: a page of households, yes or no for each."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from common.date_fields import DayField
from common.fields import KeyChoiceField, TextField
from households.models import Round
from households.services.quick_checks import QuickAnswer

MOST = 100
_MEANING = {"yes": True, "no": False, "": None}
_NAME = re.compile(r"\Ahousehold-([0-9]{1,15})\Z")


class FormAForm(forms.Form):
    """The day of the visit and the result of each household: `household-KEY` is yes, no or empty."""

    round = KeyChoiceField(Round.objects.all(), widget=forms.HiddenInput)
    checked_on = DayField(
        label="Ngày nhận dạng",
        help_text="Ghi cho các hộ vừa đánh dấu. Nhập ngày/tháng/năm, ví dụ 15/11/2021.",
    )
    checked_by = TextField(
        label="Người nhận dạng", max_length=100, help_text="Rà soát viên, trưởng thôn."
    )

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        sent["answers"] = [
            QuickAnswer(
                household_id=int(match[1]),
                needs_form_b=_MEANING.get(str(value)),
                version=self._version(match[1]),
            )
            for name, value in self.data.items()
            if (match := _NAME.match(name))
        ]
        if len(sent["answers"]) > MOST:
            raise ValidationError(f"Mỗi lần ghi nhiều nhất {MOST} hộ.")
        return sent

    def _version(self, key: str) -> int:
        text = str(self.data.get(f"version-{key}", ""))
        return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0

    @property
    def facts(self) -> dict[str, Any]:
        """The arguments for `record_quick_checks`."""
        sent = dict(self.cleaned_data)
        return {"round_": sent.pop("round"), **sent}
