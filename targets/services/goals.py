"""Setting the year's goals."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from accounts.models import User
from common.errors import Refused
from common.history import (
    conflict_over,
    create_many,
    delete_with_history,
    save_with_history,
    update_many,
)
from households.models import Indicator
from targets.choices import GOAL_COMPARISONS, GoalCode, GoalGroup, Unit, is_first
from targets.models import Goal, YearPlan
from targets.models.plan import GoalKey
from targets.queries.problems import dotted

MOST_GOALS = 40


class CannotSetTargets(Refused):
    """The goals do not fit together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalInput:
    """A goal as a person asks for it: households, or a fraction for rates and points.

    No value leaves it open; no comparison means the goal's ordinary one. `group` says which
    communes it looks at, `indicator_id` the service a goal `deprivation_rate` is about.
    """

    code: str
    value: Decimal | None
    group: str = GoalGroup.EVERYWHERE
    indicator_id: int | None = None
    comparison: str = ""

    @property
    def key(self) -> GoalKey:
        return self.code, self.group, self.indicator_id


@transaction.atomic
def set_goals(
    *,
    plan_id: int,
    version: int,
    goals: Sequence[GoalInput],
    removed: Collection[GoalKey] = (),
    decision_number: str,
    decided_on: dt.date | None,
    decided_by: str,
    legal_basis: str,
    by: User,
) -> YearPlan:
    """Set goals, add new ones and take others out, with the decision they rest on.

    Goals not named stay as they are; those every plan begins with can only be left open. One
    taken out keeps its history. Saving the same again changes nothing. Raises CannotSetTargets
    for a goal that makes no sense, a value out of range or a day of decision more than a year
    away from the plan's, Conflict when somebody else changed the plan meanwhile.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    known = {goal.key: goal for goal in plan.goals.select_related("indicator")}
    _require_sense(plan, known, goals, removed)
    decision = (decision_number, decided_on, decided_by, legal_basis)
    new, changed = _new_and_changed(plan, known, goals)
    gone = [known.pop(key) for key in set(removed) if key in known]
    if not (new or changed or gone) and decision == _decision_of(plan):
        return plan
    if plan.version != version:
        raise conflict_over(plan)
    _require_decided_in_time(plan, decided_on)
    for goal in (*new, *changed):
        _require_in_range(goal, plan)
    _require_minority_within_all([*known.values(), *new])
    for goal in gone:
        delete_with_history(goal, by=by)
    create_many(new, by=by)
    update_many(changed, ["comparison", "value"], by=by)
    plan.decision_number, plan.decided_on, plan.decided_by, plan.legal_basis = decision
    return _save(plan, by=by, reason="Đặt mục tiêu")


def _decision_of(plan: YearPlan) -> tuple[str, dt.date | None, str, str]:
    return plan.decision_number, plan.decided_on, plan.decided_by, plan.legal_basis


def _require_sense(
    plan: YearPlan,
    known: Mapping[GoalKey, Goal],
    goals: Sequence[GoalInput],
    removed: Collection[GoalKey],
) -> None:
    keys = [goal.key for goal in goals]
    if len(set(keys)) != len(keys) or set(keys) & set(removed):
        raise CannotSetTargets("Mỗi mục tiêu chỉ được nêu một lần.", field="goals")
    if any(is_first(code, group) for code, group, _ in removed):
        raise CannotSetTargets(
            "Mục tiêu có sẵn của kế hoạch không bỏ được; hãy để trống mức nếu chưa đặt."
        )
    if len({*known, *keys} - set(removed)) > MOST_GOALS:
        raise CannotSetTargets(f"Một kế hoạch có nhiều nhất {MOST_GOALS} mục tiêu.")
    for goal in goals:
        if goal.code not in GoalCode or goal.group not in GoalGroup:
            raise CannotSetTargets(f"Không có mục tiêu “{goal.code}”.", field="goals")
        if (goal.code == GoalCode.DEPRIVATION_RATE) != (goal.indicator_id is not None):
            raise CannotSetTargets(
                "Mục tiêu về thiếu hụt phải nêu chỉ số; mục tiêu khác thì không.", field="goals"
            )


def _new_and_changed(
    plan: YearPlan, known: Mapping[GoalKey, Goal], goals: Sequence[GoalInput]
) -> tuple[list[Goal], list[Goal]]:
    """Return the goals to add and those that say something else now, with their new values."""
    new, changed = [], []
    indicators = _indicators(plan, goals)
    position = max((goal.position for goal in known.values()), default=0)
    for asked in goals:
        goal = known.get(asked.key)
        if goal is None:
            position += 1
            indicator = indicators[asked.indicator_id] if asked.indicator_id else None
            goal = Goal(
                plan=plan,
                code=asked.code,
                group=asked.group,
                indicator=indicator,
                comparison=GOAL_COMPARISONS[asked.code],
                position=position,
            )
            new.append(goal)
        elif (goal.comparison, goal.value) != (asked.comparison or goal.comparison, asked.value):
            changed.append(goal)
        goal.comparison, goal.value = asked.comparison or goal.comparison, asked.value
    return new, changed


def _indicators(plan: YearPlan, goals: Sequence[GoalInput]) -> dict[int, Indicator]:
    """The services the goals are about; they must be of the plan's standard."""
    wanted = {goal.indicator_id for goal in goals if goal.indicator_id is not None}
    if not wanted:
        return {}
    found = Indicator.objects.filter(standard=plan.standard_id).in_bulk(wanted)
    if wanted - set(found):
        raise CannotSetTargets("Chỉ số phải thuộc chuẩn nghèo của kế hoạch.", field="goals")
    return found


