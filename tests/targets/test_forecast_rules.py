"""The forecast as arithmetic: one projection, consistent bounds and labels."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.choices import Chance
from targets.rules.forecast import accuracy, chance, forecast_of, what_if
from targets.rules.months import MonthCounts
from targets.rules.standing import projected


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


@st.composite
def areas(draw, least_reviewed=1):
    reviewed = draw(st.integers(least_reviewed, 300))
    exits = draw(st.integers(0, reviewed))
    return counted(
        opening=reviewed + draw(st.integers(0, 700)),
        reviewed=reviewed,
        exits=exits,
        other_out=draw(st.integers(0, reviewed - exits)),
        relapsed=draw(st.integers(0, 50)),
        new_poor=draw(st.integers(0, 50)),
        other_in=draw(st.integers(0, 5)),
    )


@given(areas())
def test_the_point_is_the_projection_of_the_progress_page(area):
    found = forecast_of(area)

    assert found.point == projected(area.net_fall, opening=area.opening, reviewed=area.reviewed)


@given(areas())
def test_the_bounds_hold_the_point_and_stay_within_what_is_possible(area):
    found = forecast_of(area)

    assert found.low <= found.point <= found.high <= found.best


@given(areas())
def test_when_all_is_reviewed_the_forecast_is_the_result(area):
    done = replace(area, opening=area.reviewed, closing=area.reviewed - area.net_fall)

    found = forecast_of(done)

    assert found.low == found.point == found.high == done.net_fall
    assert found.is_complete


@given(areas(), st.data())
def test_more_exits_never_lower_the_forecast(area, data):
    room = area.reviewed - area.falls
    more = data.draw(st.integers(0, room))

    after = replace(area, exits=area.exits + more, closing=area.closing - more)

    assert forecast_of(after).point >= forecast_of(area).point


@given(areas(), st.integers(1, 5))
def test_more_evidence_of_the_same_kind_narrows_the_bounds(area, times):
    """The same rates over more households, with equally many still to be reviewed."""
    numbers = {n: times * getattr(area, n) for n in ("exits", "other_out", "relapsed", "new_poor")}
    left = area.not_reviewed
    more = counted(opening=times * area.reviewed + left, reviewed=times * area.reviewed, **numbers)
    base = counted(
        opening=area.opening,
        reviewed=area.reviewed,
        **{n: getattr(area, n) for n in numbers},
    )

    def width(found):
        return found.high - found.low

    assert width(forecast_of(more)) <= width(forecast_of(base)) + 2


def test_a_worked_example():
    """33 of 60 reviewed, 14 less, 9 more: 5 net so far, 9.09 expected (docs/howto/forecast.md)."""
    found = forecast_of(counted(60, 33, exits=12, other_out=2, relapsed=2, new_poor=4, other_in=3))

    assert found.point == Fraction(5 * 60, 33)
    assert (found.low, found.high, found.best) == (2, 16, 32)


def test_who_has_reviewed_none_turns_out_like_the_district():
    district = counted(100, 50, exits=20, new_poor=5)
    commune = counted(10, 0, new_poor=1)

    found = forecast_of(commune, district=district)

    assert (found.point, found.by_district) == (2, True)
    assert not forecast_of(district, district=district).by_district


@pytest.mark.parametrize(
    ("area", "district"),
    [
        (counted(0, 0), counted(10, 5)),
        (counted(10, 0), counted(10, 0)),
        (counted(10, 0), None),
    ],
)
def test_without_a_list_or_any_review_nothing_is_foretold(area, district):
    assert forecast_of(area, district=district) is None
    assert what_if(area, named=1, district=district) is None
    assert chance(None, 5) is None


@pytest.mark.parametrize(
    ("target", "word"),
    [
        (2, Chance.SURE),
        (3, Chance.LIKELY),
        (9, Chance.LIKELY),
        (10, Chance.UNLIKELY),
        (32, Chance.UNLIKELY),
        (33, Chance.IMPOSSIBLE),
        (None, None),
    ],
)
def test_words_follow_from_where_the_target_lies(target, word):
    found = forecast_of(counted(60, 33, exits=12, other_out=2, relapsed=2, new_poor=4, other_in=3))

    assert chance(found, target) == word


@pytest.mark.parametrize(("target", "word"), [(4, Chance.MET), (5, Chance.IMPOSSIBLE)])
def test_once_all_is_reviewed_it_is_met_or_not(target, word):
    assert chance(forecast_of(counted(10, 10, exits=5, relapsed=1)), target) == word


@given(areas())
def test_with_nothing_assumed_the_forecast_stands(area):
    assert what_if(area) == forecast_of(area).point


@given(areas(), st.integers(0, 800))
def test_no_more_can_exit_than_are_left(area, named):
    least = area.net_fall + min(named, area.not_reviewed)

    assert what_if(area, named=named, last_year=0) <= least


@given(areas(), st.integers(0, 200), st.integers(0, 200))
def test_more_relapses_never_raise_the_fall(area, few, more):
    assert what_if(area, last_year=few + more) <= what_if(area, last_year=few)


def test_named_households_and_last_years_gains_together():
    area = counted(60, 30, exits=10, relapsed=2, new_poor=2)

    assert what_if(area, named=20) == 6 + 20 - 4
    assert what_if(area, last_year=7) == 6 + 10 - 3
    assert what_if(area, named=20, last_year=7) == 6 + 20 - 3
    assert what_if(area, last_year=1) == 6 + 10


def test_forecasts_are_held_against_results():
    exact, wide = forecast_of(counted(4, 4, exits=2)), forecast_of(counted(60, 33, exits=12))

    found = accuracy([(exact, 2), (wide, 500)])

    assert (found.made, found.inside) == (2, Fraction(1, 2))
    assert found.mean_error == (500 - wide.point) / 2
    assert accuracy([]).mean_error is None
