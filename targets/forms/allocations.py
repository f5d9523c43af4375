"""Forms of allocations: a new draft, its grid, the decision that adopts it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField

from common.date_fields import DayField
from common.fields import DecimalNumberField, TextField, WholeNumberField
from targets.choices import SPLIT_METHODS, SplitRule
from targets.forms.plans import HouseholdCountField
from targets.models import Allocation, AllocationLine
from targets.queries.allocations import DraftLine, ShareRow
from targets.services.allocations import Decision

_LABELS = {
    "weight": "hệ số",
    "least_fall": "ít nhất",
    "least_em_fall": "ít nhất DTTS",
    "fall": "giảm hộ nghèo",
    "em_fall": "giảm hộ nghèo DTTS",
}
_FLOORS = ("least_fall", "least_em_fall")


class WeightField(DecimalNumberField):
    """A commune's weight, such as "1,5"; 1 applies the rule unchanged."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(places=2, largest=100, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "num"}


class NewDraftForm(forms.Form):
    """A new draft, filled by a rule or from the present targets."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = TextField(label="Tên phương án", max_length=100)
    rule = forms.ChoiceField(label="Cách phân bổ", choices=SplitRule.choices)


class CopyForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


@dataclass(frozen=True, slots=True)
class GridLine:
    """A commune's line of the grid, with its fields by name."""

    row: ShareRow
    cells: Mapping[str, BoundField]


class SplitGridForm(forms.Form):
    """The whole draft: one row per commune."""

    version = WholeNumberField(widget=forms.HiddenInput)
    name = TextField(label="Tên phương án", max_length=100)
    rule = forms.ChoiceField(label="Đề xuất theo", choices=SPLIT_METHODS)
    overwrites = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[ShareRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            for name, label in _LABELS.items():
                self.fields[_key(row, name)] = _field(row, name, label)

    @property
    def grid(self) -> list[GridLine]:
        return [
            GridLine(row, {name: self[_key(row, name)] for name in _LABELS}) for row in self.rows
        ]

    def clean(self) -> None:
        for row in self.rows:
            fall = self.cleaned_data.get(_key(row, "fall"))
            em_fall = self.cleaned_data.get(_key(row, "em_fall"))
            if fall is not None and em_fall is not None and em_fall > fall:
                self.add_error(_key(row, "em_fall"), f"{em_fall} lớn hơn chỉ tiêu chung {fall} hộ.")

    @property
    def named(self) -> dict[str, Any]:
        """Return the arguments of `save_draft` besides the lines."""
        return {name: self.cleaned_data[name] for name in ("version", "name")}

    @property
    def proposal(self) -> dict[str, Any]:
        """Return the arguments of `fill_draft`."""
        sent = {name: self.cleaned_data[name] for name in ("version", "rule", "overwrites")}
        return {**sent, "lines": self.lines}

    @property
    def lines(self) -> dict[int, DraftLine]:
        """The lines as entered, by commune key."""
        return {
            row.commune_id: DraftLine(
                **{name: self.cleaned_data[_key(row, name)] for name in _LABELS}
            )
            for row in self.rows
        }

    def typed_lines(self, allocation: Allocation) -> list[AllocationLine]:
        """Return the lines as entered as unsaved rows, to be checked."""
        return [
            AllocationLine(
                allocation=allocation,
                commune_id=key,
                **{name: getattr(line, name) for name in _LABELS},
            )
            for key, line in self.lines.items()
        ]


def _key(row: ShareRow, name: str) -> str:
    return f"c{row.commune_id}_{name}"


def _field(row: ShareRow, name: str, label: str) -> forms.Field:
    kind = WeightField if name == "weight" else HouseholdCountField
    field = kind(
        label=f"{row.name}: {label}", initial=getattr(row, name), required=name not in _FLOORS
    )
    field.widget.attrs["data-cell"] = name
    return field


class WithdrawForm(forms.Form):
    version = WholeNumberField(widget=forms.HiddenInput)
    reason = TextField(label="Lý do thu hồi", max_length=300)


class SubmitForm(forms.Form):
    """A draft submitted to the district's leader, with the reasons it needs."""

    version = WholeNumberField(widget=forms.HiddenInput)
    override_reason = TextField(
        label="Lý do giao khi chưa đáp ứng ràng buộc",
        max_length=500,
        required=False,
        multiline=True,
    )
    change_reason = TextField(
        label="Lý do giao lại",
        max_length=500,
        required=False,
        multiline=True,
        help_text="Vì sao thay phương án đã giao.",
    )

    def __init__(
        self, *args: Any, needs_reason: bool, is_change: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, needed in (("override_reason", needs_reason), ("change_reason", is_change)):
            if needed:
                self.fields[name].required = True
            else:
                del self.fields[name]


class AdoptForm(SubmitForm):
    """The decision that gives the targets."""

    plan_version = WholeNumberField(widget=forms.HiddenInput)
    decision_number = TextField(label="Số quyết định", max_length=50)
    decided_on = DayField(label="Ngày quyết định")
    answers_due_on = DayField(
        label="Hạn xã trả lời",
        required=False,
        help_text="Ngày cuối để xã báo cáo Đảng ủy và nhận hoặc đề nghị điều chỉnh.",
    )

    @property
    def asked(self) -> dict[str, Any]:
        """Return the arguments of `adopt_allocation`."""
        said = self.cleaned_data
        decision = Decision(
            decision_number=said["decision_number"],
            decided_on=said["decided_on"],
            answers_due_on=said["answers_due_on"],
            override_reason=said.get("override_reason", ""),
            change_reason=said.get("change_reason", ""),
        )
        return {
            "version": said["version"],
            "plan_version": said["plan_version"],
            "decision": decision,
        }
