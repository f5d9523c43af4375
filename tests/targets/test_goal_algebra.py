"""Goals that contradict one another are refused with the right value; the leader confirms changes."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from common.clock import now
from common.errors import Conflict
from targets.choices import GoalCode, GoalGroup
from targets.models import Goal, GoalProposal, YearPlan
from targets.rules.goal_algebra import GoalBase, contradictions
from targets.services.goal_proposals import confirm_goals, drop_goals, save_goals
from targets.services.goals import CannotSetTargets, GoalInput, GoalsInput, NeedsLeader, set_goals
from targets.words.goal_algebra import contradiction_words
from tests import factories

ALL = GoalBase(households=27_771, poor=897)
MINORITY = GoalBase(households=11_840, poor=693)
NEW = {"decision_number": "60/KH-UBND", "decided_on": dt.date(2021, 5, 4)}
OF_2021 = {
    "poor_fall": 250,
    "poor_rate": Decimal("0.0233"),
    "poor_rate_fall": Decimal("0.009"),
    "em_poor_fall": 193,
    "em_poor_rate_fall": Decimal("0.0163"),
}


def wrong(**values):
    given = {"fall": None, "rate": None, "points": None, **values}
    return [each.code for each in contradictions(ALL, **given)]


@pytest.fixture
def plan(db):
    plan = factories.YearPlanFactory(households=27_771, poor=897, em_households=11_840, em_poor=693)
    for position, (code, value) in enumerate(OF_2021.items(), start=1):
        Goal.objects.update_or_create(
            plan=plan,
            code=code,
            group="EVERYWHERE",
            defaults={"value": value, "comparison": "AT_LEAST", "position": position},
        )
    return plan


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)


def asked(**values):
    goals = [GoalInput(code=code, value=Decimal(str(value))) for code, value in values.items()]
    return GoalsInput(goals=goals, **NEW)


def save(plan, by, *, signs=False, **values):
    return save_goals(
        plan_id=plan.pk, version=plan.version, asked=asked(**values), by=by, at=now(), signs=signs
    )


def value_of(code):
    return Goal.objects.get(code=code).value


def test_the_goals_of_2021_agree():
    assert wrong(fall=250, rate=Decimal("0.0233"), points=Decimal("0.0090")) == []
    found = contradictions(
        MINORITY, fall=193, rate=None, points=Decimal("0.0163"), is_minority=True
    )
    assert found == []


def test_a_fall_of_300_contradicts_the_rate_and_the_points():
    given = {"fall": 300, "rate": Decimal("0.0233"), "points": Decimal("0.0090")}
    found = contradictions(ALL, **given)

    assert [each.code for each in found] == [GoalCode.POOR_RATE, GoalCode.POOR_RATE_FALL]
    assert contradiction_words(found[0]) == (
        "897 − 300 = 597 hộ nghèo = 2,15 %, không phải 2,33 %."
        " Hãy sửa thành 2,15 %, hoặc sửa số hộ giảm thành 250."
    )
    assert "1,08 điểm phần trăm, không phải 0,90 điểm phần trăm" in contradiction_words(found[1])


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"fall": 250, "rate": Decimal("0.0234")}, ["poor_rate"]),
        ({"fall": 251, "rate": Decimal("0.0233")}, []),  # 2,3262 %
        ({"fall": 252, "rate": Decimal("0.0233")}, ["poor_rate"]),  # 2,3226 %
        ({"fall": 249, "points": Decimal("0.0090")}, []),  # 0,8966 điểm
        ({"fall": 248, "points": Decimal("0.0090")}, ["poor_rate_fall"]),  # 0,8930 điểm
        ({"rate": Decimal("0.0233"), "points": Decimal("0.0090")}, []),
        ({"rate": Decimal("0.0233"), "points": Decimal("0.0089")}, []),  # 0,89999 điểm
        ({"rate": Decimal("0.0233"), "points": Decimal("0.0091")}, ["poor_rate_fall"]),
        ({"rate": Decimal("0.0233"), "points": Decimal("0.0092")}, ["poor_rate_fall"]),
        ({"rate": Decimal("0.0233")}, []),
        ({"fall": 0, "rate": Decimal("0.0323"), "points": Decimal(0)}, []),
    ],
)
def test_goals_agree_within_the_rounding_of_two_decimals(values, codes):
    assert wrong(**values) == codes


def test_without_households_nothing_follows():
    base = GoalBase(households=0, poor=0)

    assert contradictions(base, fall=3, rate=Decimal("0.1"), points=None) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"poor_fall": 300}, "poor_rate"),
        ({"poor_rate": "0.025"}, "poor_rate"),
        ({"poor_rate_fall": "0.0100"}, "poor_rate_fall"),
        ({"em_poor_fall": 180}, "em_poor_rate_fall"),
        ({"em_poor_rate_fall": "0.0150"}, "em_poor_rate_fall"),
    ],
)
def test_a_contradiction_is_refused_beside_the_goal(plan, leader, values, field):
    with pytest.raises(CannotSetTargets) as refusal:
        save(plan, leader, signs=True, **values)

    assert refusal.value.field == field
    assert value_of("poor_fall") == 250


def test_goals_of_the_minorities_follow_their_own_baseline(plan, leader):
    with pytest.raises(CannotSetTargets, match=r"Giảm 200 trên 11\.840 hộ"):
        save(plan, leader, signs=True, em_poor_fall=200)

    save(plan, leader, signs=True, em_poor_fall=200, em_poor_rate_fall="0.0169")

    assert value_of("em_poor_fall") == 200


def test_goals_of_the_border_follow_the_baseline_of_its_communes(plan, leader, commune):
    commune.is_border = True
    commune.save()
    factories.CommuneTargetFactory(plan=plan, commune=commune, households=1_000, poor=100)
    of_border = {"fall": ("poor_fall", 20), "rate": ("poor_rate", "0.0800")}
    goals = {
        name: GoalInput(code=code, value=Decimal(value), group=GoalGroup.BORDER)
        for name, (code, value) in of_border.items()
    }

    save_goals(
        plan_id=plan.pk,
        version=plan.version,
        asked=GoalsInput(goals=list(goals.values()), **NEW),
        by=leader,
        at=now(),
        signs=True,
    )

    assert Goal.objects.get(code="poor_rate", group=GoalGroup.BORDER).value == Decimal("0.08")


def test_a_goal_that_was_set_waits_for_the_leader(plan, leader):
    office = factories.UserFactory()
    proposal = save(plan, office, poor_fall=251)
    assert isinstance(proposal, GoalProposal)
    assert value_of("poor_fall") == 250

    confirm_goals(proposal_id=proposal.pk, by=leader, at=now())
    confirm_goals(proposal_id=proposal.pk, by=leader, at=now())

    assert value_of("poor_fall") == 251
    assert YearPlan.objects.get().decision_number == "60/KH-UBND"


def test_who_proposes_does_not_confirm_and_a_dropped_change_changes_nothing(plan, leader):
    office = factories.UserFactory()
    proposal = save(plan, office, poor_fall=251)
    with pytest.raises(CannotSetTargets, match="không được tự xác nhận"):
        confirm_goals(proposal_id=proposal.pk, by=office, at=now())
    drop_goals(proposal_id=proposal.pk, by=office, at=now())

    with pytest.raises(CannotSetTargets, match="không thực hiện"):
        confirm_goals(proposal_id=proposal.pk, by=leader, at=now())
    assert value_of("poor_fall") == 250


def test_two_changes_do_not_wait_at_once(plan, leader):
    office = factories.UserFactory()
    first = save(plan, office, poor_fall=251)

    assert save(plan, office, poor_fall=251) == first
    with pytest.raises(Conflict):
        save(plan, factories.UserFactory(), poor_fall=249)
    with pytest.raises(Conflict):
        save(plan, leader, signs=True, poor_fall=249)


def test_a_change_of_a_plan_changed_since_is_a_conflict(plan, leader):
    proposal = save(plan, factories.UserFactory(), poor_fall=251)
    YearPlan.objects.update(version=2)

    with pytest.raises(Conflict):
        confirm_goals(proposal_id=proposal.pk, by=leader, at=now())


def test_a_change_names_the_new_document(plan, leader):
    without = GoalsInput(goals=[GoalInput(code="poor_fall", value=Decimal(251))])
    with pytest.raises(CannotSetTargets, match="văn bản thay đổi"):
        save_goals(plan_id=plan.pk, version=1, asked=without, by=leader, at=now(), signs=True)
    save(plan, leader, signs=True, poor_fall=251)
    plan.refresh_from_db()

    with pytest.raises(CannotSetTargets, match="theo văn bản này"):
        save(plan, leader, signs=True, poor_fall=249)


def test_a_change_is_not_set_past_the_leader(plan):
    with pytest.raises(NeedsLeader):
        set_goals(
            plan_id=plan.pk,
            version=1,
            asked=asked(poor_fall=251),
            by=factories.UserFactory(),
            is_confirmed=False,
        )


def test_a_goal_set_for_the_first_time_needs_nobody_else(plan):
    Goal.objects.filter(code="poor_rate_fall").update(value=None)

    saved = save(plan, factories.UserFactory(), poor_rate_fall="0.009")

    assert isinstance(saved, YearPlan)


def test_the_leader_confirms_on_the_page_of_the_plan(plan, leader, log_in):
    proposal = save(plan, factories.UserFactory(), poor_fall=251)
    client = log_in(leader)

    page = client.get(reverse("targets:plan"), {"year": plan.year}).content.decode()
    client.post(reverse("targets:goals_confirm", args=[proposal.pk]))

    assert "Mục tiêu mới chờ lãnh đạo xác nhận" in page
    assert "251 hộ" in page
    assert value_of("poor_fall") == 251


def test_the_api_keeps_a_change_for_the_leader(plan, leader, api_as):
    office = api_as(factories.UserFactory())
    sent = {
        "version": 1,
        "goals": [{"code": "poor_fall", "value": "251"}],
        "decision_number": "60/KH-UBND",
        "decided_on": "2021-05-04",
    }

    answer = office.put(reverse("api:year_plan_goals", args=[plan.year]), sent, format="json")
    waiting = office.get(reverse("api:goal_proposal", args=[plan.year])).json()
    api_as(leader).post(reverse("api:goal_proposal_confirm", args=[waiting["id"]]))

    assert answer.status_code == 202
    assert waiting["lines"] == [
        {
            "label": "Số hộ nghèo giảm (giảm thực)",
            "before": "ít nhất 250 hộ",
            "after": "ít nhất 251 hộ",
        }
    ]
    assert value_of("poor_fall") == 251


def test_goals_that_a_new_baseline_contradicts_are_a_problem_of_the_plan(plan, leader, log_in):
    YearPlan.objects.update(poor=800, em_poor=600)

    page = log_in(leader).get(reverse("targets:plan"), {"year": plan.year}).content.decode()

    assert "800 − 250 = 550 hộ nghèo = 1,98 %, không phải 2,33 %" in page
