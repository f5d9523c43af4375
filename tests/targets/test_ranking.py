"""The ranking of poor households: points and words at the edges, and the order of a list."""

from dataclasses import replace

import pytest

from households.models import PovertyRecord
from targets.queries.candidates import candidates
from targets.rules.ranking import Candidate, PoorLine, score
from tests import factories
from tests.targets.data import listed, live_in

pytestmark = pytest.mark.django_db

RURAL = PoorLine(
    floor=120, ceiling=150, by_points=True, points_per_deprivation=10, deprivation_limit=30
)
BY_INCOME = PoorLine(
    floor=700_000,
    ceiling=1_000_000,
    by_points=False,
    points_per_deprivation=10,
    deprivation_limit=30,
)
BOTH = replace(BY_INCOME, floor=None, ceiling=1_500_000)


def facts(value, deprivations, *, has_plan=False, support=""):
    return Candidate(value=value, deprivations=deprivations, has_plan=has_plan, support=support)


@pytest.mark.parametrize(
    ("value", "deprivations", "points", "words"),
    [
        (116, 3, 35 + 20, "Còn 5 điểm B1 là vượt chuẩn; thiếu hụt 3 chỉ số, cần giảm 1"),
        (120, 2, 39 + 30, "Còn 1 điểm B1 là vượt chuẩn; thiếu hụt 2 chỉ số, dưới mức thiếu hụt"),
        (121, 3, 40 + 20, "B1 đã trên chuẩn nghèo; thiếu hụt 3 chỉ số, cần giảm 1"),
        (121, 0, 40 + 30, "B1 đã trên chuẩn nghèo; không thiếu hụt chỉ số nào"),
        (81, 5, 0 + 0, "Còn 40 điểm B1 là vượt chuẩn; thiếu hụt 5 chỉ số, cần giảm 3"),
        (0, 10, 0, "Còn 121 điểm B1 là vượt chuẩn; thiếu hụt 10 chỉ số, cần giảm 8"),
    ],
)
def test_points_follow_the_distance_to_the_line(value, deprivations, points, words):
    found = score(facts(value, deprivations), RURAL)

    assert (found.points, found.words) == (points, words)


def test_a_plan_and_support_bring_a_household_forward():
    found = score(facts(116, 3, has_plan=True, support="vay 50 triệu"), RURAL)

    assert found.points == 55 + 20 + 10
    assert found.words.endswith("cần giảm 1; đã có kế hoạch; đang được hỗ trợ: vay 50 triệu")


@pytest.mark.parametrize(
    ("line", "value", "points", "words"),
    [
        (BY_INCOME, 650_000, 40 - 8, "Còn 50.001 đồng/người/tháng là vượt chuẩn"),
        (BY_INCOME, 700_001, 40, "Thu nhập đã trên chuẩn nghèo"),
        (BOTH, 1_500_000, 40 - 1, "Còn 1 đồng/người/tháng là vượt chuẩn"),
        (BOTH, 0, 0, "Còn 1.500.001 đồng/người/tháng là vượt chuẩn"),
    ],
)
def test_a_standard_without_points_is_told_in_income(line, value, points, words):
    found = score(facts(value, 3), line)

    assert found.criteria[0].points == points
    assert found.criteria[0].words.capitalize() == words.capitalize()


@pytest.mark.parametrize("line", [RURAL, None])
def test_a_household_without_a_form_is_told_so(line):
    found = score(facts(None, 0, has_plan=True), line)

    assert (found.points, found.words) == (20, "Chưa có phiếu; đã có kế hoạch")
    assert found.order > score(facts(0, 10), RURAL).order


def rank(plan, commune):
    records = PovertyRecord.objects.of_year(2021, plan.standard).filter(
        commune=commune, opening_status="POOR"
    )
    return candidates(plan, records)


def reviewed(plan, commune, *, b1_points, lacking=0, year=2021, household=None, **record):
    """A household with an approved form of a year, and its row of the poor list."""
    household = household or live_in(commune)
    round_ = factories.RoundFactory(year=year, with_standards=[plan.standard])
    form = factories.AssessmentFactory(household=household, round=round_, approved=True)
    answers = {f"indicator_{n}": n < lacking for n in range(10)}
    result = factories.ResultFactory(
        assessment=form, standard=plan.standard, b1_points=b1_points, answers=answers
    )
    return factories.PovertyRecordFactory(
        household=household, standard=plan.standard, year=year, result=result, **record
    )


def test_the_nearest_stands_first_and_the_unknown_last(plan, commune):
    far = reviewed(plan, commune, b1_points=90, lacking=4)
    near = reviewed(plan, commune, b1_points=119, lacking=2)
    unknown = listed(commune, reviewed=False)
    gone = reviewed(plan, commune, b1_points=170, exited=True)

    rows = rank(plan, commune)

    assert [row.record for row in rows] == [near, far, unknown, gone]
    assert [row.is_ranked for row in rows] == [True, True, True, False]


def test_equal_households_stand_by_name(plan, commune):
    village = factories.VillageFactory(commune=commune)
    homes = [
        factories.HouseholdFactory(village=village, head_name=name, sort_key=key)
        for name, key in (("Siu Hyel", "2"), ("Rơ Châm Alin", "1"))
    ]
    second, first = (
        reviewed(plan, commune, b1_points=110, household=household) for household in homes
    )

    assert [row.record for row in rank(plan, commune)] == [first, second]


def test_last_year_counts_until_this_year_has_a_form(plan, commune):
    old = reviewed(plan, commune, b1_points=100, lacking=3, year=2020)
    factories.PovertyRecordFactory(household=old.household, standard=plan.standard)

    (row,) = rank(plan, commune)

    assert row.score.words.startswith("Còn 21 điểm B1")
    assert row.deprivations == 3


def test_this_years_form_counts_before_last_years(plan, commune):
    old = reviewed(plan, commune, b1_points=100, year=2020)
    reviewed(plan, commune, b1_points=115, household=old.household)

    (row,) = rank(plan, commune)

    assert row.score.words.startswith("Còn 6 điểm B1")


def test_a_town_has_a_line_of_its_own(plan, commune):
    commune.area_type = "URBAN"
    commune.save()
    reviewed(plan, commune, b1_points=130)

    (row,) = rank(plan, commune)

    assert row.score.words.startswith("Còn 11 điểm B1")


@pytest.mark.parametrize("households", [1, 5])
def test_ranking_costs_at_most_four_queries(
    households, plan, commune, django_assert_max_num_queries
):
    for _ in range(households):
        reviewed(plan, commune, b1_points=110)

    with django_assert_max_num_queries(4):
        [row.score.words for row in rank(plan, commune)]
