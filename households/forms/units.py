"""Form of a change of units."""

from typing import Any

from django import forms

from common.fields import TextField, WholeNumberField


class UnitChangeForm(forms.Form):
    """Apply a change of units or undo it: the reason and a confirmation."""

    version = WholeNumberField(widget=forms.HiddenInput, min_value=1)
    reason = TextField(label="Lý do", max_length=300, help_text="Ghi số văn bản nếu có.")
    is_confirmed = forms.BooleanField(
        label="Tôi đã xem bảng và hiểu việc này đổi xã của mọi hộ trong bảng",
        error_messages={"required": "Hãy đánh dấu để xác nhận."},
    )

    @property
    def asked(self) -> dict[str, Any]:
        """The version and the reason, as arguments of the service."""
        return {name: self.cleaned_data[name] for name in ("version", "reason")}
