"""The year's progress, counted from the list."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from households.choices import HouseholdState
from households.rules.flows import Flow
from targets.choices import Chance, GoalCode
from targets.models import CommuneTarget, Goal
from targets.queries.plans import plan_for
from targets.queries.problems import problems_of
from targets.queries.progress import progress
from targets.words.goals import goal_note
from targets.words.problems import problem_sentences
from tests import factories
from tests.targets.data import TODAY, listed, live_in

COUNTED_QUERIES = 6


def row_of(found, commune):
    return next(row for row in found.communes if row.pk == commune.pk)


@pytest.fixture
def year(plan, commune, other_commune):
    """Ia O: 3 poor, one exited, one relapsed, one near-poor fell; Ia Chia: 1 poor, not reviewed."""
    listed(commune, exited=True)
    listed(commune, near_poor_exit=True, kinh=True)
    listed(commune)
    listed(commune, relapsed=True)
    listed(commune, fallen=True, kinh=True)
    listed(commune, near_poor=True)
    listed(other_commune, reviewed=False)
    live_in(other_commune, kinh=True)
    return progress(plan, as_of=TODAY)


def test_the_flow_of_a_commune_is_counted(year, commune):
    flow = row_of(year, commune).everyone.flow

    assert (flow.opening, flow.exits, flow.relapsed, flow.new_poor) == (3, 2, 1, 1)
    assert (flow.closing, flow.net_fall, flow.reviewed) == (3, 0, 3)
    assert flow.balances


def test_minority_households_are_counted_apart(year, commune):
    flow = row_of(year, commune).minority.flow

    assert (flow.opening, flow.exits, flow.relapsed, flow.new_poor, flow.closing) == (2, 1, 1, 0, 2)
    assert flow.balances


def test_rates_are_over_the_households_living_there_now(year, other_commune):
    line = row_of(year, other_commune).everyone

    assert line.rate == Fraction(1, 2)
    assert line.change_points == Fraction(1, 2) - Fraction(1, 12)


def test_the_district_is_the_sum_of_its_communes(year):
    flows = [row.everyone.flow for row in year.communes]

    assert year.total.everyone.flow == flows[0] + flows[1]
    assert year.total.everyone.baseline_rate == Fraction(4, 20)
    assert year.total.everyone.target_fall == 4


def test_what_remains_is_the_target_less_the_net_fall(plan, commune):
    listed(commune, exited=True)
    listed(commune, exited=True)
    listed(commune)

    line = row_of(progress(plan, as_of=TODAY), commune).everyone

    assert (line.target_fall, line.flow.net_fall, line.remaining) == (3, 2, 1)
    assert line.chance == Chance.AT_RISK


def test_nothing_remains_once_the_target_is_passed(plan, commune):
    CommuneTarget.objects.filter(commune=commune).update(fall=1)
    listed(commune, exited=True)
    listed(commune, exited=True)

    line = row_of(progress(plan, as_of=TODAY), commune).everyone

    assert (line.remaining, line.chance) == (0, Chance.MET)


def test_communes_without_records_are_listed_with_zeroes(plan, other_commune):
    line = row_of(progress(plan, as_of=TODAY), other_commune).everyone

    assert (line.flow.opening, line.flow.closing, line.households) == (0, 0, 0)
    assert line.rate is None
    assert (line.chance, line.is_at_risk) == (None, True)


def test_a_commune_without_a_share_in_the_plan_is_listed_too(plan):
    third = factories.CommuneFactory(name="Ia Khai")
    listed(third, reviewed=False)

    found = row_of(progress(plan, as_of=TODAY), third)

    assert found.everyone.flow.opening == 1
    assert (found.everyone.target_fall, found.everyone.remaining) == (None, None)
    assert not found.is_above_average


def test_a_commune_of_another_district_is_not_listed(plan):
    elsewhere = factories.DistrictFactory(code="627", name="Chư Păh")
    other = factories.CommuneFactory(district=elsewhere)

    assert other.pk not in {row.pk for row in progress(plan, as_of=TODAY).communes}


def test_a_commune_that_begins_after_the_year_is_not_listed(plan):
    later = factories.CommuneFactory(valid_from=TODAY.replace(year=2025))

    found = progress(plan, as_of=TODAY.replace(year=2026))

    assert later.pk not in {row.pk for row in found.communes}


def test_the_share_counts_only_once_it_was_given(plan, commune):
    CommuneTarget.objects.update(fall=0, em_fall=0)

    line = row_of(progress(plan, as_of=TODAY), commune).everyone

    assert (line.target_fall, line.remaining) == (None, None)


def test_the_commune_above_the_average_is_marked(year, commune, other_commune):
    assert row_of(year, commune).is_above_average
    assert not row_of(year, other_commune).is_above_average


def test_communes_stand_worst_first(plan, commune, other_commune):
    listed(commune, exited=True)
    listed(commune)
    listed(other_commune, exited=True)

    found = progress(plan, as_of=TODAY)

    assert [row.pk for row in found.communes] == [commune.pk, other_commune.pk]
    assert [row.name for row in found.communes_by_name()] == ["Ia Chia", "Ia O"]


def test_households_that_moved_away_are_not_in_the_denominator(plan, commune):
    listed(commune)
    left = live_in(commune)
    left.state, left.left_on = HouseholdState.MOVED, TODAY
    left.save()

    assert row_of(progress(plan, as_of=TODAY), commune).everyone.households == 1


def test_the_goals_come_with_target_actual_and_standing(year):
    fall = year.goal(GoalCode.POOR_FALL)

    assert (fall.target, fall.actual, fall.met) == (Decimal(4), 0, False)
    assert fall.chance == Chance.AT_RISK


def test_a_ceiling_that_is_not_set_says_so(year):
    relapse = year.goal(GoalCode.RELAPSE)

    assert (relapse.actual, relapse.met, goal_note(relapse)) == (1, None, "Chưa đặt mức trần")


def test_the_goal_for_communes_above_the_average_counts_them(year):
    goal = year.goal(GoalCode.ABOVE_AVERAGE_FALL)

    assert goal_note(goal) == "0/1 xã trên bình quân huyện đã đạt; giảm ít nhất: Ia O"


def test_the_target_rate_is_shown_on_both_numbers_of_households(plan, commune):
    live_in(commune)

    found = progress(plan, as_of=TODAY).target_rate

    assert (found.poor, found.at_baseline, found.at_present) == (0, 0, 0)


def test_a_plan_without_goals_has_no_target_rate(plan):
    Goal.objects.all().delete()

    assert progress(plan, as_of=TODAY).target_rate is None


def test_workload_is_counted_by_commune(plan, commune):
    factories.AssessmentFactory(household=live_in(commune))
    factories.AssessmentFactory(household=live_in(commune), submitted=True)

    workload = row_of(progress(plan, as_of=TODAY), commune).workload

    assert (workload.drafts, workload.submitted, workload.approved) == (1, 1, 0)


def test_numbers_that_agree_raise_no_problem(plan, commune, other_commune, settle):
    settle(commune, poor=3, em_poor=2, households=8)
    settle(other_commune, poor=1, em_poor=1, households=12)

    assert progress(plan, as_of=TODAY).problems == ()


@pytest.fixture
def settle():
    """Fill a commune with as many poor, minority poor and other households as its baseline."""

    def fill(commune, *, poor, em_poor, households):
        for number in range(poor):
            listed(commune, kinh=number >= em_poor, reviewed=False)
        for _ in range(households - poor):
            live_in(commune, kinh=True)

    return fill


def test_a_list_that_was_never_opened_is_said(plan):
    found = progress(plan, as_of=TODAY)

    assert "Danh sách hộ nghèo đầu năm chưa có hộ nào: chưa đo được tiến độ." in problem_sentences(
        found.problems
    )
    assert found.goal(GoalCode.POOR_RATE).actual is None


def test_a_commune_whose_flow_does_not_balance_is_named(plan, commune):
    listed(commune)
    row = next(one for one in progress(plan, as_of=TODAY).communes if one.code == commune.code)
    # The database refuses rows that would give such a flow.
    broken = replace(row, everyone=replace(row.everyone, flow=Flow(opening=1, closing=0)))

    problems = problem_sentences(problems_of(broken, [broken], [], has_targets=False))

    assert "Xã Ia O: hộ nghèo cuối kỳ là 0, theo diễn biến phải là 1." in problems


def test_an_opening_list_unlike_the_baseline_is_named(plan, commune):
    listed(commune)

    problems = problem_sentences(progress(plan, as_of=TODAY).problems)

    assert "Xã Ia O: danh sách đầu năm có 1 hộ nghèo, số liệu đầu kỳ là 3." in problems


def test_baselines_and_shares_that_do_not_add_up_are_named(plan, commune):
    CommuneTarget.objects.filter(commune=commune).update(poor=4, fall=4)

    problems = problem_sentences(progress(plan, as_of=TODAY).problems)

    assert "Đầu kỳ, hộ nghèo: các xã cộng lại 5, nhiều hơn toàn huyện (4) 1 hộ." in problems
    assert "Chỉ tiêu giảm hộ nghèo: các xã cộng lại 5 hộ, mục tiêu huyện 4 hộ." in problems


def test_a_register_far_from_the_baseline_is_said(plan, commune):
    listed(commune)

    problems = problem_sentences(progress(plan, as_of=TODAY).problems)

    assert problems[-1].startswith("Sổ hộ có 1 hộ đang cư trú, số liệu đầu kỳ 20 hộ")


def test_the_number_of_queries_does_not_grow(plan, commune, django_assert_num_queries):
    with django_assert_num_queries(COUNTED_QUERIES):
        progress(plan, as_of=TODAY)
    listed(commune, exited=True)
    listed(factories.CommuneFactory(), fallen=True)

    with django_assert_num_queries(COUNTED_QUERIES):
        progress(plan, as_of=TODAY)


def test_without_a_year_the_latest_begun_plan_is_meant(plan):
    factories.YearPlanFactory(year=2020)
    factories.YearPlanFactory(year=2022)

    assert plan_for(None, on=TODAY).year == 2021
    assert plan_for(2022, on=TODAY).year == 2022
    assert plan_for(2019, on=TODAY) is None
    assert plan_for(None, on=TODAY.replace(year=2019)).year == 2020


def test_a_line_without_baseline_has_no_rates(year):
    line = replace(year.total.everyone, baseline_households=None, baseline_poor=None)

    assert (line.baseline_rate, line.change_points) == (None, None)


def test_the_flow_tables_are_counted_when_requested_only(plan, commune):
    listed(commune, exited=True)

    assert progress(plan, as_of=TODAY, near_poor=True).tables.everyone.opening == 1
    with pytest.raises(LookupError, match="near_poor=True"):
        _ = progress(plan, as_of=TODAY).tables