def _require_decided_in_time(plan: YearPlan, decided_on: dt.date | None) -> None:
    if decided_on is not None and abs(decided_on.year - plan.year) > 1:
        raise CannotSetTargets(
            f"Ngày ban hành phải từ năm {plan.year - 1} đến năm {plan.year + 1}.",
            field="decided_on",
        )


def _require_in_range(goal: Goal, plan: YearPlan) -> None:
    value, label = goal.value, goal.label
    field = goal.code if is_first(goal.code, goal.group) else None
    if value is None:
        return
    if goal.unit != Unit.HOUSEHOLDS:
        if not 0 <= value <= 1:
            raise CannotSetTargets(f"{label}: tỷ lệ phải từ 0 đến 100 %.", field=field)
        return
    if value != int(value) or value < 0:
        raise CannotSetTargets(f"{label}: số hộ phải là số nguyên.", field=field)
    most = _most_households(goal, plan)
    if value > most:
        raise CannotSetTargets(f"{label}: không được quá {dotted(most)} hộ.", field=field)


def _most_households(goal: Goal, plan: YearPlan) -> int:
    """No more can fall than were poor, no more fall back than live there: by the baseline."""
    name = {GoalCode.POOR_FALL: "poor", GoalCode.EM_POOR_FALL: "em_poor"}.get(
        GoalCode(goal.code), "households"
    )
    whole: int = getattr(plan, name)
    if goal.group == GoalGroup.EVERYWHERE:
        return whole
    of_border = plan.commune_targets.filter(commune__is_border=True)
    known = of_border.aggregate(most=Sum(name))["most"]
    return whole if known is None else known


def _require_minority_within_all(goals: Sequence[Goal]) -> None:
    values = {(goal.code, goal.group): goal.value for goal in goals}
    for group in GoalGroup:
        every = values.get((GoalCode.POOR_FALL, group))
        minority = values.get((GoalCode.EM_POOR_FALL, group))
        if every is not None and minority is not None and minority > every:
            raise CannotSetTargets(
                "Số hộ nghèo dân tộc thiểu số giảm không được lớn hơn số hộ nghèo giảm.",
                field=GoalCode.EM_POOR_FALL if group == GoalGroup.EVERYWHERE else None,
            )


def _save(plan: YearPlan, *, by: User, reason: str) -> YearPlan:
    plan.version += 1
    save_with_history(plan, by=by, reason=reason)
    return plan
