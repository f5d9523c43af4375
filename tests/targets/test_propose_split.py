"""`manage.py propose_split`: the full demo's numbers, JSON only on stdout, and refusals."""

import json
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from demo.plan import FULL
from demo.targets import create_year_plan
from targets.models import Allocation, Goal
from tests import factories

ASKED = ("--year", "2021", "--format", "json")


@pytest.fixture
def ia_grai(db):
    """The plan of 2021 with the demo's thirteen communes."""
    district, standard = factories.DistrictFactory(), factories.StandardFactory()
    communes = [
        (plan, factories.CommuneFactory(code=plan.code, name=plan.slug, district=district))
        for plan in FULL
    ]
    return create_year_plan(communes, district=district, standard=standard)


def proposed(*arguments):
    out = StringIO()
    call_command("propose_split", *ASKED, *arguments, stdout=out)
    return json.loads(out.getvalue())


def refused(*arguments):
    out = StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("propose_split", *ASKED, *arguments, stdout=out)
    return exit_.value.code, json.loads(out.getvalue())


@pytest.mark.parametrize("rule", ["by_poor", "EQUAL_POINTS", "by_registered"])
def test_ia_grai_in_2021(ia_grai, rule):
    rows = proposed("--poor", "250", "--em", "193", "--rule", rule)

    households = {plan.code: plan.households for plan in FULL}
    above = [row for row in rows if row["poor"] * 27_771 > 897 * households[row["code"]]]
    falls = [Fraction(row["target_fall"], households[row["code"]]) for row in above]
    assert [row["code"] for row in rows] == sorted(households)
    assert sum(row["target_fall"] for row in rows) == 250
    assert sum(row["em_target_fall"] for row in rows) == 193
    assert len(above) == 6
    assert min(falls) > Fraction(12, 1000)


def test_by_poor_the_rounded_points_are_above_the_goal_too(ia_grai):
    above = {"23773", "23776", "23778", "23782", "23788", "23791"}

    assert min(row["fall_points"] for row in proposed() if row["code"] in above) > 1.2


def test_a_row_says_what_it_was_made_from(ia_grai):
    row = proposed()[9]

    assert (row["code"], row["poor"], row["em_poor"]) == ("23782", 120, 98)
    assert row["fall_points"] == round(100 * row["target_fall"] / 2678, 4)
    assert set(row) == {
        *("code", "name", "poor", "em_poor", "target_fall", "em_target_fall", "fall_points")
    }


def test_floors_weights_and_points_are_kept_to(ia_grai):
    rows = proposed("--floor", "23791=25", "--em-floor", "23791=20", "--weight", "23764=0")

    found = {row["code"]: (row["target_fall"], row["em_target_fall"]) for row in rows}
    assert (found["23791"], found["23764"]) == ((25, 20), (0, 0))


def test_what_is_impossible_is_explained_with_exit_code_1(ia_grai):
    code, answer = refused("--poor", "130", "--em", "100")

    assert code == 1
    assert "cộng lại là 143 hộ, nhiều hơn tổng 130 hộ: vượt 13 hộ" in answer["infeasible"][0]


def test_figures_no_district_can_have_are_explained_too(ia_grai):
    code, answer = refused("--poor", "-1")

    assert code == 1
    assert "không được là số âm" in answer["infeasible"][0]


def test_more_points_than_there_are_poor_are_impossible(ia_grai):
    code, answer = refused("--points", "9")

    assert code == 1
    assert "nhiều hơn" in answer["infeasible"][0]


def test_the_table_for_people_ends_with_the_total(ia_grai):
    out = StringIO()

    call_command("propose_split", "--year", "2021", stdout=out)

    assert out.getvalue().splitlines()[-1].split() == [
        *("Toàn", "huyện", "897", "693", "250", "193", "0,90")
    ]


def test_nothing_is_written(ia_grai):
    proposed()

    assert not Allocation.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--year", "2030"), "Năm 2030 chưa có kế hoạch"),
        (("--year", "2021", "--floor", "99999=1"), "không có xã mã 99999"),
        (("--year", "2021", "--floor", "x"), "--floor"),
        (("--year", "2021", "--points", "x"), "--points"),
        (("--year", "2021", "--rule", "by_hand"), "--rule"),
    ],
)
def test_what_makes_no_sense_is_refused(ia_grai, arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("propose_split", *arguments)


def test_a_plan_without_communes_has_nothing_to_split(db):
    factories.YearPlanFactory()

    with pytest.raises(CommandError, match="chưa có số liệu đầu kỳ của xã"):
        call_command("propose_split", "--year", "2021")


def test_without_goals_the_totals_are_asked_for(ia_grai):
    Goal.objects.filter(code="poor_fall").update(value=None)

    with pytest.raises(CommandError, match="hãy cho --poor và --em"):
        call_command("propose_split", "--year", "2021")


def test_points_follow_the_plans_goal(ia_grai):
    Goal.objects.filter(code="above_average_fall").update(value=Decimal("0.09"))

    assert refused()[0] == 1
