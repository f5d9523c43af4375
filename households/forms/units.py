"""Web input of a change of units."""

from typing import Any

from django import forms

from common.fields import TextField


class UnitChangeForm(forms.Form):
    """Carry a change of units out, or take it back: why, and that it is meant."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = TextField(label="Lý do", max_length=300, help_text="Ghi số văn bản nếu có.")
    is_confirmed = forms.BooleanField(
        label="Tôi đã xem bảng và hiểu việc này đổi xã của mọi hộ trong bảng",
        error_messages={"required": "Hãy đánh dấu để xác nhận."},
    )

    @property
    def asked(self) -> dict[str, Any]:
        """What a service is told."""
        return {name: self.cleaned_data[name] for name in ("version", "reason")}
