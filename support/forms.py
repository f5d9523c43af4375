"""Form of an analysis: the reasons of poverty, and the support needed."""

from collections.abc import Sequence
from typing import Any

from django import forms

from common.date_fields import DayField
from common.fields import TextField, WholeNumberField
from support.models import PovertyReason
from support.queries.needs import NeedRow
from support.services.needs import wanted_need


class AnalysisForm(forms.Form):
    """The reasons in the order of the paper form; several can be selected."""

    version = WholeNumberField(widget=forms.HiddenInput)
    reasons = forms.MultipleChoiceField(
        label="Nguyên nhân",
        widget=forms.CheckboxSelectMultiple,
        help_text="Chọn mọi nguyên nhân đúng với hộ.",
        error_messages={"required": "Hãy chọn ít nhất một nguyên nhân."},
    )
    needs = forms.MultipleChoiceField(
        label="Nhu cầu hỗ trợ", widget=forms.CheckboxSelectMultiple, required=False
    )
    analysed_on = DayField(label="Ngày phân tích", help_text="Ngày xem xét cùng hộ.")
    note = TextField(label="Ghi chú", max_length=500, required=False, multiline=True)

    def __init__(self, *args: Any, rows: Sequence[NeedRow] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need_rows = rows
        self.fields["needs"].choices = [  # type: ignore[attr-defined]
            (box.value, box.label) for row in rows for box in row.boxes
        ]
        self.fields["reasons"].choices = [  # type: ignore[attr-defined]
            (reason.key, f"{reason.number}. {reason.name}")
            for reason in PovertyReason.objects.all()
        ]

    @property
    def asked(self) -> dict[str, Any]:
        """Return the arguments of `record_analysis`."""
        said = dict(self.cleaned_data)
        needs = [wanted_need(value) for value in said.pop("needs")]
        return {"reason_keys": said.pop("reasons"), "needs": needs, **said}

    @property
    def needs_chosen(self) -> set[str]:
        """The values of the boxes to show ticked."""
        return set(self["needs"].value() or ())
