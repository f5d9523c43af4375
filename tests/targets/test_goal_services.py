"""Setting the goals, and sharing the fall out to the communes."""

import datetime as dt
from decimal import Decimal

import pytest

from common.errors import Conflict
from targets.choices import GoalCode
from targets.models import Goal, YearPlan
from targets.services import CannotSetTargets, set_goals

DECIDED = {"decision_number": "45/KH-UBND", "decided_on": dt.date(2021, 3, 24)}


def goals_set(plan, values, *, by, version=1, **decision):
    return set_goals(plan_id=plan.pk, version=version, values=values, by=by, **(DECIDED | decision))


def value_of(code):
    return Goal.objects.get(code=code).value


def test_goals_are_set_with_their_decision(plan, leader):
    saved = goals_set(plan, {GoalCode.POOR_RATE: Decimal("0.05"), GoalCode.RELAPSE: 2}, by=leader)

    assert (value_of("poor_rate"), value_of("relapse")) == (Decimal("0.05"), 2)
    assert (saved.version, saved.decision_number) == (2, "45/KH-UBND")
    assert saved.history.latest().history_change_reason == "Đặt mục tiêu"


def test_a_goal_is_opened_again_by_no_value(plan, leader):
    goals_set(plan, {GoalCode.POOR_RATE: None}, by=leader)

    assert value_of("poor_rate") is None


def test_saving_the_same_goals_changes_nothing(plan, leader):
    goals_set(plan, {GoalCode.RELAPSE: 2}, by=leader)

    saved = goals_set(plan, {GoalCode.RELAPSE: 2}, by=leader)

    assert saved.version == 2
    assert Goal.objects.get(code="relapse").history.count() == 2


def test_goals_changed_meanwhile_are_not_overwritten(plan, leader, labour_office):
    goals_set(plan, {GoalCode.RELAPSE: 2}, by=labour_office)

    with pytest.raises(Conflict, match=labour_office.full_name):
        goals_set(plan, {GoalCode.RELAPSE: 3}, by=leader)

    assert value_of("relapse") == 2


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({GoalCode.POOR_RATE: Decimal("1.01")}, "từ 0 đến 100 %"),
        ({GoalCode.POOR_FALL: Decimal("1.5")}, "số nguyên"),
        ({GoalCode.POOR_FALL: Decimal(5)}, "không được quá 4 hộ"),
        ({GoalCode.EM_POOR_FALL: Decimal(4)}, "không được quá 3 hộ"),
        ({GoalCode.POOR_FALL: Decimal(1)}, "không được lớn hơn số hộ nghèo giảm"),
        ({"unknown": Decimal(1)}, "Không có mục tiêu"),
    ],
)
def test_a_goal_out_of_range_is_refused(plan, leader, values, message):
    with pytest.raises(CannotSetTargets, match=message):
        goals_set(plan, values, by=leader)

    assert YearPlan.objects.get().version == 1


@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(2019, 12, 31), dt.date(2023, 1, 1)])
def test_a_decision_of_another_age_is_refused(plan, leader, day):
    with pytest.raises(CannotSetTargets, match="từ năm 2020 đến năm 2022"):
        goals_set(plan, {GoalCode.RELAPSE: 2}, by=leader, decided_on=day)
