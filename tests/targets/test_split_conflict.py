"""A split that is impossible is explained by a smallest set of rules, in numbers."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given

from targets.rules.split import split
from targets.rules.split_check import violations
from targets.rules.split_conflict import Infeasible, is_possible
from targets.rules.split_limits import Interval, SplitDemand, SplitLimit, SplitRow
from tests.targets import split_data as data
from tests.targets.test_split import IA_GRAI, OF_2021

ONE = SplitRow(
    key=1, code="01", name="Xã Một", households=1000, poor=50, em_households=400, em_poor=30
)
TWO = replace(ONE, key=2, code="02", name="Xã Hai")
DEMAND = SplitDemand(fall=10, em_fall=4, district_rate=None, points=None)


def explained(rows, demand) -> Infeasible:
    found = split(rows, demand, "BY_POOR")
    assert isinstance(found, Infeasible)
    return found


def is_met(rows, demand) -> bool:
    return not isinstance(split(rows, demand, "BY_POOR"), Infeasible)


@given(data.districts(within=False))
def test_the_rules_named_conflict_and_without_any_one_of_them_the_others_do_not(district):
    rows, demand = district
    found = split(rows, demand, "BY_POOR")
    assume(isinstance(found, Infeasible))
    named = set(found.conflict)

    assert not is_possible(rows, demand, named)
    assert all(is_possible(rows, demand, named - {one}) for one in named)


@given(data.districts())
def test_the_totals_named_can_be_met_and_one_household_beyond_them_cannot(district):
    rows = [
        replace(row, least_em_fall=None, least_fall=min(row.poor, row.least_fall or 0))
        for row in district[0]
    ]
    poor = sum(row.poor for row in rows)
    found = explained(rows, replace(DEMAND, fall=poor + 1, em_fall=0))

    ends = [found.totals.low - 1, found.totals.low, found.totals.high, found.totals.high + 1]
    met = [is_met(rows, replace(DEMAND, fall=end, em_fall=0)) for end in ends if end >= 0]
    assert met[-3:] == [True, True, False]
    assert found.totals.low == 0 or met[0] is False


@pytest.mark.parametrize(
    ("rows", "demand", "sentence"),
    [
        (
            IA_GRAI,
            replace(OF_2021, fall=130, em_fall=100),
            "Mức phải giảm của 6 xã trên bình quân huyện cộng lại là 143 hộ, "
            "nhiều hơn tổng 130 hộ: vượt 13 hộ.",
        ),
        (
            [ONE, TWO],
            replace(DEMAND, fall=101),
            "Tổng giảm 101 hộ nhiều hơn 100 hộ nghèo đầu kỳ của 2 xã (Xã Một, Xã Hai): vượt 1 hộ.",
        ),
        (
            [ONE, TWO],
            replace(DEMAND, fall=90, em_fall=61),
            "Tổng giảm DTTS 61 hộ nhiều hơn 60 hộ nghèo DTTS đầu kỳ của 2 xã (Xã Một, Xã Hai): "
            "vượt 1 hộ.",
        ),
        (
            [ONE, TWO],
            replace(DEMAND, fall=10, em_fall=12),
            "Tổng giảm DTTS 12 hộ nhiều hơn tổng giảm 10 hộ: vượt 2 hộ.",
        ),
        (
            [replace(ONE, least_fall=51), TWO],
            DEMAND,
            "Xã Một: mức sàn 51 hộ nhiều hơn 50 hộ nghèo đầu kỳ: vượt 1 hộ.",
        ),
        (
            [replace(ONE, least_em_fall=31), TWO],
            DEMAND,
            "Xã Một: mức sàn DTTS 31 hộ nhiều hơn 30 hộ nghèo DTTS đầu kỳ: vượt 1 hộ.",
        ),
        (
            [replace(ONE, least_em_fall=5), TWO],
            DEMAND,
            "Mức sàn DTTS của 1 xã (Xã Một) cộng lại là 5 hộ, nhiều hơn tổng DTTS 4 hộ: vượt 1 hộ.",
        ),
        (
            [replace(ONE, least_fall=8), replace(TWO, least_fall=7)],
            DEMAND,
            "Mức sàn của 2 xã (Xã Một, Xã Hai) cộng lại là 15 hộ, nhiều hơn tổng 10 hộ: vượt 5 hộ.",
        ),
        (
            [replace(ONE, least_fall=45), TWO],
            replace(DEMAND, fall=50, em_fall=40),
            "Mức giảm ít nhất của 1 xã (Xã Một) cộng lại là 45 hộ, trong đó DTTS nhiều nhất 30 hộ, "
            "nên ngoài DTTS phải giảm 15 hộ; tổng giảm 50 hộ trừ DTTS 40 hộ chỉ còn 10 hộ: "
            "thiếu 5 hộ.",
        ),
    ],
)
def test_what_conflicts_is_said_in_numbers(rows, demand, sentence):
    assert explained(rows, demand).sentences[0] == sentence


def test_two_kinds_of_rules_that_conflict_are_named_with_their_parts():
    rows = [replace(ONE, poor=50, least_fall=None), replace(TWO, poor=10, em_poor=5, least_fall=4)]
    demand = replace(DEMAND, district_rate=Fraction(3, 100), points=Decimal("0.008"))

    assert explained(rows, demand).sentences[0] == (
        "Mức phải giảm của 1 xã (Xã Một) trên bình quân huyện (9 hộ) và mức sàn của 1 xã (Xã Hai) "
        "(4 hộ) cộng lại là 13 hộ, nhiều hơn tổng 10 hộ: vượt 3 hộ."
    )


def test_the_least_total_that_can_be_met_is_named():
    found = explained(IA_GRAI, replace(OF_2021, fall=130, em_fall=100))

    assert found.totals == Interval(143, 897)
    assert "từ 143 đến 897 hộ" in found.sentences[1]


def test_where_a_communes_own_rules_clash_no_total_helps():
    found = explained([replace(ONE, least_fall=51), TWO], DEMAND)

    assert (found.totals, found.em_totals) == (None, None)
    assert [one.limit for one in found.conflict] == [SplitLimit.FLOOR, SplitLimit.WITHIN_POOR]


def check(fall, em_fall, row=ONE, demand=DEMAND, goals=(10, 4)):
    return violations([row], {row.key: (fall, em_fall)}, demand, goals=goals)


def test_a_split_that_keeps_every_rule_breaks_none():
    found = check(10, 4)

    assert (found.violations, found.warnings) == ((), ())


@pytest.mark.parametrize(
    ("fall", "em_fall", "row", "limit", "is_hard", "words"),
    [
        (11, 4, ONE, "TOTAL", False, "là 11, thừa 1 hộ so với mục tiêu huyện 10."),
        (10, 3, ONE, "EM_TOTAL", False, "là 3, thiếu 1 hộ so với mục tiêu huyện 4."),
        (10, 4, replace(ONE, poor=9, em_poor=5), "WITHIN_POOR", True, "lớn hơn 9 hộ nghèo"),
        (10, 4, replace(ONE, em_poor=3), "WITHIN_EM_POOR", True, "lớn hơn 3 hộ nghèo DTTS"),
        (10, 4, replace(ONE, least_fall=12), "FLOOR", False, "mức sàn đã đặt là 12 hộ"),
        (10, 4, replace(ONE, least_em_fall=5), "EM_FLOOR", False, "mức sàn DTTS đã đặt là 5 hộ"),
    ],
)
def test_a_broken_rule_is_named(fall, em_fall, row, limit, is_hard, words):
    found = check(fall, em_fall, row).violations

    assert [(one.limit, one.is_hard) for one in found] == [(limit, is_hard)]
    assert words in found[0].sentence


def test_minority_falls_beyond_all_are_never_possible():
    found = check(4, 10, goals=(4, 10))

    assert [one.limit for one in found.hard] == [SplitLimit.EM_WITHIN_ALL]


def test_a_commune_above_the_average_must_fall_by_more_than_the_points_asked():
    demand = replace(DEMAND, district_rate=Fraction(3, 100), points=Decimal("0.012"))

    few, enough = (
        check(12, 4, demand=demand, goals=(12, 4)),
        check(13, 4, demand=demand, goals=(13, 4)),
    )

    assert "phải giảm ít nhất 13 hộ (đang giao 12)" in few.violations[0].sentence
    assert enough.violations == ()


def test_goals_that_are_not_set_are_said():
    assert len(check(10, 4, goals=(None, None)).violations) == 2


def test_a_fall_beyond_the_poor_outside_the_minorities_is_a_warning_only():
    found = check(30, 4, goals=(30, 4))

    assert found.violations == ()
    assert "26 hộ, nhiều hơn 20 hộ nghèo không phải DTTS" in found.warnings[0]
