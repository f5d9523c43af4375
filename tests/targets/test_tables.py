"""The table of communes and the first screen: order, links, words."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from targets.choices import Chance, GoalCode
from targets.links import ProgressAddress
from targets.models import Goal
from targets.pages.columns import COLUMNS
from targets.pages.tables import progress_table
from targets.queries.progress import progress
from targets.words.overview import overview
from tests.targets.data import TODAY, listed


@pytest.fixture
def found(plan, commune, other_commune):
    listed(commune, exited=True)
    listed(commune)
    listed(commune)
    listed(other_commune, exited=True)
    return progress(plan, as_of=TODAY)


def names(table):
    return [row.row.name for row in table.rows]


def table_for(user, found, **asked):
    return progress_table(found, address=ProgressAddress(year=2021, **asked), user=user)


def cell_of(table, name, order):
    row = next(row for row in table.rows if row.row.name == name)
    return next(cell for cell in row.cells if cell.column.order == order)


def test_columns_are_numbered_from_one_in_reading_order(found, leader):
    heads = [head for group in table_for(leader, found).groups for head in group.heads]

    assert [head.number for head in heads] == list(range(1, len(COLUMNS) + 1))
    assert len({column.order for column in COLUMNS}) == len(COLUMNS)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("standing", ["Ia O", "Ia Chia"]),
        ("-standing", ["Ia Chia", "Ia O"]),
        ("name", ["Ia Chia", "Ia O"]),
        ("-name", ["Ia O", "Ia Chia"]),
        ("opening", ["Ia Chia", "Ia O"]),
        ("-opening", ["Ia O", "Ia Chia"]),
        ("remaining", ["Ia Chia", "Ia O"]),
    ],
)
def test_communes_are_ordered_by_a_column(found, leader, order, expected):
    assert names(table_for(leader, found, order=order)) == expected


def test_a_commune_without_a_value_comes_last_either_way(plan, commune, other_commune, leader):
    listed(commune)
    found = progress(plan, as_of=TODAY)

    assert names(table_for(leader, found, order="rate")) == ["Ia O", "Ia Chia"]
    assert names(table_for(leader, found, order="-rate")) == ["Ia O", "Ia Chia"]


def test_a_head_sorts_largest_first_and_then_the_other_way(found, leader):
    first = table_for(leader, found).groups[0].heads[0]
    second = table_for(leader, found, order="-opening").groups[0].heads[0]

    assert (first.url, first.direction) == ("?year=2021&order=-opening", "")
    assert (second.url, second.direction) == ("?year=2021&order=opening", "descending")


def test_a_figure_opens_the_list_behind_it(found, labour_office, commune):
    cell = cell_of(table_for(labour_office, found), "Ia O", "exits")

    assert cell.text == "1"
    assert (
        cell.url == f"/ho-ngheo/?year=2021&standard=VN-2016-2020&figure=exits&commune={commune.pk}"
    )


def test_a_minority_figure_opens_the_minority_list(found, labour_office):
    cell = cell_of(table_for(labour_office, found, is_minority=True), "Ia O", "exits")

    assert cell.url.endswith("&minority=true")


def test_a_nought_opens_nothing(found, labour_office):
    assert cell_of(table_for(labour_office, found), "Ia O", "relapsed").url == ""


def test_a_leader_sees_figures_without_lists(found, leader):
    table = table_for(leader, found)

    assert {cell.url for row in [*table.rows, table.total] for cell in row.cells} == {""}


def test_an_officer_opens_the_lists_of_the_own_commune_only(found, officer):
    table = table_for(officer, found)

    assert cell_of(table, "Ia O", "opening").url
    assert not cell_of(table, "Ia Chia", "opening").url
    assert {cell.url for cell in table.total.cells} == {""}


def test_one_commune_can_be_looked_at_alone(found, leader, commune):
    assert names(table_for(leader, found, commune_id=commune.pk)) == ["Ia O"]


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (["MET", "MET"], "2 mục tiêu: 2 đã đạt"),
        (["LIKELY", "MET"], "2 mục tiêu: 1 đã đạt, 1 nhiều khả năng đạt"),
        (["AT_RISK", "MET"], "2 mục tiêu: 1 đã đạt, 1 có nguy cơ không đạt"),
        (["NO_BASIS", "NO_BASIS"], "2 mục tiêu: 2 chưa có căn cứ dự báo"),
    ],
)
def test_the_goals_are_counted_in_one_line(found, verdicts, words):
    goals = [
        replace(goal, chance=Chance(verdict))
        for goal, verdict in zip(found.goals, verdicts, strict=False)
    ]

    answer = overview(replace(found, goals=tuple(goals)))

    assert (answer.tally or answer.answer).startswith(words)


def test_a_year_without_goals_says_so(plan, commune):
    Goal.objects.update(value=None)

    answer = overview(progress(plan, as_of=TODAY))

    assert (answer.sign.tone, answer.answer) == ("neutral", "Chưa đặt mục tiêu cho năm này")


def test_communes_at_risk_are_those_unlikely_or_without_a_basis(found):
    assert [row.name for row in overview(found).at_risk] == ["Ia O"]


def view_of(found, code):
    return next(view for view in overview(found).goals if view.goal.code == code)


def test_a_goal_is_written_in_its_unit(found):
    rate, fall = view_of(found, GoalCode.POOR_RATE), view_of(found, GoalCode.POOR_FALL)

    assert (rate.target, rate.actual) == ("không quá 6,00 %", "50,00 %")
    assert (fall.target, fall.actual) == ("từ 4 hộ trở lên", "2 hộ")
    assert view_of(found, GoalCode.EM_POOR_RATE_FALL).target == "từ 5,00 điểm phần trăm trở lên"


def test_a_rate_just_above_its_target_is_not_written_like_it(found):
    goal = replace(
        found.goal(GoalCode.POOR_RATE), target=Decimal("0.0233"), actual=Fraction("0.023349")
    )

    view = view_of(replace(found, goals=(goal,)), GoalCode.POOR_RATE)

    assert (view.target, view.actual) == ("không quá 2,33 %", "2,335 %")


def test_a_goal_not_yet_set_is_not_judged(found):
    view = view_of(found, GoalCode.RELAPSE)

    assert (view.sign.word, view.sign.tone, view.target) == ("Chưa đặt mức", "neutral", "–")


def test_the_way_done_lies_between_nothing_and_all(found):
    assert view_of(found, GoalCode.POOR_FALL).share == Fraction(1, 2)
    assert view_of(found, GoalCode.POOR_RATE).share == 0
    assert view_of(found, GoalCode.RELAPSE).share is None
