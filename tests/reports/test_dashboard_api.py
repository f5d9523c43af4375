"""The dashboard's API: the numbers of the page, with the same ones hidden."""

import pytest

from tests import factories
from tests.targets.data import listed, plan_of_a_small_district

DASHBOARD = "/api/v1/dashboard/"


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def plan(commune, other_commune):
    return plan_of_a_small_district(above=commune, below=other_commune)


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)


@pytest.fixture
def analysed(plan, commune, other_commune):
    """Ia O: one household is landless; Ia Chia: six."""
    land = factories.PovertyReasonFactory(name="Thiếu đất", key="land")
    for each in [listed(commune), *(listed(other_commune) for _ in range(6))]:
        factories.ReasonAnalysisFactory(
            household=each.household, commune=each.commune, year=2021
        ).findings.create(reason=land)


def crossings(answer):
    return [each["households"] for each in answer.json()["reasons"][0]["communes"]]


def test_the_figures_are_those_of_the_progress(api_as, leader, plan, commune):
    listed(commune, exited=True)
    listed(commune)
    client = api_as(leader)

    found = client.get(DASHBOARD, {"year": 2021}).json()

    alone = client.get("/api/v1/progress/", {"year": 2021}).json()
    assert found["progress"] == alone | {"computed_at": found["progress"]["computed_at"]}
    assert found["months"][10]["net_fall"] == found["progress"]["total"]["net_fall"]
    assert found["years"][-1]["rate"] == found["progress"]["total"]["rate"]
    assert sum(each["households"] for each in found["classes"] if each["source"] == "poor") == 2


@pytest.mark.parametrize("role", [{"leader": True}, {}], ids=["leader", "labour office"])
def test_few_households_are_given_to_those_in_charge_of_the_district(api_as, analysed, role):
    assert crossings(api_as(factories.UserFactory(**role)).get(DASHBOARD)) == [6, 1]


@pytest.mark.parametrize(
    "role",
    [{"finance": True}, {"bank": True}, {"administrator": True}],
    ids=["department", "bank", "administrator"],
)
def test_few_households_are_hidden_from_other_offices(api_as, analysed, role):
    answer = api_as(factories.UserFactory(**role)).get(DASHBOARD)

    assert crossings(answer) == [None, None]
    assert answer.json()["reasons"][0]["households"] is None


@pytest.mark.parametrize("role", ["officer", "chair"])
def test_few_households_are_given_to_their_own_commune_only(
    api_as, analysed, commune, other_commune, role
):
    own = factories.UserFactory(**{role: True}, commune=commune)
    neighbour = factories.UserFactory(**{role: True}, commune=other_commune)

    assert crossings(api_as(own).get(DASHBOARD)) == [None, 1]
    assert crossings(api_as(neighbour).get(DASHBOARD)) == [6, None]


def test_a_year_without_a_plan_is_not_found(api_as, leader, plan):
    assert api_as(leader).get(DASHBOARD, {"year": 2019}).status_code == 404
    assert api_as(leader).get(DASHBOARD, {"year": "x"}).status_code == 400
