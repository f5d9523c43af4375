"""The coverage of registrations: the rule at its edges, and the figures against the raw rows."""

from dataclasses import asdict
from fractions import Fraction

import pytest

from households.models import PovertyRecord
from targets.models import ExitRegistration
from targets.queries.coverage import coverage
from targets.queries.registrations import registered_by_commune
from targets.rules.coverage import Coverage, expected_gains, urgency
from tests import factories
from tests.targets.data import listed

pytestmark = pytest.mark.django_db


def named(plan, commune, **record):
    """A household of the opening list that its commune has named."""
    found = listed(commune, **record)
    factories.ExitRegistrationFactory(plan=plan, household=found.household)
    return found


def everyone(plan, commune):
    return coverage(plan).of(commune.pk).everyone


@pytest.mark.parametrize(
    ("so_far", "last_year", "expected"), [(0, None, 0), (3, None, 3), (3, 5, 5), (6, 5, 6)]
)
def test_expected_gains_are_the_larger_of_this_year_and_the_year_before(
    so_far, last_year, expected
):
    assert expected_gains(so_far=so_far, last_year=last_year) == expected


@pytest.mark.parametrize(
    ("registered", "share", "short"),
    [(0, 0, 12), (11, Fraction(11, 12), 1), (12, 1, 0), (13, Fraction(13, 12), 0)],
)
def test_names_are_held_against_target_and_expected_gains(registered, share, short):
    found = Coverage(registered=registered, not_reviewed=registered, target=10, expected_gains=2)

    assert (found.needed, found.share, found.short) == (12, share, short)
    assert found.can_reach is (registered >= 12)


def test_nothing_needed_has_no_share_and_is_reached():
    found = Coverage(target=0)

    assert (found.share, found.short, found.can_reach) == (None, 0, True)


def test_without_a_target_nothing_can_be_said():
    found = Coverage(registered=3, not_reviewed=3, expected_gains=1)

    assert (found.needed, found.share, found.short, found.can_reach) == (None, None, None, None)
    assert found.lacking == 0


def test_names_that_left_or_stayed_poor_bring_no_exit():
    found = Coverage(registered=4, exited=1, still_poor=1, not_reviewed=1, left=1, target=3)

    assert (found.short, found.reach, found.can_reach, found.lacking) == (0, 2, False, 1)


def test_an_exit_nobody_named_counts_towards_the_target():
    found = Coverage(registered=1, not_reviewed=1, exits_unnamed=1, target=2)

    assert (found.short, found.can_reach) == (1, True)


def test_the_worst_commune_stands_first():
    cannot = Coverage(registered=1, not_reviewed=1, target=4)
    barely = Coverage(registered=3, not_reviewed=3, target=4)
    by_others = Coverage(registered=1, not_reviewed=1, exits_unnamed=3, target=4)
    untold, enough = Coverage(), Coverage(registered=4, not_reviewed=4, target=4)

    ordered = sorted([enough, untold, by_others, barely, cannot], key=urgency)

    assert ordered == [cannot, barely, by_others, untold, enough]


def test_names_by_what_became_of_them(plan, commune):
    named(plan, commune, exited=True)
    named(plan, commune, kinh=True)
    named(plan, commune, reviewed=False)
    named(plan, commune, reviewed=False, left=True)
    listed(commune, near_poor_exit=True)
    listed(commune, reviewed=False)

    row = coverage(plan).of(commune.pk)

    assert asdict(row.everyone) == {
        "registered": 4,
        "exited": 1,
        "still_poor": 1,
        "not_reviewed": 1,
        "left": 1,
        "exits_unnamed": 1,
        "target": 3,
        "expected_gains": 0,
    }
    assert (row.minority.registered, row.minority.still_poor, row.minority.target) == (3, 0, 1)


def test_minority_is_what_the_record_says(plan, commune):
    named(plan, commune, kinh=True, is_ethnic_minority=True)

    assert coverage(plan).of(commune.pk).minority.registered == 1


def test_only_registrations_in_force_count(plan, commune):
    for state in ("CONSIDERED", "WITHDRAWN"):
        household = listed(commune).household
        words = "Chuyển ý" if state == "WITHDRAWN" else ""
        factories.ExitRegistrationFactory(
            plan=plan, household=household, state=state, registered_on=None, withdrawn_reason=words
        )

    assert everyone(plan, commune).registered == 0


def test_gains_of_this_year_and_of_the_year_before(plan, commune, other_commune):
    listed(other_commune, year=2020)
    for _ in range(3):
        listed(commune, first_poor=True, year=2020, kinh=True)
    listed(commune, relapsed=True)
    listed(commune, first_poor=True)

    report = coverage(plan)

    assert report.of(commune.pk).everyone.expected_gains == 3
    assert report.of(commune.pk).minority.expected_gains == 2
    assert report.of(other_commune.pk).everyone.expected_gains == 0


def test_a_year_before_without_an_opening_says_nothing(plan, commune):
    listed(commune, first_poor=True, year=2020)

    assert everyone(plan, commune).expected_gains == 0


def test_the_total_adds_the_communes_up(plan, commune, other_commune):
    named(plan, commune, exited=True)
    named(plan, other_commune, kinh=True)

    total = coverage(plan).total

    assert (total.everyone.registered, total.everyone.target) == (2, 4)
    assert (total.minority.registered, total.minority.target) == (1, 2)


def test_coverage_agrees_with_the_raw_rows(plan, commune, other_commune):
    for place in (commune, other_commune):
        named(plan, place, exited=True)
        named(plan, place, reviewed=False)
        listed(place, relapsed=True)

    report = coverage(plan)
    raw = ExitRegistration.objects.filter(plan=plan, state="REGISTERED")
    exited = PovertyRecord.objects.filter(
        household__in=raw.values("household"), opening_status="POOR", status="NOT_POOR"
    )

    found = {
        row.commune_id: (row.everyone.registered, row.minority.registered)
        for row in report.communes
    }
    assert found == registered_by_commune(plan)
    assert report.total.everyone.registered == raw.count()
    assert report.total.everyone.exited == exited.count()


def test_a_goal_not_allocated_leaves_coverage_unknown(plan, commune):
    plan.commune_targets.update(fall=0, em_fall=0)
    named(plan, commune)

    found = everyone(plan, commune)

    assert (found.registered, found.needed, found.can_reach) == (1, None, None)


def test_a_plan_without_list_or_shares_is_told_with_zeroes(commune):
    plan = factories.YearPlanFactory(district=commune.district)

    report = coverage(plan)

    assert [row.everyone for row in report.communes] == [Coverage()]
    assert report.total.everyone.can_reach is None
    assert report.of(0) is None


def test_names_of_a_merged_commune_belong_to_the_new_one(plan, commune, other_commune):
    commune.merged_into = other_commune
    commune.save()
    named(plan, commune)
    named(plan, other_commune)

    assert coverage(plan).of(other_commune.pk).everyone.registered == 2
    assert coverage(plan).of(commune.pk).everyone.registered == 1


def test_communes_that_cannot_reach_the_target_are_told(plan, commune, other_commune):
    named(plan, other_commune, reviewed=False)

    report = coverage(plan)

    assert [row.commune_id for row in report.unable] == [commune.pk]
    assert report.communes[0].commune_id == commune.pk


@pytest.mark.parametrize("households", [1, 4])
def test_coverage_costs_four_queries(
    households, plan, commune, other_commune, django_assert_num_queries
):
    for _ in range(households):
        named(plan, commune)
        named(plan, other_commune, relapsed=True)

    with django_assert_num_queries(4):
        coverage(plan)
