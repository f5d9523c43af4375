"""Forms of exit registrations."""

import re
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from common.date_fields import DayField
from common.fields import TextField, WholeNumberField

MOST_TICKED = 500


class TickedForm(forms.Form):
    """The households selected in the list, by key."""

    def __init__(self, values: Sequence[str]) -> None:
        super().__init__({})
        self.values = list(values)
        self.keys: list[int] = []

    def clean(self) -> None:
        if not 1 <= len(self.values) <= MOST_TICKED:
            raise ValidationError(f"Hãy chọn từ 1 đến {MOST_TICKED} hộ để đăng ký.")
        for value in self.values:
            if not re.fullmatch(r"[0-9]{1,15}", value):
                raise ValidationError("Danh sách hộ đã chọn không hợp lệ. Hãy chọn lại.")
        self.keys = sorted({int(value) for value in self.values})


class RegisterExitsForm(forms.Form):
    """The day of the registration, and why the households are expected to exit."""

    registered_on = DayField(
        label="Ngày đăng ký", help_text="Ngày xã lập danh sách hoặc hộ đăng ký."
    )
    reason = TextField(
        label="Căn cứ dự kiến thoát nghèo",
        max_length=300,
        required=False,
        multiline=True,
        help_text="Ghi chung cho các hộ đã chọn; để trống thì giữ điều đã ghi của từng hộ.",
    )


class CandidateForm(forms.Form):
    """The commune's notes on one household."""

    version = WholeNumberField(widget=forms.HiddenInput)
    has_plan = forms.BooleanField(label="Đã có kế hoạch thoát nghèo của hộ", required=False)
    support = TextField(
        label="Hỗ trợ đang được hưởng",
        max_length=300,
        required=False,
        help_text="Ví dụ: vay 50 triệu đồng hộ nghèo, 2 con bò sinh sản.",
    )
    reason = TextField(
        label="Căn cứ dự kiến thoát nghèo",
        max_length=300,
        required=False,
        multiline=True,
        help_text="Thu nhập, tài sản, lao động nào sẽ đưa hộ vượt chuẩn.",
    )


class WithdrawRegistrationForm(forms.Form):
    """The reason for withdrawing a registration."""

    version = WholeNumberField(widget=forms.HiddenInput)
    reason = TextField(
        label="Lý do rút tên",
        max_length=300,
        multiline=True,
        help_text="Lý do được giữ cùng tên hộ và người rút.",
    )
