"""The API of the plan and its progress."""

import pytest

from targets.models import CommuneTarget, Goal, YearPlan
from tests import factories
from tests.targets.data import listed, live_in

PROGRESS = "/api/v1/progress/"
COMMUNE_KEYS = (
    *("code", "name", "opening", "exits", "relapsed", "new_poor", "other_in", "other_out"),
    *("closing", "households", "rate", "change_points", "target_fall", "remaining"),
)


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


def test_progress_answers_in_the_agreed_shape(api_as, leader):
    factories.YearPlanFactory()

    answer = api_as(leader).get(PROGRESS, {"year": 2021}).json()

    assert (answer["year"], answer["as_of"], answer["standard"]) == (
        2021,
        "2021-11-15",
        "VN-2016-2020",
    )
    assert answer["baseline"] == {
        "households": 27_771,
        "poor": 897,
        "poor_rate": 0.0322998812,
        "em_households": 11_840,
        "em_poor": 693,
        "em_poor_rate": 0.0585304054,
    }


def test_goals_carry_target_actual_and_met(api_as, leader, plan, commune):
    listed(commune, exited=True)
    listed(commune)

    goals = {row["code"]: row for row in api_as(leader).get(PROGRESS).json()["goals"]}

    assert goals["poor_fall"]["target"] == 4
    assert goals["poor_fall"]["actual"] == 1
    assert goals["poor_fall"]["met"] is False
    assert goals["poor_rate"]["actual"] == 0.5
    assert goals["relapse"]["met"] is None


def test_the_identity_holds_for_each_commune(api_as, leader, plan, commune, other_commune):
    listed(commune, exited=True)
    listed(commune, left=True)
    listed(commune, relapsed=True)
    listed(other_commune, fallen=True)

    rows = api_as(leader).get(PROGRESS).json()["communes"]

    sums = [
        row["opening"]
        - row["exits"]
        - row["other_out"]
        + row["relapsed"]
        + row["new_poor"]
        + row["other_in"]
        for row in rows
    ]
    assert [row["closing"] for row in rows] == sums
    assert [set(COMMUNE_KEYS) - set(row) for row in rows] == [set(), set()]


def test_rates_are_fractions_with_ten_decimals(api_as, leader, plan, commune):
    listed(commune)
    live_in(commune)
    live_in(commune)

    row = next(
        row for row in api_as(leader).get(PROGRESS).json()["communes"] if row["name"] == "Ia O"
    )

    assert (row["rate"], row["change_points"]) == (0.3333333333, -0.0416666667)
    assert row["em"]["target_fall"] == 1


@pytest.mark.parametrize(
    ("year", "status"),
    [("2021", 200), ("", 200), ("2022", 404), ("abc", 400), ("20211", 400), ("-1", 400)],
)
def test_a_year_is_one_with_a_plan(api_as, leader, plan, year, status):
    assert api_as(leader).get(PROGRESS, {"year": year}).status_code == status


def test_without_any_plan_there_is_no_progress(api_as, leader):
    assert api_as(leader).get(PROGRESS).status_code == 404


def test_plans_are_listed_and_read(api_as, leader, plan, commune):
    api = api_as(leader)

    listed_plans = api.get("/api/v1/year-plans/").json()["results"]
    detail = api.get("/api/v1/year-plans/2021/").json()

    assert [row["year"] for row in listed_plans] == [2021]
    assert detail["communes"][1]["commune"] == commune.pk
    assert detail["communes"][1]["is_above_average"] is True
    assert detail["goals"][2] == {
        "code": "poor_fall",
        "group": "EVERYWHERE",
        "indicator": "",
        "label": "Số hộ nghèo giảm (giảm thực)",
        "unit": "HOUSEHOLDS",
        "comparison": "AT_LEAST",
        "value": 4,
    }


def test_a_year_is_opened(api_as, labour_office, standard, commune):
    figures = {"households": 8, "poor": 3, "em_households": 5, "em_poor": 2}
    sent = {
        "year": 2021,
        "standard": "VN-2016-2020",
        "source": "Quyết định 12/QĐ-UBND",
        "baseline": figures,
        "communes": [{"commune": commune.pk, **figures}],
    }

    answer = api_as(labour_office).post("/api/v1/year-plans/", sent, format="json")

    assert answer.status_code == 201
    assert CommuneTarget.objects.get().poor == 3


