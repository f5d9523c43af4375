"""The forecast as arithmetic: strata that add up, consistent bounds, verdicts by probability."""

import itertools
import math
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.choices import Chance
from targets.rules.forecast import accuracy, forecast_of, what_ifs
from targets.rules.months import MonthCounts
from targets.rules.strata import LEAST_KNOWN, AreaYear, Names, Pending, basis_needed, strata_of
from targets.rules.verdict import chance


def counted(opening, reviewed, exits=0, other_out=0, relapsed=0, new_poor=0, other_in=0):
    closing = opening - exits - other_out + relapsed + new_poor + other_in
    return MonthCounts(
        opening=opening,
        reviewed=reviewed,
        exits=exits,
        other_out=other_out,
        relapsed=relapsed,
        new_poor=new_poor,
        other_in=other_in,
        closing=closing,
    )


def area(*numbers, pending=None, names=None, **changes):
    known = pending or Pending()
    return AreaYear(counts=counted(*numbers, **changes), pending=known, names=names)


def foretold(*areas):
    return forecast_of(strata_of(areas))


@st.composite
def areas(draw, least_reviewed=LEAST_KNOWN):
    reviewed = draw(st.integers(least_reviewed, 300))
    exits = draw(st.integers(0, reviewed))
    return area(
        reviewed + draw(st.integers(0, 700)),
        reviewed,
        exits=exits,
        other_out=draw(st.integers(0, reviewed - exits)),
        relapsed=draw(st.integers(0, 50)),
        new_poor=draw(st.integers(0, 50)),
        other_in=draw(st.integers(0, 5)),
    )


districts = st.lists(st.one_of(areas(), areas(least_reviewed=0)), min_size=1, max_size=6)


@given(areas())
def test_a_commune_goes_on_as_it_began(each):
    counts = each.counts

    assert foretold(each).point == Fraction(counts.net_fall * counts.opening, counts.reviewed)


@given(districts)
def test_the_district_is_the_sum_of_its_communes(communes):
    strata = strata_of(communes)
    whole = forecast_of(strata)

    if whole is not None:
        parts = [forecast_of([each]) for each in strata]
        assert whole.point == sum(each.point for each in strata)
        assert whole.best == sum(each.net_fall + each.left for each in communes)
        if None not in parts and not whole.borrowed:
            assert math.isclose(whole.deviation**2, sum(each.deviation**2 for each in parts))


@given(districts)
def test_the_bounds_hold_the_point_and_stay_within_what_is_possible(communes):
    found = foretold(*communes)

    if found is not None:
        assert found.low <= found.point <= found.high <= max(found.best, math.ceil(found.point))


@given(areas())
def test_when_all_is_reviewed_the_forecast_is_the_result(each):
    counts = each.counts
    done = replace(counts, opening=counts.reviewed, closing=counts.reviewed - counts.net_fall)

    found = foretold(AreaYear(counts=done))

    assert found.low == found.point == found.high == done.net_fall
    assert found.is_complete


@given(areas(), st.data())
def test_more_exits_never_lower_the_forecast(each, data):
    more = data.draw(st.integers(0, each.counts.reviewed - each.counts.falls))
    counts = each.counts
    after = replace(counts, exits=counts.exits + more, closing=counts.closing - more)

    assert foretold(AreaYear(counts=after)).point >= foretold(each).point


@given(areas(), st.integers(2, 5))
def test_more_evidence_of_the_same_kind_narrows_the_bounds(each, times):
    """The same rates over more households, with equally many still to be reviewed."""
    counts = each.counts
    names = ("exits", "other_out", "relapsed", "new_poor")
    numbers = {name: getattr(counts, name) for name in names}
    left = counts.not_reviewed
    base = area(counts.opening, counts.reviewed, **numbers)
    more = area(
        times * counts.reviewed + left,
        times * counts.reviewed,
        **{name: times * number for name, number in numbers.items()},
    )

    assert foretold(more).deviation <= foretold(base).deviation + 0.001


