"""Forms of applications within the year."""

import datetime as dt
import uuid
from typing import Any

from django import forms

from common.date_fields import DayField
from common.fields import TextField
from common.forms import VersionForm
from procedure.choices import ApplicationKind, ApplicationState, HardshipCause, Residence
from procedure.models import Application
from procedure.rules.applications import misfit_at_receipt

ACCEPT, REFUSE = "ACCEPT", "REFUSE"


class _PaperForm(forms.Form):
    """The content of a household's application."""

    cause = forms.ChoiceField(
        label="Nguyên nhân khó khăn đột xuất",
        choices=[("", "Chọn nguyên nhân"), *HardshipCause.choices],
        required=False,
        help_text="Chỉ với đơn đề nghị bổ sung.",
    )
    residence = forms.ChoiceField(label="Điều kiện cư trú", choices=Residence.choices)
    received_on = DayField(label="Ngày nhận đơn")
    content = TextField(
        label="Nội dung đơn",
        max_length=1000,
        multiline=True,
        help_text="Hoàn cảnh và đề nghị của hộ, như ghi trong đơn.",
    )


class ReceiveForm(_PaperForm):
    """A new application; kinds that do not fit the household's class are not offered."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Loại đơn", choices=[])
    field_order = ["client_id", "kind", "cause", "residence", "received_on", "content"]

    def __init__(self, data: Any = None, *, status: str, today: dt.date) -> None:
        super().__init__(data, initial={"client_id": uuid.uuid4, "received_on": today})
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, label)
            for value, label in ApplicationKind.choices
            if not misfit_at_receipt(kind=value, status=status)
        ]
        kinds = {value for value, _label in self.fields["kind"].choices}  # type: ignore[attr-defined]
        self.fields["cause"].required = kinds == {ApplicationKind.ADD}
        if ApplicationKind.ADD not in kinds:
            del self.fields["cause"]

    @property
    def facts(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        return {"cause": "", **self.cleaned_data}


class EditForm(_PaperForm, VersionForm):
    """A correction of an application."""

    field_order = ["version", "cause", "residence", "received_on", "content"]

    def __init__(self, data: Any = None, *, application: Application) -> None:
        names = ("version", "cause", "residence", "received_on", "content")
        super().__init__(data, initial={name: getattr(application, name) for name in names})
        if application.kind == ApplicationKind.EXIT:
            del self.fields["cause"]

    @property
    def facts(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        return {"cause": "", **self.cleaned_data}


class ApplicationWithdrawForm(VersionForm):
    withdrawn_on = DayField(label="Ngày hộ rút đơn")
    reason = TextField(label="Lý do", max_length=500, multiline=True)


class ApplicationDecisionForm(VersionForm):
    """The chair's answer; `assessment_version` is the version of the form shown, 0 without one."""

    assessment_version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label="Quyết định",
        choices=[(ACCEPT, "Công nhận"), (REFUSE, "Từ chối")],
        widget=forms.RadioSelect,
    )
    decision_number = TextField(
        label="Số quyết định, văn bản", max_length=50, help_text="Ví dụ: 45/QĐ-UBND"
    )
    decided_on = DayField(label="Ngày ký")
    reason = TextField(
        label="Lý do",
        max_length=500,
        required=False,
        multiline=True,
        help_text="Bắt buộc khi từ chối, hoặc khi công nhận trái với đề nghị của hộ.",
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if application.state != ApplicationState.SURVEYED:
            outcome = self.fields["outcome"]
            outcome.choices = [(REFUSE, "Từ chối")]  # type: ignore[attr-defined]
            outcome.initial = REFUSE
