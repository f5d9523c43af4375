"""The split is exact, bounded, fair and the same everywhere; for random districts and Ia Grai's."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from demo.plan import FULL
from targets.choices import SplitRule
from targets.rules.split import SplitResult, split
from targets.rules.split_limits import NonsenseInput, SplitDemand, SplitRow
from targets.rules.standing import ratio
from tests.targets import split_data as data

IA_GRAI = [
    SplitRow(
        key=number,
        code=plan.code,
        name=plan.slug,
        households=plan.households,
        poor=plan.poor,
        em_households=plan.em_households,
        em_poor=plan.em_poor,
    )
    for number, plan in enumerate(FULL, start=1)
]
OF_2021 = SplitDemand(
    fall=250, em_fall=193, district_rate=Fraction(897, 27_771), points=Decimal("0.012")
)
ONE = SplitRow(
    key=1, code="01", name="Xã Một", households=1000, poor=50, em_households=400, em_poor=30
)
TWO = replace(ONE, key=2, code="02", name="Xã Hai")
NO_RULE = SplitDemand(fall=10, em_fall=4, district_rate=None, points=None)


def shares(found):
    assert isinstance(found, SplitResult), found.sentences
    return {one.key: (one.fall, one.em_fall) for one in found.shares}


def met(district, rule):
    rows, demand = district
    found = split(rows, demand, rule)
    assume(isinstance(found, SplitResult))
    return rows, demand, found


@given(data.districts(), data.rules)
def test_a_split_adds_up_to_both_totals_and_keeps_every_rule(district, rule):
    rows, demand, found = met(district, rule)

    assert sum(one.fall for one in found.shares) == demand.fall
    assert sum(one.em_fall for one in found.shares) == demand.em_fall
    assert all(
        data.keeps_the_rules(row, demand, one.fall, one.em_fall)
        for row, one in zip(rows, found.shares, strict=True)
    )


@given(data.districts(), data.rules)
def test_a_fall_beyond_the_poor_outside_the_minorities_is_said_and_nothing_else(district, rule):
    rows, _, found = met(district, rule)

    over = [
        row.name
        for row, one in zip(rows, found.shares, strict=True)
        if one.fall - one.em_fall > row.other_poor
    ]
    assert [each.split(":")[0] for each in found.warnings if "ngoài DTTS" in each] == over


@given(data.districts(largest=4, most=3, within=False), data.rules)
def test_trying_every_split_finds_none_better_and_none_where_there_is_none(district, rule):
    rows, demand = district

    found = split(rows, demand, rule)

    costs = data.costs_of(found, rows, rule) if isinstance(found, SplitResult) else None
    assert costs == data.best_costs(rows, demand, rule)


@pytest.mark.parametrize("seed", range(25))
def test_a_wish_that_cannot_be_kept_everywhere_is_exceeded_as_little_as_possible(seed):
    rows, demand = data.district_beyond_the_wish(seed)

    found = split(rows, demand, SplitRule.BY_POOR)

    assert data.costs_of(found, rows, SplitRule.BY_POOR)[0] > 0
    assert data.costs_of(found, rows, "BY_POOR") == data.best_costs(rows, demand, "BY_POOR")


def test_the_wish_is_kept_where_it_can_be_though_it_cannot_be_kept_elsewhere():
    forced = replace(ONE, poor=40, em_poor=30, least_fall=20)
    free = replace(TWO, poor=100, em_poor=80, least_fall=60, weight=3)

    found = split([forced, free], replace(NO_RULE, fall=80, em_fall=45), "BY_POOR")

    # 35 households outside the minorities for 10 + 20 poor there: 5 beyond, not 10 or more.
    assert (
        sum(
            max(0, fall - em - other)
            for (fall, em), other in zip(shares(found).values(), (10, 20), strict=True)
        )
        == 5
    )


@given(data.districts(), data.rules, st.integers(0, 11), st.decimals(0, 5, places=1))
def test_a_commune_given_more_weight_is_never_given_less(district, rule, which, more):
    rows, demand, found = met(district, rule)
    index = which % len(rows)
    heavier = [*rows]
    heavier[index] = replace(rows[index], weight=rows[index].weight + more)

    after = split(heavier, demand, rule)

    assert after.shares[index].fall >= found.shares[index].fall
    assert after.shares[index].em_fall >= found.shares[index].em_fall


@given(data.districts(), data.rules, st.integers(1, 9))
def test_weights_count_only_beside_each_other(district, rule, times):
    rows, demand, found = met(district, rule)
    scaled = [replace(row, weight=row.weight * times) for row in rows]

    assert split(scaled, demand, rule).shares == found.shares


@given(data.districts(), data.rules, st.randoms())
def test_the_order_of_the_communes_does_not_matter(district, rule, random):
    rows, demand, found = met(district, rule)
    mixed = [*rows]
    random.shuffle(mixed)

    assert split(mixed, demand, rule) == found


@given(st.lists(st.integers(1, 500), min_size=1, max_size=12), st.integers(0, 400))
def test_without_bounds_every_commune_is_within_half_a_household_of_one_common_share(poor, fall):
    rows = [
        replace(
            ONE, key=n, code=f"{n:02}", households=10**6, poor=10**5, em_poor=0, registered=each
        )
        for n, each in enumerate(poor)
    ]

    found = split(rows, replace(NO_RULE, fall=fall, em_fall=0), SplitRule.BY_REGISTERED)

    pairs = list(zip(poor, found.shares, strict=True))
    lowest = max(Fraction(2 * one.fall - 1, 2 * weight) for weight, one in pairs)
    highest = min(Fraction(2 * one.fall + 1, 2 * weight) for weight, one in pairs)
    assert lowest <= highest  # a common share s with |fall − s·weight| ≤ ½ lies between them


@pytest.mark.parametrize("rule", data.METHODS)
def test_ia_grai_in_2021_gets_250_and_193_with_more_than_1_2_points_above_the_average(rule):
    found = shares(split(IA_GRAI, OF_2021, rule))

    above = [row for row in IA_GRAI if row.rate > OF_2021.district_rate]
    assert sum(fall for fall, _ in found.values()) == 250
    assert sum(em_fall for _, em_fall in found.values()) == 193
    assert len(above) == 6
    assert min(ratio(found[row.key][0], row.households) for row in above) > Fraction(12, 1000)


def test_equal_communes_share_equally_and_the_odd_household_goes_by_code():
    found = split([TWO, ONE], replace(NO_RULE, fall=11, em_fall=5), SplitRule.BY_POOR)

    assert shares(found) == {1: (6, 3), 2: (5, 2)}


def test_a_weight_of_two_doubles_the_share():
    found = split([ONE, replace(TWO, weight=2)], replace(NO_RULE, fall=12, em_fall=6), "BY_POOR")

    assert shares(found) == {1: (4, 2), 2: (8, 4)}


def test_a_commune_without_weight_gets_only_what_no_other_can_take():
    rows = [ONE, replace(TWO, weight=0)]

    little = split(rows, replace(NO_RULE, fall=40, em_fall=20), "BY_POOR")
    much = split(rows, replace(NO_RULE, fall=60, em_fall=35), "BY_POOR")

    assert shares(little) == {1: (40, 20), 2: (0, 0)}
    assert shares(much) == {1: (50, 30), 2: (10, 5)}


def test_floors_are_kept():
    found = split([ONE, replace(TWO, least_fall=8, least_em_fall=3)], NO_RULE, "BY_POOR")

    assert shares(found) == {1: (2, 1), 2: (8, 3)}


def test_where_nobody_is_registered_the_fall_is_shared_evenly_and_that_is_said():
    found = split([ONE, TWO], NO_RULE, "BY_REGISTERED")

    assert shares(found) == {1: (5, 2), 2: (5, 2)}
    assert "chưa có số liệu" in found.warnings[0]


def test_a_rule_that_is_only_wanted_gives_way_and_that_is_said():
    row = replace(ONE, poor=40, em_poor=30, least_fall=20)

    found = split([row], replace(NO_RULE, fall=20, em_fall=5), "BY_POOR")

    assert shares(found) == {1: (20, 5)}
    assert found.warnings == (
        "Xã Một: phần giảm ngoài DTTS là 15 hộ, nhiều hơn 10 hộ nghèo không phải DTTS đầu kỳ.",
    )


@pytest.mark.parametrize("rows", [[], [replace(ONE, households=0, poor=0, em_poor=0)]])
def test_nothing_to_share_is_shared(rows):
    found = split(rows, replace(NO_RULE, fall=0, em_fall=0), "BY_POOR")

    assert set(shares(found).values()) <= {(0, 0)}


@pytest.mark.parametrize(
    ("row", "demand", "rule"),
    [
        (replace(ONE, poor=-1), NO_RULE, "BY_POOR"),
        (replace(ONE, poor=2000), NO_RULE, "BY_POOR"),
        (replace(ONE, em_poor=60), NO_RULE, "BY_POOR"),
        (replace(ONE, weight=-1), NO_RULE, "BY_POOR"),
        (replace(ONE, least_fall=-1), NO_RULE, "BY_POOR"),
        (replace(ONE, code="02"), NO_RULE, "BY_POOR"),
        (ONE, replace(NO_RULE, fall=-1), "BY_POOR"),
        (ONE, replace(NO_RULE, points=2), "BY_POOR"),
        (ONE, NO_RULE, "BY_HAND"),
        (ONE, NO_RULE, "nothing"),
    ],
)
def test_nonsense_is_refused(row, demand, rule):
    with pytest.raises(NonsenseInput):
        split([row, TWO], demand, rule)


def test_a_large_province_is_shared_at_once():
    rows = [
        replace(ONE, key=n, code=f"{n:03}", households=3000, poor=300 + n, em_poor=200)
        for n in range(350)
    ]

    found = split(rows, replace(NO_RULE, fall=120_000, em_fall=60_000), "BY_POOR")

    falls = [one.fall for one in found.shares]
    assert sum(falls) == 120_000
    assert all(less <= more for less, more in pairwise(falls))