def test_a_worked_example():
    """33 of 60 reviewed, 14 less, 9 more: 5 net so far, 9.09 expected (docs/howto/forecast.md)."""
    found = foretold(area(60, 33, exits=12, other_out=2, relapsed=2, new_poor=4, other_in=3))

    assert found.point == Fraction(5 * 60, 33)
    assert (found.low, found.high, found.best) == (3, 16, 32)
    assert round(found.deviation**2, 2) == 25.64


@pytest.mark.parametrize(
    ("opening", "needed"), [(1, 1), (2, 1), (3, 2), (8, 4), (9, 5), (10, 5), (65, 5), (900, 5)]
)
def test_a_forecast_needs_five_results_or_half_of_a_short_list(opening, needed):
    assert basis_needed(opening) == needed
    assert foretold(area(opening, needed)) is not None
    assert foretold(area(opening, needed - 1)) is None


def test_below_the_least_an_interval_of_a_share_covers_half_of_all_shares():
    """The reason of LEAST_KNOWN, from the Beta(f + ½, n − f + ½) of half of n households."""

    def width(known):
        return 2 * 1.2816 * math.sqrt(0.25 / (known + 2))

    assert width(LEAST_KNOWN - 1) > Fraction(1, 2) > width(LEAST_KNOWN)


def test_a_commune_without_a_basis_has_no_forecast_but_counts_in_the_district():
    known, unknown = area(100, 50, exits=20, new_poor=5), area(10, 0)
    strata = strata_of([known, unknown])

    assert forecast_of(strata[1:]) is None
    assert strata[1].falls == 4
    assert strata[1].gains == 1
    assert forecast_of(strata).borrowed == 10
    assert forecast_of(strata).point == 30 + 3


def test_the_districts_rate_is_a_mean_of_communes_not_of_households():
    """A large commune that exits often does not decide for one that has not begun."""
    large, small = area(400, 400, exits=320), area(40, 40, exits=4)

    (*_, unknown) = strata_of([large, small, area(10, 0)])

    assert 4 < unknown.falls < 6


@pytest.mark.parametrize("communes", [[area(0, 0)], [area(10, 0)], [area(10, 0), area(60, 2)]])
def test_without_a_list_or_any_basis_nothing_is_foretold(communes):
    strata = strata_of(communes)

    assert forecast_of(strata) is None
    assert what_ifs(strata, last_year=[1] * len(communes)).last_year is None
    assert chance(None, 5) == Chance.NO_BASIS
    assert chance(None, None) is None


def test_pending_forms_count_as_known():
    pending = Pending(reviewed=10, falls=6, gains=1)

    found = foretold(area(40, 20, exits=8, pending=pending))

    assert found.point == 8 + 5 + Fraction((14 - 1) * 10, 30)
    assert found.best == 8 + 5 + 10
    assert found.net_fall == 8
    assert not found.is_complete


def test_no_more_exit_than_the_registrations_allow():
    """All 10 registered exited and 2 of 20 others: of the 30 left, none registered, 3 do."""
    names = Names(left=0, others_known=20, others_fell=2)

    capped = foretold(area(60, 30, exits=12, names=names))

    assert (capped.point, capped.is_capped) == (12 + 3, True)
    assert foretold(area(60, 30, exits=12)).point == 24


def test_registered_households_that_are_left_may_all_exit():
    names = Names(left=15, others_known=20, others_fell=2)

    found = foretold(area(60, 30, exits=12, names=names))

    assert (found.point, found.is_capped) == (24, False)


def test_a_commune_without_a_basis_is_capped_by_its_registrations():
    known = area(100, 50, exits=20, names=Names(left=10, others_known=30, others_fell=3))
    late = area(65, 0, names=Names(left=12))

    stratum = strata_of([known, late])[1]

    assert stratum.falls == 12 + Fraction(53, 10)
    assert stratum.is_capped


@pytest.mark.parametrize(
    ("target", "word"),
    [
        (3, Chance.MET),  # 5 are recognised
        (4, Chance.LIKELY),
        (8, Chance.LIKELY),
        (9, Chance.AT_RISK),
        (10, Chance.AT_RISK),
        (11, Chance.AT_RISK),
        (32, Chance.AT_RISK),
        (33, Chance.AT_RISK),
        (None, None),
    ],
)
def test_verdicts_follow_the_probability(target, word):
    found = foretold(area(60, 33, exits=12, other_out=2, relapsed=2, new_poor=4, other_in=3))

    assert chance(found, target) == word


