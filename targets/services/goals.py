"""Setting the year's goals, and sharing the fall out to the communes."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, save_with_history, update_many
from targets.choices import GOAL_UNITS, GoalCode, Unit
from targets.models import CommuneTarget, Goal, YearPlan
from targets.queries import dotted
from targets.rules import is_above, least_fall_above, rate


class CannotSetTargets(Refused):
    """The goals or the shares do not fit together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneShare:
    """A commune's share of the district's net fall, in households."""

    commune_id: int
    fall: int
    em_fall: int


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


@transaction.atomic
def set_commune_targets(
    *, plan_id: int, version: int, shares: Sequence[CommuneShare], by: User
) -> YearPlan:
    """Share the district's fall out to its communes, all at once.

    The shares must add up to the goals `poor_fall` and `em_poor_fall`; a commune whose baseline
    rate is above the district's must owe more points than `above_average_fall`; no share may be
    larger than the commune's poor households. Raises CannotSetTargets with every difference,
    Conflict when somebody else changed the plan meanwhile.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    rows = {row.commune_id: row for row in plan.commune_targets.select_related("commune")}
    wanted = {share.commune_id: share for share in shares}
    if not rows:
        raise CannotSetTargets("Hãy nhập số liệu đầu kỳ của các xã trước khi giao chỉ tiêu.")
    if len(wanted) != len(shares) or set(wanted) != set(rows):
        raise CannotSetTargets("Hãy giao chỉ tiêu cho từng xã trong kế hoạch, mỗi xã một lần.")
    changed = [row for row in rows.values() if _differs(row, wanted[row.commune_id])]
    if not changed:
        return plan
    if plan.version != version:
        raise conflict_over(plan)
    for row in changed:
        row.fall, row.em_fall = wanted[row.commune_id].fall, wanted[row.commune_id].em_fall
    goals = {goal.code: goal.value for goal in plan.goals.all()}
    if problems := list(_share_problems(plan, list(rows.values()), goals)):
        raise CannotSetTargets(" ".join(problems))
    update_many(changed, ["fall", "em_fall"], by=by)
    return _save(plan, by=by, reason=f"Giao chỉ tiêu cho {len(rows)} xã, thị trấn")


def _differs(row: CommuneTarget, share: CommuneShare) -> bool:
    return (row.fall, row.em_fall) != (share.fall, share.em_fall)


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


def _share_problems(
    plan: YearPlan, rows: Sequence[CommuneTarget], goals: Mapping[str, Decimal | None]
) -> Iterable[str]:
    for code, words, given in (
        (GoalCode.POOR_FALL, "hộ nghèo", sum(row.fall for row in rows)),
        (GoalCode.EM_POOR_FALL, "hộ nghèo DTTS", sum(row.em_fall for row in rows)),
    ):
        yield from _sum_problem(words, given, goals[code])
    district_rate = rate(plan.poor, plan.households)
    floor = goals[GoalCode.ABOVE_AVERAGE_FALL]
    for row in sorted(rows, key=lambda row: row.commune.sort_key):
        yield from _size_problems(row)
        own_rate = rate(row.poor, row.households)
        if floor is not None and is_above(own_rate, district_rate):
            least = least_fall_above(row.households, floor)
            if row.fall < least:
                yield (
                    f"{row.commune.full_name}: tỷ lệ đầu kỳ trên bình quân huyện, "
                    f"phải giảm ít nhất {least} hộ (đang giao {row.fall})."
                )


def _sum_problem(words: str, given: int, goal: Decimal | None) -> Iterable[str]:
    if goal is None:
        yield f"Hãy đặt mục tiêu giảm {words} của huyện trước khi giao cho xã."
    elif given != goal:
        difference = abs(given - int(goal))
        side = "thừa" if given > goal else "thiếu"
        yield (
            f"Tổng chỉ tiêu giảm {words} của các xã là {dotted(given)}, {side} "
            f"{dotted(difference)} hộ so với mục tiêu huyện {dotted(int(goal))}."
        )


def _size_problems(row: CommuneTarget) -> Iterable[str]:
    place = row.commune.full_name
    if row.fall > row.poor:
        yield f"{place}: chỉ tiêu {row.fall} lớn hơn {row.poor} hộ nghèo đầu kỳ."
    if row.em_fall > row.em_poor:
        yield f"{place}: chỉ tiêu DTTS {row.em_fall} lớn hơn {row.em_poor} hộ nghèo DTTS đầu kỳ."
    if row.em_fall > row.fall:
        yield f"{place}: chỉ tiêu DTTS {row.em_fall} lớn hơn chỉ tiêu chung {row.fall}."


def _save(plan: YearPlan, *, by: User, reason: str) -> YearPlan:
    plan.version += 1
    save_with_history(plan, by=by, reason=reason)
    return plan
