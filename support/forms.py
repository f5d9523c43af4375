"""Form of an analysis of the reasons of poverty."""

from typing import Any

from django import forms

from common.date_fields import DayField
from common.fields import TextField
from support.models import PovertyReason


class AnalysisForm(forms.Form):
    """The reasons in the order of the paper form; several can be selected."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reasons = forms.MultipleChoiceField(
        label="Nguyên nhân",
        widget=forms.CheckboxSelectMultiple,
        help_text="Chọn mọi nguyên nhân đúng với hộ.",
        error_messages={"required": "Hãy chọn ít nhất một nguyên nhân."},
    )
    analysed_on = DayField(label="Ngày phân tích", help_text="Ngày xem xét cùng hộ.")
    note = TextField(label="Ghi chú", max_length=500, required=False, multiline=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].choices = [  # type: ignore[attr-defined]
            (reason.key, f"{reason.number}. {reason.name}")
            for reason in PovertyReason.objects.all()
        ]

    @property
    def asked(self) -> dict[str, Any]:
        """Return the arguments of `record_analysis`."""
        said = dict(self.cleaned_data)
        return {"reason_keys": said.pop("reasons"), **said}
