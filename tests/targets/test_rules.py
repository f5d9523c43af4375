"""When a goal is reached, at its edges, in exact numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest

from targets.choices import Chance, Comparison, GoalCode
from targets.rules.forecast import forecast_of
from targets.rules.months import MonthCounts
from targets.rules.standing import (
    AboveAverage,
    GoalFigures,
    above_average_outcome,
    district_outcome,
    fall_outcome,
    least_fall_above,
    rate_fall_outcome,
    rate_outcome,
    ratio,
    reached,
    relapse_outcome,
)
from targets.rules.strata import AreaYear, strata_of
from targets.rules.verdict import urgency

AT_MOST, AT_LEAST, MORE_THAN = Comparison.AT_MOST, Comparison.AT_LEAST, Comparison.MORE_THAN


def figures(**wanted):
    """The district at the end of 2020, nothing reviewed yet, by default."""
    known = {
        "baseline_households": 27_771,
        "baseline_poor": 897,
        "opening": 897,
        "closing": 897,
        "relapsed": 0,
        "reviewed": 0,
        "households": 27_771,
    }
    known |= wanted
    return GoalFigures(**known, forecast=foretold(known))


def foretold(known):
    """The forecast of one area of which only the net fall is known."""
    fall = known["opening"] - known["closing"]
    counts = MonthCounts(
        opening=known["opening"],
        reviewed=known["reviewed"],
        exits=max(0, fall),
        new_poor=max(0, -fall),
        closing=known["closing"],
    )
    return forecast_of(strata_of([AreaYear(counts=counts)]))


def complete(closing, **wanted):
    return figures(closing=closing, reviewed=897, **wanted)


@pytest.mark.parametrize(
    ("actual", "comparison", "value", "expected"),
    [
        (250, AT_LEAST, 250, True),
        (249, AT_LEAST, 250, False),
        (12, MORE_THAN, 12, False),
        (13, MORE_THAN, 12, True),
        (12, AT_MOST, 12, True),
        (13, AT_MOST, 12, False),
    ],
)
def test_a_goal_is_reached_at_its_edge(actual, comparison, value, expected):
    assert reached(actual, comparison, value) is expected


def test_a_third_is_compared_without_rounding():
    assert reached(Fraction(1, 3), AT_LEAST, Decimal("0.333333"))
    assert not reached(Fraction(1, 3), AT_LEAST, Decimal("0.333334"))


def test_a_rate_over_no_household_is_unknown():
    assert ratio(0, 0) is None
    assert ratio(897, 27_771) == Fraction(897, 27_771)


@pytest.mark.parametrize(("closing", "met"), [(647, True), (648, False)])
def test_the_conference_goal_of_2_33_per_cent_is_met_by_647_households(closing, met):
    outcome = rate_outcome(complete(closing), AT_MOST, Decimal("0.0233"))

    assert outcome.met is met
    assert outcome.chance == (Chance.MET if met else Chance.AT_RISK)


@pytest.mark.parametrize(("closing", "met"), [(647, True), (648, False)])
def test_the_fall_of_0_90_points_needs_250_households(closing, met):
    outcome = rate_fall_outcome(complete(closing), AT_LEAST, Decimal("0.009"))

    assert outcome.actual == Fraction(897 - closing, 27_771)
    assert outcome.met is met


@pytest.mark.parametrize(("closing", "met"), [(500, True), (501, False)])
def test_the_minority_fall_is_over_minority_households(closing, met):
    minority = figures(
        baseline_households=11_840,
        baseline_poor=693,
        opening=693,
        households=11_840,
        closing=closing,
        reviewed=693,
    )

    outcome = district_outcome(
        GoalCode.EM_POOR_RATE_FALL,
        everyone=complete(897),
        minority=minority,
        comparison=AT_LEAST,
        value=Decimal("0.0163"),
    )

    assert outcome.met is met


def test_more_households_make_the_same_fall_another_rate():
    grown = complete(647, households=28_049)

    assert grown.rate == Fraction(647, 28_049)
    assert grown.rate_fall > complete(647).rate_fall


@pytest.mark.parametrize(
    ("closing", "reviewed", "verdict"),
    [
        (897, 0, Chance.NO_BASIS),
        (897, 4, Chance.NO_BASIS),  # fewer than five
        (847, 160, Chance.LIKELY),  # 50 of 160: 280 in the end, 250 are likely
        (847, 178, Chance.AT_RISK),  # 252 in the end, 250 are as likely as not
        (847, 181, Chance.AT_RISK),  # 248 in the end
        (647, 300, Chance.MET),
        (648, 897, Chance.AT_RISK),
    ],
)
def test_the_standing_follows_the_probability_of_the_goal(closing, reviewed, verdict):
    outcome = fall_outcome(figures(closing=closing, reviewed=reviewed), AT_LEAST, 250)

    assert outcome.chance == verdict


def test_a_rise_is_a_negative_fall():
    outcome = fall_outcome(figures(closing=900, reviewed=10), AT_LEAST, 250)

    assert outcome.actual == -3
    assert outcome.met is False


def test_a_goal_without_a_value_is_neither_met_nor_missed():
    outcome = fall_outcome(complete(647), AT_LEAST, None)

    assert (outcome.actual, outcome.met) == (250, None)
    assert outcome.chance is None


def test_a_list_that_was_never_opened_has_no_rate():
    outcome = rate_outcome(figures(opening=0, closing=0), AT_MOST, Decimal("0.0233"))

    assert (outcome.actual, outcome.met) == (None, None)


@pytest.mark.parametrize(
    ("relapsed", "reviewed", "met", "verdict"),
    [
        (4, 400, True, Chance.LIKELY),  # 8.97 in the end
        (5, 400, True, Chance.AT_RISK),  # 11.2 in the end
        (10, 897, True, Chance.MET),
        (11, 897, False, Chance.AT_RISK),
        (11, 400, False, Chance.AT_RISK),
        (0, 0, None, Chance.NO_BASIS),
    ],
)
def test_a_ceiling_is_kept_only_at_the_end(relapsed, reviewed, met, verdict):
    known = figures(relapsed=relapsed, reviewed=reviewed)

    outcome = relapse_outcome(known, AT_MOST, 10)

    assert (outcome.met, outcome.chance) == (met, verdict)


def ia_o(closing, reviewed):
    """Ia O: 120 poor of 2,678; a fall of more than 1.2 points is 33 households."""
    return figures(
        baseline_households=2678,
        baseline_poor=120,
        opening=120,
        households=2678,
        closing=closing,
        reviewed=reviewed,
    )


@pytest.mark.parametrize(
    ("communes", "smallest", "met", "verdict"),
    [
        ([ia_o(87, 120)], 33, True, Chance.MET),
        ([ia_o(88, 120)], 32, False, Chance.AT_RISK),
        ([ia_o(87, 120), ia_o(88, 120)], 32, False, Chance.AT_RISK),
        ([ia_o(87, 120), ia_o(108, 30)], 12, False, Chance.SURE),
        ([ia_o(87, 120), ia_o(112, 30)], 8, False, Chance.AT_RISK),
        ([ia_o(87, 120), ia_o(120, 0)], 0, None, Chance.NO_BASIS),
        ([ia_o(119, 60), ia_o(120, 0)], 0, False, Chance.AT_RISK),
    ],
)
def test_every_commune_above_the_average_must_fall_by_more(communes, smallest, met, verdict):
    outcome, summary = above_average_outcome(communes, MORE_THAN, Decimal("0.012"))

    assert outcome.actual == Fraction(smallest, 2678)
    assert (outcome.met, outcome.chance) == (met, verdict)
    assert summary.communes == len(communes)


def test_without_a_commune_above_the_average_nothing_is_judged():
    outcome, summary = above_average_outcome([], MORE_THAN, Decimal("0.012"))

    assert (outcome.actual, outcome.met, outcome.chance) == (None, None, Chance.NO_BASIS)
    assert summary == AboveAverage(communes=0, reached=0, smallest_fall=None)


@pytest.mark.parametrize(("households", "least"), [(2678, 33), (1000, 13), (999, 12), (0, 1)])
def test_the_fewest_households_for_more_than_1_2_points(households, least):
    assert least_fall_above(households, Decimal("0.012")) == least


def test_communes_are_sorted_worst_first():
    unlikely = urgency(Chance.AT_RISK, lead=-0.5, remaining=5, target=10)
    worse = urgency(Chance.AT_RISK, lead=-2.0, remaining=5, target=10)
    even = urgency(Chance.AT_RISK, lead=0.1, remaining=18, target=20)
    no_basis = urgency(Chance.NO_BASIS, lead=0.0, remaining=9, target=10)
    larger = urgency(Chance.NO_BASIS, lead=0.0, remaining=18, target=20)
    met = urgency(Chance.MET, lead=2.0, remaining=0, target=10)
    idle = urgency(None, lead=0.0, remaining=0, target=0)

    assert sorted([met, no_basis, unlikely, worse, larger, even, idle]) == [
        larger,
        no_basis,
        worse,
        unlikely,
        even,
        met,
        idle,
    ]
