"""The form of the year's goals: those every plan has, and rows for more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from common.date_fields import DayField
from common.fields import KeyChoiceField, TextField, WholeNumberField
from common.formats import count
from common.numbers import UnclearNumber, format_percent, parse_count, parse_percent
from households.models import Indicator
from targets.choices import GOAL_UNITS, Comparison, GoalCode, GoalGroup, Unit
from targets.forms.plans import HouseholdCountField, PercentField
from targets.models import Goal, YearPlan
from targets.services.goals import MOST_GOALS, GoalInput, GoalsInput

BLANK_ROWS = 3
_COMPARISONS = [("", "Như thường lệ"), *Comparison.choices]


class GoalRowForm(forms.Form):
    """One additional goal."""

    code = forms.ChoiceField(label="Mục tiêu", choices=[("", "Chọn mục tiêu"), *GoalCode.choices])
    group = forms.ChoiceField(
        label="Phạm vi", choices=GoalGroup.choices, initial=GoalGroup.EVERYWHERE
    )
    indicator = KeyChoiceField(
        Indicator.objects.none(),
        label="Chỉ số thiếu hụt",
        required=False,
        empty_label="Không có",
    )
    comparison = forms.ChoiceField(label="Yêu cầu", choices=_COMPARISONS, required=False)
    value = TextField(label="Mức", max_length=20, required=False)

    def __init__(self, *args: Any, plan: YearPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = Indicator.objects.filter(standard=plan.standard_id)  # type: ignore[attr-defined]
        self.fields["value"].widget.attrs |= {"autocomplete": "off", "class": "num"}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        code, text = data.get("code"), data.get("value")
        if code is None:
            return data
        if (code == GoalCode.DEPRIVATION_RATE) != (data.get("indicator") is not None):
            self.add_error("indicator", _about_indicator(code))
        try:
            data["value"] = _read(code, text) if text else None
        except UnclearNumber as error:
            self.add_error("value", str(error))
        return data

    @property
    def is_wanted(self) -> bool:
        """Whether the row has a goal that is not marked for removal."""
        return bool(self.cleaned_data.get("code")) and not self.cleaned_data.get("DELETE")

    @property
    def goal(self) -> GoalInput:
        """The goal as the argument of `set_goals`."""
        data = self.cleaned_data
        return GoalInput(
            code=data["code"],
            group=data["group"],
            indicator_id=data["indicator"].pk if data["indicator"] else None,
            comparison=data["comparison"],
            value=data["value"],
        )


def _about_indicator(code: str) -> str:
    if code == GoalCode.DEPRIVATION_RATE:
        return "Hãy chọn chỉ số thiếu hụt."
    return "Mục tiêu này không gắn với chỉ số thiếu hụt; hãy để “Không có”."


def _read(code: str, text: str) -> Decimal:
    is_count = GOAL_UNITS[code] == Unit.HOUSEHOLDS
    return Decimal(parse_count(text)) if is_count else parse_percent(text)


class GoalRows(forms.BaseFormSet):
    """The goals in addition to those every plan has; a row marked for removal removes its goal."""

    def __init__(self, data: Any, *, plan: YearPlan, goals: Sequence[Goal]) -> None:
        self.goals = goals
        initial = [_initial(goal) for goal in goals]
        super().__init__(data, prefix="goal", initial=initial, form_kwargs={"plan": plan})

    @property
    def asked(self) -> dict[str, Any]:
        """The goals to keep and the keys of those removed; a changed key is a different goal."""
        kept = [form.goal for form in self.forms if form.is_wanted]
        keys = {goal.key for goal in kept}
        return {"goals": kept, "removed": [g.key for g in self.goals if g.key not in keys]}


def _initial(goal: Goal) -> dict[str, Any]:
    return {
        "code": goal.code,
        "group": goal.group,
        "indicator": goal.indicator_id,
        "comparison": goal.comparison,
        "value": _written(goal),
    }


def _written(goal: Goal) -> str:
    if goal.value is None:
        return ""
    is_count = goal.unit == Unit.HOUSEHOLDS
    return count(int(goal.value)) if is_count else format_percent(goal.value)


_FORMSET: Any = forms.formset_factory(
    GoalRowForm,
    formset=GoalRows,
    extra=BLANK_ROWS,
    max_num=MOST_GOALS,
    absolute_max=MOST_GOALS + BLANK_ROWS,
    can_delete=True,
)


@dataclass(frozen=True, slots=True)
class FirstGoal:
    """One of the goals every plan has, with its fields."""

    goal: Goal
    comparison: BoundField
    value: BoundField


class GoalsForm(forms.Form):
    """The year's goals and the decision they are based on; an empty value is not set yet."""

    version = WholeNumberField(widget=forms.HiddenInput)
    decided_by = TextField(
        label="Cơ quan ban hành",
        max_length=200,
        required=False,
        help_text="Ví dụ: UBND huyện, hội nghị triển khai.",
    )
    decision_number = TextField(
        label="Số văn bản",
        max_length=50,
        required=False,
        help_text="Ví dụ: 45/KH-UBND. Đổi mục tiêu đã đặt thì ghi văn bản thay đổi.",
    )
    decided_on = DayField(
        label="Ngày ban hành", required=False, help_text="Nhập ngày/tháng/năm, ví dụ 24/03/2021."
    )
    legal_basis = TextField(
        label="Căn cứ",
        max_length=500,
        required=False,
        multiline=True,
        help_text="Văn bản mà mục tiêu dựa vào, cách nhau bằng dấu chấm phẩy.",
    )

    def __init__(self, data: Any = None, *, plan: YearPlan, goals: Sequence[Goal]) -> None:
        names = ("version", "decided_by", "decision_number", "decided_on", "legal_basis")
        super().__init__(data, initial={name: getattr(plan, name) for name in names})
        self.first = [goal for goal in goals if goal.is_first]
        for goal in self.first:
            self.fields[goal.code] = _goal_field(goal)
            self.fields[f"{goal.code}_comparison"] = forms.ChoiceField(
                label=f"{goal.label}: yêu cầu",
                choices=Comparison.choices,
                required=False,
                initial=goal.comparison,
            )
        more = [goal for goal in goals if not goal.is_first]
        self.rows: GoalRows = _FORMSET(data, plan=plan, goals=more)

    def is_valid(self) -> bool:
        """Return whether the form and all its rows are valid."""
        return super().is_valid() and self.rows.is_valid()

    @property
    def first_goals(self) -> list[FirstGoal]:
        """The goals every plan has, as lines of the page."""
        return [
            FirstGoal(goal, self[f"{goal.code}_comparison"], self[goal.code]) for goal in self.first
        ]

    @property
    def decision(self) -> Iterable[BoundField]:
        """The fields of the decision."""
        return [self[name] for name in ("decided_by", "decision_number", "decided_on")]

    @property
    def asked(self) -> dict[str, Any]:
        """The version of the plan, and the goals as the argument of `save_goals`."""
        rows = self.rows.asked
        first = [
            GoalInput(
                code=goal.code,
                comparison=self.cleaned_data[f"{goal.code}_comparison"],
                value=_decimal(self.cleaned_data[goal.code]),
            )
            for goal in self.first
        ]
        names = ("decided_by", "decision_number", "decided_on", "legal_basis")
        asked = GoalsInput(
            goals=[*first, *rows["goals"]],
            removed=rows["removed"],
            **{name: self.cleaned_data[name] for name in names},
        )
        return {"version": self.cleaned_data["version"], "asked": asked}


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _goal_field(goal: Goal) -> forms.Field:
    is_count = goal.unit == Unit.HOUSEHOLDS
    kind = HouseholdCountField if is_count else PercentField
    value = int(goal.value) if is_count and goal.value is not None else goal.value
    return kind(label=goal.label, required=False, initial=value)