def test_a_baseline_is_changed_with_its_version(api_as, labour_office, plan):
    sent = {
        "version": 1,
        "source": "Nguồn mới",
        "baseline": {"households": "20", "poor": 4, "em_households": 8, "em_poor": 3},
        "communes": [],
    }
    api = api_as(labour_office)

    first = api.put("/api/v1/year-plans/2021/baseline/", sent, format="json")
    again = api.put("/api/v1/year-plans/2021/baseline/", sent, format="json")
    late = api.put(
        "/api/v1/year-plans/2021/baseline/", sent | {"source": "Nguồn khác"}, format="json"
    )

    assert (first.status_code, again.status_code, late.status_code) == (200, 200, 409)
    assert YearPlan.objects.get().version == 2


def test_goals_are_set_as_fractions(api_as, leader, plan):
    sent = {
        "version": 1,
        "goals": [
            {"code": "poor_rate", "value": 0.0233},
            {"code": "poor_rate_fall", "value": None},
            {"code": "poor_fall", "value": None},
            {"code": "relapse", "value": 2},
        ],
        "decision_number": "45/KH-UBND",
        "decided_on": "2021-03-24",
    }

    answer = api_as(leader).put("/api/v1/year-plans/2021/goals/", sent, format="json")

    assert answer.json()["goals"][0]["value"] == 0.0233
    assert Goal.objects.get(code="relapse").value == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"goals": [{"code": "poor_rate", "value": -1}]},
        {"goals": [{"code": "nothing", "value": 1}]},
        {"goals": [{"code": "relapse", "value": 1}, {"code": "relapse", "value": 2}]},
        {"goals": [{"code": "poor_fall", "value": 5}]},
        {"version": None},
        {"decision_number": "a\u202eb"},
    ],
)
def test_goals_that_make_no_sense_are_refused(api_as, leader, plan, wrong):
    sent = {"version": 1, "goals": [], "decision_number": "", "decided_on": None} | wrong

    answer = api_as(leader).put("/api/v1/year-plans/2021/goals/", sent, format="json")

    assert answer.status_code == 400
    assert YearPlan.objects.get().version == 1


def test_shares_are_given_and_refused_with_the_difference(
    api_as, leader, plan, commune, other_commune
):
    api, url = api_as(leader), "/api/v1/year-plans/2021/commune-targets/"
    CommuneTarget.objects.update(fall=0, em_fall=0)
    shares = [
        {"commune": commune.pk, "fall": 3, "em_fall": 1},
        {"commune": other_commune.pk, "fall": 1, "em_fall": 1},
    ]

    decision = {"version": 1, "decision_number": "45/QĐ-UBND", "decided_on": "2021-03-24"}

    refused = api.put(
        url,
        {**decision, "communes": [shares[0], shares[1] | {"fall": 0, "em_fall": 0}]},
        format="json",
    )
    given = api.put(url, {**decision, "communes": shares}, format="json")

    assert refused.status_code == 400
    assert "thiếu 1 hộ" in refused.json()["detail"]
    assert [row["fall"] for row in given.json()["communes"]] == [1, 3]


def test_a_count_that_can_be_read_two_ways_is_refused(api_as, leader, plan, commune):
    sent = {"version": 1, "communes": [{"commune": commune.pk, "fall": "1.5", "em_fall": 0}]}

    answer = api_as(leader).put("/api/v1/year-plans/2021/commune-targets/", sent, format="json")

    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["baseline", "goals", "commune-targets"])
def test_a_department_reads_plans_but_changes_none(api_as, plan, path):
    api = api_as(factories.UserFactory(finance=True))

    assert api.get("/api/v1/year-plans/2021/").status_code == 200
    assert api.put(f"/api/v1/year-plans/2021/{path}/", {}, format="json").status_code == 403


FIGURES = {"households": 1, "poor": 1, "em_households": 1, "em_poor": 1}


@pytest.mark.parametrize("communes", [[{"commune": 10**30, **FIGURES}], [FIGURES] * 201])
def test_communes_no_database_can_hold_are_refused(api_as, labour_office, plan, communes):
    sent = {"version": 1, "source": "x", "baseline": FIGURES, "communes": communes}

    answer = api_as(labour_office).put("/api/v1/year-plans/2021/baseline/", sent, format="json")

    assert answer.status_code == 400
    assert "communes" in answer.json()
