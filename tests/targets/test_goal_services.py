"""Setting the goals."""

import datetime as dt
from decimal import Decimal

import pytest

from areas.models import Commune
from common.errors import Conflict
from targets.choices import GoalCode, GoalGroup
from targets.models import Goal, YearPlan
from targets.services.goals import CannotSetTargets, GoalInput, GoalsInput, set_goals
from tests import factories

DECIDED = {
    "decision_number": "45/KH-UBND",
    "decided_on": dt.date(2021, 3, 24),
    "decided_by": "Hội nghị triển khai",
    "legal_basis": "",
}


def goals_set(plan, values, *, by, version=1, more=(), removed=(), **decision):
    goals = [GoalInput(code=code, value=value) for code, value in values.items()]
    asked = GoalsInput(goals=[*goals, *more], removed=removed, **{**DECIDED, **decision})
    return set_goals(plan_id=plan.pk, version=version, asked=asked, by=by, is_confirmed=True)


def value_of(code):
    return Goal.objects.get(code=code, group=GoalGroup.EVERYWHERE).value


def border(code, value, **more):
    return GoalInput(code=code, value=value, group=GoalGroup.BORDER, **more)


def lacking(indicator, value, **more):
    return GoalInput(code=GoalCode.DEPRIVATION_RATE, value=value, indicator_id=indicator.pk, **more)


@pytest.fixture
def water(plan):
    return plan.standard.indicators.get(key="water")


def test_a_goal_of_the_border_communes_stands_beside_that_of_the_district(plan, leader):
    goals_set(plan, {}, more=[border(GoalCode.POOR_FALL, 2)], by=leader)

    goal = Goal.objects.get(code="poor_fall", group=GoalGroup.BORDER)
    assert (goal.value, goal.comparison, goal.position) == (2, "AT_LEAST", 8)
    assert value_of("poor_fall") == 4


def test_each_service_can_have_a_goal_with_its_own_comparison(plan, water, leader):
    toilet = plan.standard.indicators.get(key="toilet")
    more = [
        lacking(water, Decimal("0.2")),
        lacking(toilet, Decimal("0.3"), comparison="MORE_THAN"),
    ]

    goals_set(plan, {}, more=more, by=leader)

    found = Goal.objects.filter(code="deprivation_rate").order_by("position")
    assert [(goal.indicator.key, goal.comparison) for goal in found] == [
        ("water", "AT_MOST"),
        ("toilet", "MORE_THAN"),
    ]
    assert "thiếu hụt water" in found[0].label


def test_only_the_comparison_changes(plan, leader):
    asked = GoalInput(code=GoalCode.POOR_FALL, value=Decimal(4), comparison="MORE_THAN")

    saved = goals_set(plan, {}, more=[asked], by=leader)

    goal = Goal.objects.get(code="poor_fall")
    assert (goal.comparison, saved.version) == ("MORE_THAN", 2)


def test_a_goal_taken_out_keeps_its_history(plan, water, leader):
    goals_set(plan, {}, more=[lacking(water, Decimal("0.2"))], by=leader)
    key = Goal.objects.get(indicator=water).key

    goals_set(plan, {}, removed=[key], version=2, by=leader, decision_number="60/KH-UBND")
    again = goals_set(plan, {}, removed=[key], version=2, by=leader, decision_number="60/KH-UBND")

    assert not Goal.objects.filter(indicator=water).exists()
    past = Goal.history.filter(indicator_id=water.pk).order_by("history_id")
    assert [row.history_type for row in past] == ["+", "-"]
    assert again.version == 3


def test_the_goals_every_plan_has_stay(plan, leader):
    key = Goal.objects.get(code="relapse").key

    with pytest.raises(CannotSetTargets, match="không bỏ được"):
        goals_set(plan, {}, removed=[key], by=leader)


def test_a_goal_asked_for_twice_is_refused(plan, leader):
    more = [border(GoalCode.RELAPSE, 1), border(GoalCode.RELAPSE, 2)]

    with pytest.raises(CannotSetTargets, match="một lần"):
        goals_set(plan, {}, more=more, by=leader)


def test_a_service_of_another_standard_is_refused(plan, leader):
    other = factories.StandardFactory(code="VN-2022-2025", with_indicators=["net"])

    with pytest.raises(CannotSetTargets, match="thuộc chuẩn nghèo"):
        goals_set(plan, {}, more=[lacking(other.indicators.get(), 0)], by=leader)


def test_only_goals_about_services_name_one(plan, water, leader):
    nameless = GoalInput(code=GoalCode.DEPRIVATION_RATE, value=None)
    named = border(GoalCode.RELAPSE, 1, indicator_id=water.pk)

    with pytest.raises(CannotSetTargets, match="phải nêu chỉ số"):
        goals_set(plan, {}, more=[nameless], by=leader)
    with pytest.raises(CannotSetTargets, match="phải nêu chỉ số"):
        goals_set(plan, {}, more=[named], by=leader)


def test_a_plan_holds_only_so_many_goals(plan, leader, monkeypatch):
    monkeypatch.setattr("targets.services.goals.MOST_GOALS", 7)

    with pytest.raises(CannotSetTargets, match="nhiều nhất 7 mục tiêu"):
        goals_set(plan, {}, more=[border(GoalCode.RELAPSE, 1)], by=leader)


def test_the_border_communes_cannot_fall_by_more_than_they_have(plan, commune, leader):
    Commune.objects.exclude(pk=commune.pk).update(is_border=False)

    with pytest.raises(CannotSetTargets, match="không được quá 3 hộ"):
        goals_set(plan, {}, more=[border(GoalCode.POOR_FALL, 4)], by=leader)


def test_minority_within_all_holds_in_each_group(plan, leader):
    more = [border(GoalCode.POOR_FALL, 1), border(GoalCode.EM_POOR_FALL, 2)]

    with pytest.raises(CannotSetTargets, match="không được lớn hơn số hộ nghèo giảm"):
        goals_set(plan, {}, more=more, by=leader)


def test_where_it_was_decided_and_on_what_is_kept(plan, leader):
    saved = goals_set(plan, {}, by=leader, legal_basis="NQ 12-NQ/HU")

    assert (saved.decided_by, saved.legal_basis) == ("Hội nghị triển khai", "NQ 12-NQ/HU")


def test_goals_are_set_with_their_decision(plan, leader):
    agreeing = {GoalCode.POOR_RATE: Decimal("0.00"), GoalCode.POOR_RATE_FALL: Decimal("0.20")}

    saved = goals_set(plan, {**agreeing, GoalCode.RELAPSE: 2}, by=leader)

    assert (value_of("poor_rate"), value_of("relapse")) == (Decimal("0.00"), 2)
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
