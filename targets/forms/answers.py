"""Forms of the ledger: report to the Party committee, answer, decision on proposals."""

import uuid
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from common.date_fields import DayField
from common.fields import TextField, WholeNumberField
from common.uploads import UploadsField
from targets.choices import Verdict
from targets.forms.plans import HouseholdCountField
from targets.models import AllocationAnswer
from targets.queries.answers_compare import AnswerRow, AnswerTable
from targets.services.allocations import Decision
from targets.services.answer_decisions import ProposalVerdict


class LedgerForm(forms.Form):
    """Fields of every step of a commune: the allocation it read, and the key of the request."""

    name = "step"
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    allocation_id = WholeNumberField(widget=forms.HiddenInput)

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
    reported_on = DayField(label="Ngày báo cáo Đảng ủy")
    document_number = TextField(
        label="Số văn bản", max_length=50, required=False, help_text="Ví dụ: 12/BC-UBND."
    )
    note = TextField(label="Ghi chú", max_length=500, required=False)


class AcceptForm(LedgerForm):
    name = "accept"


class ProposalForm(LedgerForm):
    name = "proposal"
    fall = HouseholdCountField(
        label="Đề nghị giảm hộ nghèo",
        help_text="Số hộ giảm thực trong năm: đã trừ tái nghèo, phát sinh.",
    )
    em_fall = HouseholdCountField(
        label="Trong đó hộ nghèo DTTS", help_text="Không lớn hơn số đề nghị ở trên."
    )
    reason = TextField(
        label="Lý do",
        max_length=1000,
        multiline=True,
        help_text="Lý do chỉ tiêu đã giao không phù hợp; nêu số liệu cụ thể của xã.",
    )
    attachments = UploadsField(label="Tệp đính kèm")


class DecideForm(forms.Form):
    """A verdict and a reason for each pending proposal; those left empty stay pending."""

    plan_version = WholeNumberField(widget=forms.HiddenInput)
    decision_number = TextField(
        label="Số quyết định", max_length=50, help_text="Ví dụ: 78/QĐ-UBND."
    )
    decided_on = DayField(label="Ngày quyết định")
    answers_due_on = DayField(
        label="Hạn xã trả lời lại",
        required=False,
        help_text="Chỉ cho xã có chỉ tiêu thay đổi ngoài đề nghị của mình.",
    )
    override_reason = TextField(
        label="Lý do giao khi chưa đáp ứng ràng buộc",
        max_length=500,
        multiline=True,
        required=False,
        help_text="Bắt buộc khi tổng của các xã khác mục tiêu huyện hoặc có xã chưa đáp ứng ràng buộc.",
    )

    def __init__(self, data: Any = None, *, table: AnswerTable, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.table = table
        for row in table.waiting:
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
        for row in self.table.waiting:
            key = _proposal(row).pk
            if said.get(f"verdict_{key}") and not said.get(f"reason_{key}"):
                self.add_error(f"reason_{key}", "Hãy ghi lý do của quyết định.")
        return said

    @property
    def lines(self) -> list[tuple[AnswerRow, BoundField, BoundField]]:
        """Each pending proposal with its two fields."""
        return [
            (row, self[f"verdict_{_proposal(row).pk}"], self[f"reason_{_proposal(row).pk}"])
            for row in self.table.waiting
        ]

    @property
    def others(self) -> list[BoundField]:
        """The fields of the decision as a whole."""
        return [self[name] for name in ("decision_number", "decided_on", "answers_due_on")]

    @property
    def agreed(self) -> set[int]:
        """The keys of the answers selected as agreed, even while the form is not valid."""
        return {
            _proposal(row).pk
            for row, verdict, _reason in self.lines
            if verdict.value() == Verdict.ACCEPTED
        }

    @property
    def asked(self) -> dict[str, Any]:
        """Return the arguments of `decide_proposals`."""
        said = self.cleaned_data
        decisions = [
            ProposalVerdict(
                answer_id=key,
                verdict=said[f"verdict_{key}"],
                reason=said[f"reason_{key}"],
            )
            for key in (_proposal(row).pk for row in self.table.waiting)
            if said[f"verdict_{key}"]
        ]
        decision = Decision(
            decision_number=said["decision_number"],
            decided_on=said["decided_on"],
            answers_due_on=said["answers_due_on"],
            override_reason=said["override_reason"],
        )
        return {
            "plan_version": said["plan_version"],
            "decisions": decisions,
            "decision": decision,
        }


def _proposal(row: AnswerRow) -> AllocationAnswer:
    if row.proposal is None:
        raise ValueError("Only a commune with a proposal waits.")
    return row.proposal
