"""The standing of goals of the border communes and of basic services."""

from decimal import Decimal
from fractions import Fraction

import pytest

from areas.models import Commune
from households.models import AssessmentResult
from targets.choices import Chance, GoalCode, GoalGroup
from targets.queries.progress import progress
from targets.rules.standing import share_outcome
from targets.words.goals import goal_note
from targets.words.overview import overview
from tests import factories
from tests.targets.data import TODAY, fill, listed

BORDER = GoalGroup.BORDER


@pytest.fixture
def border(plan, other_commune):
    """Ia Chia alone lies on the border: 12 households, 1 poor, before the year."""
    Commune.objects.exclude(pk=other_commune.pk).update(is_border=False)
    return other_commune


def goal(plan, code, value, **more):
    position = plan.goals.count() + 1
    return factories.GoalFactory(plan=plan, code=code, value=value, position=position, **more)


def answered(commune, **answers):
    record = listed(commune)
    AssessmentResult.objects.filter(pk=record.result_id).update(answers=answers)


def test_a_goal_of_the_border_is_judged_by_its_communes_alone(plan, commune, border):
    goal(plan, GoalCode.POOR_FALL, 1, group=BORDER)
    listed(border, exited=True)
    listed(commune)

    found = progress(plan, as_of=TODAY)

    row = found.goal(GoalCode.POOR_FALL, group=BORDER)
    assert (row.actual, row.chance) == (1, Chance.MET)
    assert row.label.endswith("(các xã biên giới)")
    assert found.goal(GoalCode.POOR_FALL).target == 4


def test_rates_of_the_border_start_from_its_own_baseline(plan, border):
    goal(plan, GoalCode.POOR_RATE_FALL, Decimal("0.01"), group=BORDER)
    listed(border, exited=True)

    row = progress(plan, as_of=TODAY).goal(GoalCode.POOR_RATE_FALL, group=BORDER)

    assert row.actual == Fraction(1, 12)


def test_minority_and_relapse_goals_of_the_border(plan, border):
    goal(plan, GoalCode.EM_POOR_FALL, 1, group=BORDER)
    goal(plan, GoalCode.RELAPSE, 0, group=BORDER)
    listed(border, exited=True)
    listed(border, relapsed=True)

    found = progress(plan, as_of=TODAY)

    assert found.goal(GoalCode.EM_POOR_FALL, group=BORDER).actual == 0
    assert found.goal(GoalCode.RELAPSE, group=BORDER).chance == Chance.AT_RISK


def test_only_border_communes_above_the_average_are_asked(plan, commune, border):
    goal(plan, GoalCode.ABOVE_AVERAGE_FALL, Decimal("0.012"), group=BORDER)
    listed(commune, exited=True)

    row = progress(plan, as_of=TODAY).goal(GoalCode.ABOVE_AVERAGE_FALL, group=BORDER)

    assert (row.actual, goal_note(row)[:13]) == (None, "Không có xã n")


def test_the_rate_of_the_border_is_shown_on_both_numbers_of_households(plan, border):
    goal(plan, GoalCode.POOR_FALL, 1, group=BORDER)
    goal(plan, GoalCode.POOR_RATE, Decimal("0.05"), group=BORDER)
    fill(border, listed_households=1, others=3)

    found = progress(plan, as_of=TODAY)

    target = found.groups[BORDER].target_rate
    assert (target.poor, target.at_baseline, target.at_present) == (0, 0, 0)
    notes = [view.notes for view in overview(found).goals if view.goal.group == BORDER]
    assert any("đầu kỳ" in " ".join(each) for each in notes)


def test_a_service_is_measured_on_the_poor_with_an_approved_form(plan, commune, border, leader):
    water = plan.standard.indicators.get(key="water")
    goal(plan, GoalCode.DEPRIVATION_RATE, Decimal("0.4"), indicator=water)
    goal(plan, GoalCode.DEPRIVATION_RATE, Decimal("0.4"), indicator=water, group=BORDER)
    answered(commune, water=True)
    answered(border, water=False)
    listed(commune, reviewed=False)

    found = progress(plan, as_of=TODAY, reader=leader)

    everywhere = found.goal(GoalCode.DEPRIVATION_RATE, indicator="water")
    at_border = found.goal(GoalCode.DEPRIVATION_RATE, indicator="water", group=BORDER)
    assert (everywhere.actual, everywhere.chance) == (Fraction(1, 2), Chance.AT_RISK)
    assert goal_note(everywhere) == "1/2 hộ nghèo đã có phiếu duyệt"
    assert (at_border.actual, at_border.chance) == (0, Chance.MET)


def test_without_a_form_a_service_is_not_measured(plan, commune):
    water = plan.standard.indicators.get(key="water")
    goal(plan, GoalCode.DEPRIVATION_RATE, Decimal("0.4"), indicator=water)

    row = progress(plan, as_of=TODAY).goal(GoalCode.DEPRIVATION_RATE, indicator="water")

    assert (row.actual, row.met, row.chance) == (None, None, Chance.NO_BASIS)
    assert overview(progress(plan, as_of=TODAY)).goals[-1].share is None


def test_a_border_without_figures_is_not_measured(plan):
    Commune.objects.update(is_border=False)
    goal(plan, GoalCode.POOR_RATE, Decimal("0.05"), group=BORDER)

    row = progress(plan, as_of=TODAY).goal(GoalCode.POOR_RATE, group=BORDER)

    assert (row.actual, row.chance) == (None, Chance.NO_BASIS)


def test_services_cost_one_query_and_the_border_none(plan, border, django_assert_num_queries):
    for key in ("water", "toilet"):
        indicator = plan.standard.indicators.get(key=key)
        goal(plan, GoalCode.DEPRIVATION_RATE, Decimal("0.4"), indicator=indicator)
        goal(plan, GoalCode.DEPRIVATION_RATE, None, indicator=indicator, group=BORDER)

    with django_assert_num_queries(7):
        progress(plan, as_of=TODAY)


@pytest.mark.parametrize(
    ("lacking", "measured", "standing"),
    [
        (1, 5, Chance.MET),
        (2, 5, Chance.AT_RISK),
        (0, 0, Chance.NO_BASIS),
    ],
)
def test_a_share_is_judged_without_rounding(lacking, measured, standing):
    assert share_outcome(lacking, measured, "AT_MOST", Decimal("0.2")).chance == standing
