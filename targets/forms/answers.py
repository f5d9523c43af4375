"""Web input of the ledger: report to the Party committee, answer, decision on proposals."""

import uuid
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from common.fields import TextField
from common.uploads import UploadsField
from targets.choices import Verdict
from targets.forms.plans import HouseholdCountField
from targets.models import AllocationAnswer
from targets.queries.answers_compare import CompareRow, Comparison
from targets.services.answer_decisions import DecisionInput


class LedgerForm(forms.Form):
    """What every step of a commune sends along: the allocation it saw, and its own key."""

    name = "step"
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    allocation_id = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, files: Any = None, *, allocation_id: int = 0, **kwargs: Any
    ) -> None:
        initial = {
            "client_id": uuid.uuid4,
            "allocation_id": allocation_id,
            **kwargs.pop("initial", {}),
        }
        super().__init__(data, files, auto_id=f"{self.name}_%s", initial=initial, **kwargs)


class PartyReportForm(LedgerForm):
    name = "report"
    reported_on = forms.DateField(label="Ngày báo cáo Đảng ủy")
    document_number = TextField(
        label="Số văn bản", max_length=50, required=False, help_text="Ví dụ: 12/BC-UBND."
    )
    note = TextField(label="Ghi chú", max_length=500, required=False)


class AcceptForm(LedgerForm):
    name = "accept"


class ProposalForm(LedgerForm):
    name = "proposal"
    fall = HouseholdCountField(label="Đề nghị giảm hộ nghèo")
    em_fall = HouseholdCountField(label="Trong đó hộ nghèo DTTS")
    reason = TextField(
        label="Lý do",
        max_length=1000,
        multiline=True,
        help_text="Vì sao chỉ tiêu đã giao không phù hợp; nêu số liệu cụ thể của xã.",
    )
    attachments = UploadsField(label="Tệp đính kèm")


class DecideForm(forms.Form):
    """A verdict and a reason for each proposal that waits; those left open stay waiting."""

    plan_version = forms.IntegerField(widget=forms.HiddenInput)
    decision_number = TextField(
        label="Số quyết định", max_length=50, help_text="Ví dụ: 78/QĐ-UBND."
    )
    decided_on = forms.DateField(label="Ngày quyết định")
    answers_due_on = forms.DateField(
        label="Hạn xã trả lời lại",
        required=False,
        help_text="Chỉ cho xã có chỉ tiêu thay đổi ngoài đề nghị của mình.",
    )
    override_reason = TextField(
        label="Lý do giao khác quy tắc",
        max_length=500,
        multiline=True,
        required=False,
        help_text="Bắt buộc khi tổng của các xã khác mục tiêu huyện hoặc có xã trái quy tắc.",
    )

    def __init__(self, data: Any = None, *, comparison: Comparison, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.comparison = comparison
        for row in comparison.waiting:
            name = row.target.commune.full_name
            answer = _proposal(row)
            self.fields[f"verdict_{answer.pk}"] = forms.ChoiceField(
                label=f"{name}: quyết định",
                choices=[("", "Chưa quyết định"), *Verdict.choices],
                required=False,
            )
            self.fields[f"reason_{answer.pk}"] = TextField(
                label=f"{name}: lý do", max_length=1000, required=False, multiline=True
            )
            self.fields[f"reason_{answer.pk}"].widget.attrs["rows"] = 2

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for row in self.comparison.waiting:
            key = _proposal(row).pk
            if said.get(f"verdict_{key}") and not said.get(f"reason_{key}"):
                self.add_error(f"reason_{key}", "Hãy ghi lý do của quyết định.")
        return said

    @property
    def lines(self) -> list[tuple[CompareRow, BoundField, BoundField]]:
        """Each proposal that waits, with its two fields."""
        return [
            (row, self[f"verdict_{_proposal(row).pk}"], self[f"reason_{_proposal(row).pk}"])
            for row in self.comparison.waiting
        ]

    @property
    def others(self) -> list[BoundField]:
        """The fields of the decision as a whole."""
        return [self[name] for name in ("decision_number", "decided_on", "answers_due_on")]

    @property
    def agreed(self) -> set[int]:
        """The answers marked as agreed to, also before the rest of the form is right."""
        return {
            _proposal(row).pk
            for row, verdict, _reason in self.lines
            if verdict.value() == Verdict.ACCEPTED
        }

    @property
    def asked(self) -> dict[str, Any]:
        """What `decide_proposals` takes from the form."""
        said = self.cleaned_data
        decisions = [
            DecisionInput(
                answer_id=key,
                verdict=said[f"verdict_{key}"],
                reason=said[f"reason_{key}"],
            )
            for key in (_proposal(row).pk for row in self.comparison.waiting)
            if said[f"verdict_{key}"]
        ]
        rest = (
            "plan_version",
            "decision_number",
            "decided_on",
            "answers_due_on",
            "override_reason",
        )
        return {"decisions": decisions, **{name: said[name] for name in rest}}


def _proposal(row: CompareRow) -> AllocationAnswer:
    if row.proposal is None:
        raise ValueError("Only a commune with a proposal waits.")
    return row.proposal
