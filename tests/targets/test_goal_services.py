"""Setting the goals, and sharing the fall out to the communes."""

import datetime as dt
from decimal import Decimal

import pytest

from common.errors import Conflict
from targets.choices import GoalCode
from targets.models import CommuneTarget, Goal, YearPlan
from targets.services import CannotSetTargets, CommuneShare, set_commune_targets, set_goals

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


def shared(plan, first, second, *, by, version=1):
    (commune, fall, em_fall), (other, other_fall, other_em_fall) = first, second
    shares = [
        CommuneShare(commune_id=commune.pk, fall=fall, em_fall=em_fall),
        CommuneShare(commune_id=other.pk, fall=other_fall, em_fall=other_em_fall),
    ]
    return set_commune_targets(plan_id=plan.pk, version=version, shares=shares, by=by)


def test_the_fall_is_shared_out(plan, commune, other_commune, leader):
    Goal.objects.filter(code="em_poor_fall").update(value=3)

    saved = shared(plan, (commune, 3, 2), (other_commune, 1, 1), by=leader)

    row = CommuneTarget.objects.get(commune=commune)
    assert (row.em_fall, saved.version) == (2, 2)
    assert row.history.latest().history_user == leader


def test_shares_that_do_not_add_up_are_refused_by_how_much(plan, commune, other_commune, leader):
    with pytest.raises(CannotSetTargets) as refusal:
        shared(plan, (commune, 2, 2), (other_commune, 1, 1), by=leader)

    assert "hộ nghèo của các xã là 3, thiếu 1 hộ so với mục tiêu huyện 4" in str(refusal.value)
    assert "hộ nghèo DTTS của các xã là 3, thừa 1 hộ so với mục tiêu huyện 2" in str(refusal.value)
    assert CommuneTarget.objects.get(commune=commune).fall == 3


def test_a_commune_above_the_average_owes_more_than_the_floor(plan, commune, other_commune, leader):
    Goal.objects.filter(code="above_average_fall").update(value=Decimal("0.25"))  # 2 of 8
    Goal.objects.filter(code="poor_fall").update(value=3)

    with pytest.raises(CannotSetTargets, match=r"Xã Ia O: .* phải giảm ít nhất 3 hộ"):
        shared(plan, (commune, 2, 1), (other_commune, 1, 1), by=leader)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ((4, 1), (0, 1), "chỉ tiêu 4 lớn hơn 3 hộ nghèo đầu kỳ"),
        ((3, 3), (1, 1), "chỉ tiêu DTTS 3 lớn hơn 2 hộ nghèo DTTS"),
        ((4, 1), (0, 1), "chỉ tiêu DTTS 1 lớn hơn chỉ tiêu chung 0"),
    ],
)
def test_a_share_larger_than_what_there_is_is_refused(
    plan, commune, other_commune, leader, first, second, message
):
    with pytest.raises(CannotSetTargets, match=message):
        shared(plan, (commune, *first), (other_commune, *second), by=leader)


def test_every_commune_is_given_its_share_at_once(plan, commune, leader):
    shares = [CommuneShare(commune_id=commune.pk, fall=4, em_fall=2)]

    with pytest.raises(CannotSetTargets, match="từng xã"):
        set_commune_targets(plan_id=plan.pk, version=1, shares=shares, by=leader)


def test_sharing_the_same_again_changes_nothing(plan, commune, other_commune, leader):
    saved = shared(plan, (commune, 3, 1), (other_commune, 1, 1), by=leader, version=99)

    assert saved.version == 1


def test_shares_changed_meanwhile_are_not_overwritten(plan, commune, other_commune, leader):
    goals_set(plan, {GoalCode.EM_POOR_FALL: Decimal(3)}, by=leader)

    with pytest.raises(Conflict):
        shared(plan, (commune, 3, 2), (other_commune, 1, 1), by=leader, version=1)


def test_without_a_goal_there_is_nothing_to_share(plan, commune, other_commune, leader):
    Goal.objects.update(value=None)

    with pytest.raises(CannotSetTargets, match="Hãy đặt mục tiêu giảm hộ nghèo của huyện"):
        shared(plan, (commune, 2, 1), (other_commune, 1, 1), by=leader)


def test_without_the_communes_figures_there_is_nothing_to_share(plan, leader):
    CommuneTarget.objects.all().delete()

    with pytest.raises(CannotSetTargets, match="Hãy nhập số liệu đầu kỳ"):
        set_commune_targets(plan_id=plan.pk, version=1, shares=[], by=leader)


@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(2019, 12, 31), dt.date(2023, 1, 1)])
def test_a_decision_of_another_age_is_refused(plan, leader, day):
    with pytest.raises(CannotSetTargets, match="từ năm 2020 đến năm 2022"):
        goals_set(plan, {GoalCode.RELAPSE: 2}, by=leader, decided_on=day)