@given(areas(), st.integers(0, 900))
def test_verdict_and_probability_agree(each, target):
    found = foretold(each)
    verdict, probability = chance(found, target), found.probability(target)

    least = {Chance.MET: 0.9, Chance.SURE: 0.9, Chance.LIKELY: 0.6}
    most = {Chance.LIKELY: 0.9, Chance.AT_RISK: 0.6}
    assert least.get(verdict, 0) <= probability + 0.005
    assert probability - 0.005 <= most.get(verdict, 1)


def test_a_hundredth_of_a_household_decides_nothing():
    """19.99 expected for 20, and 20.01: the same verdict."""
    found = foretold(area(60, 33, exits=12, relapsed=2))
    near = [replace(found, point=Fraction(each, 100)) for each in (1999, 2001)]

    assert {chance(each, 20) for each in near} == {Chance.AT_RISK}


@pytest.mark.parametrize(("target", "word"), [(4, Chance.MET), (5, Chance.AT_RISK)])
def test_once_all_is_reviewed_it_is_met_or_not(target, word):
    assert chance(foretold(area(10, 10, exits=5, relapsed=1)), target) == word


def test_relapses_like_last_years_count_until_all_is_reviewed():
    done, begun = foretold(area(10, 10, exits=5)), foretold(area(60, 50, exits=30))

    assert chance(done, 5, as_last_year=Fraction(2)) == Chance.MET
    assert chance(begun, 30) == Chance.MET
    assert chance(begun, 30, as_last_year=Fraction(59, 2)) == Chance.MET
    assert chance(begun, 30, as_last_year=Fraction(29)) == Chance.LIKELY


def test_what_is_pending_is_not_met_yet():
    found = foretold(area(10, 8, exits=4, pending=Pending(reviewed=2, falls=2)))

    assert (chance(found, 6), chance(found, 7)) == (Chance.SURE, Chance.AT_RISK)


def test_registered_households_and_last_years_gains_together():
    names = Names(left=20, others_known=20, others_fell=5)
    strata = strata_of([area(60, 30, exits=10, relapsed=2, new_poor=2, names=names)])

    found = what_ifs(strata, last_year=[7])

    assert (found.named, found.last_year, found.both) == (6 + 20 - 4, 6 + 10 - 3, 6 + 20 - 3)
    assert what_ifs(strata, last_year=[1]).last_year == 6 + 10


def test_what_ifs_of_a_district_add_up():
    communes = [
        area(60, 30, exits=10, relapsed=2, names=Names(left=3)),
        area(20, 0, names=Names(left=2)),
    ]
    strata = strata_of(communes)

    whole = what_ifs(strata, last_year=[5, 1])

    assert whole.named == sum(
        each.area.net_fall + each.area.names.left - each.gains for each in strata
    )
    assert whole.last_year == 8 + strata[0].falls - 3 + strata[1].falls - 1


@given(districts, st.data())
def test_more_relapses_never_raise_the_fall(communes, data):
    few = [data.draw(st.integers(0, 200)) for _ in communes]
    more = [each + data.draw(st.integers(0, 200)) for each in few]
    strata = strata_of(communes)

    low, high = (what_ifs(strata, last_year=each).last_year for each in (more, few))

    assert low is None or low <= high


def test_forecasts_are_held_against_results():
    exact, wide = foretold(area(4, 4, exits=2)), foretold(area(60, 33, exits=12))

    found = accuracy([(exact, 2), (wide, 500)])

    assert (found.made, found.inside) == (2, Fraction(1, 2))
    assert found.mean_error == (500 - wide.point) / 2
    assert accuracy([]).mean_error is None


def test_the_order_of_the_communes_changes_nothing():
    communes = [area(100, 50, exits=20), area(60, 7, exits=5), area(30, 0), area(9, 1)]

    points = {foretold(*each).point for each in itertools.permutations(communes)}

    assert len(points) == 1
