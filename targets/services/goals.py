"""Setting the year's goals."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, save_with_history, update_many
from targets.choices import GOAL_UNITS, GoalCode, Unit
from targets.models import Goal, YearPlan
from targets.queries import dotted


class CannotSetTargets(Refused):
    """The goals do not fit together."""


@transaction.atomic
def set_goals(
    *,
    plan_id: int,
    version: int,
    values: Mapping[str, Decimal | None],
    decision_number: str,
    decided_on: dt.date | None,
    by: User,
) -> YearPlan:
    """Set the values of goals by code: households, or fractions for rates and points.

    None leaves a goal open; codes not named stay as they are. Saving the same values again
    changes nothing. Raises CannotSetTargets for a value out of range or a day of decision more
    than a year away from the plan's, Conflict when somebody else changed the plan meanwhile.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    goals = {goal.code: goal for goal in plan.goals.all()}
    if unknown := set(values) - set(goals):
        raise CannotSetTargets(f"Không có mục tiêu “{min(unknown)}”.", field="goals")
    changed = [goals[code] for code, value in values.items() if goals[code].value != value]
    decision = (decision_number, decided_on)
    if not changed and decision == (plan.decision_number, plan.decided_on):
        return plan
    if plan.version != version:
        raise conflict_over(plan)
    _require_decided_in_time(plan, decided_on)
    for goal in changed:
        goal.value = values[goal.code]
        _require_in_range(goal, plan)
    _require_minority_within_all(goals)
    update_many(changed, ["value"], by=by)
    plan.decision_number, plan.decided_on = decision
    return _save(plan, by=by, reason="Đặt mục tiêu")


def _require_decided_in_time(plan: YearPlan, decided_on: dt.date | None) -> None:
    if decided_on is not None and abs(decided_on.year - plan.year) > 1:
        raise CannotSetTargets(
            f"Ngày ban hành phải từ năm {plan.year - 1} đến năm {plan.year + 1}.",
            field="decided_on",
        )


def _require_in_range(goal: Goal, plan: YearPlan) -> None:
    value, label = goal.value, goal.get_code_display()
    if value is None:
        return
    if GOAL_UNITS[goal.code] != Unit.HOUSEHOLDS:
        if not 0 <= value <= 1:
            raise CannotSetTargets(f"{label}: tỷ lệ phải từ 0 đến 100 %.", field=goal.code)
        return
    if value != int(value) or value < 0:
        raise CannotSetTargets(f"{label}: số hộ phải là số nguyên.", field=goal.code)
    most = {GoalCode.POOR_FALL: plan.poor, GoalCode.EM_POOR_FALL: plan.em_poor}.get(
        GoalCode(goal.code), plan.households
    )
    if value > most:
        raise CannotSetTargets(f"{label}: không được quá {dotted(most)} hộ.", field=goal.code)


def _require_minority_within_all(goals: Mapping[str, Goal]) -> None:
    every, minority = goals[GoalCode.POOR_FALL].value, goals[GoalCode.EM_POOR_FALL].value
    if every is not None and minority is not None and minority > every:
        raise CannotSetTargets(
            "Số hộ nghèo dân tộc thiểu số giảm không được lớn hơn số hộ nghèo giảm.",
            field=GoalCode.EM_POOR_FALL,
        )


def _save(plan: YearPlan, *, by: User, reason: str) -> YearPlan:
    plan.version += 1
    save_with_history(plan, by=by, reason=reason)
    return plan
