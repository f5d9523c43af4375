"""Forms of the year's tasks."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django import forms

from common.date_fields import DayField
from common.fields import TextField, WholeNumberField
from common.uploads import UploadsField
from targets.choices import DirectionState, Evidence, OfficeBearer
from targets.models import Direction, YearPlan
from targets.queries.directions import BearerRow
from targets.queries.plans import communes_of
from targets.services.directions import LONGEST_REASON, TaskFacts, facts_of

_REPORTED = [choice for choice in DirectionState.choices if choice[0] != DirectionState.GIVEN]


class DirectionForm(forms.Form):
    """A new task, empty or as proposed, or changes to one."""

    version = WholeNumberField(widget=forms.HiddenInput, required=False)
    title = TextField(label="Nhiệm vụ", max_length=200)
    content = TextField(label="Nội dung", max_length=1000, multiline=True, required=False)
    source = TextField(
        label="Căn cứ",
        max_length=300,
        required=False,
        help_text="Hội nghị, văn bản giao nhiệm vụ.",
    )
    given_on = DayField(label="Ngày giao", required=False)
    due_on = DayField(label="Hạn báo cáo", required=False)
    evidence = forms.ChoiceField(
        label="Số liệu đối chiếu",
        choices=Evidence.choices,
        initial=Evidence.NONE,
        help_text="Số liệu trong phần mềm đặt cạnh báo cáo của xã.",
    )
    communes = forms.TypedMultipleChoiceField(
        label="Xã, thị trấn thực hiện",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    offices = forms.MultipleChoiceField(
        label="Cơ quan của huyện thực hiện",
        choices=OfficeBearer.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        plan: YearPlan,
        direction: Direction | None = None,
        proposed: TaskFacts | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(direction, proposed))
        known = {*self.initial.get("communes", ())}
        communes = communes_of(plan, on=dt.date(plan.year, 12, 31), known=known)
        self.fields["communes"].choices = [  # type: ignore[attr-defined]
            (commune.pk, commune.full_name) for commune in communes.order_by("sort_key")
        ]
        if direction is None:
            del self.fields["version"]

    @property
    def version_seen(self) -> int:
        """The version the user read; 0, which no task has, when the form was sent without it."""
        return self.cleaned_data["version"] or 0

    @property
    def facts(self) -> TaskFacts:
        """Return the facts that the services take."""
        said: dict[str, Any] = {
            each.name: self.cleaned_data[each.name] for each in fields(TaskFacts)
        }
        for name in ("communes", "offices"):
            said[name] = frozenset(said[name])
        return TaskFacts(**said)


def _initial(direction: Direction | None, proposed: TaskFacts | None) -> dict[str, Any]:
    facts = facts_of(direction) if direction else proposed
    if facts is None:
        return {}
    said = {each.name: getattr(facts, each.name) for each in fields(TaskFacts)}
    lists = {name: sorted(said[name]) for name in ("communes", "offices")}
    return {**said, **lists, "version": direction.version if direction else None}


class WithdrawDirectionForm(forms.Form):
    version = WholeNumberField(widget=forms.HiddenInput)
    reason = TextField(
        label="Lý do bỏ nhiệm vụ",
        max_length=LONGEST_REASON,
        help_text="Nhiệm vụ và các báo cáo vẫn được lưu.",
    )


class DirectionReportForm(forms.Form):
    """A bearer's progress. Users of a merged commune choose one of its predecessors."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    bearer = forms.TypedChoiceField(label="Nơi báo cáo", coerce=int)
    state = forms.ChoiceField(label="Tình trạng", choices=_REPORTED, widget=forms.RadioSelect)
    words = TextField(
        label="Kết quả thực hiện",
        max_length=1000,
        multiline=True,
        help_text="Đã làm được gì, còn lại gì, vướng mắc. Báo cáo đã gửi thì không sửa được.",
    )
    attachments = UploadsField(label="Tệp đính kèm")

    def __init__(self, data: Any = None, files: Any = None, *, own: Sequence[BearerRow]) -> None:
        super().__init__(data, files, initial={"client_id": uuid.uuid4, "bearer": own[0].pk})
        self.fields["bearer"].choices = [(row.pk, row.name) for row in own]  # type: ignore[attr-defined]
        if len(own) == 1:
            self.fields["bearer"].widget = forms.HiddenInput()

    @property
    def told(self) -> dict[str, Any]:
        """Return the arguments of `report_direction`."""
        said = dict(self.cleaned_data)
        return {"bearer_id": said.pop("bearer"), **said}


class DueForm(forms.Form):
    version = WholeNumberField(widget=forms.HiddenInput)
    due_on = DayField(
        label="Hạn riêng", required=False, help_text="Để trống thì theo hạn chung của nhiệm vụ."
    )
