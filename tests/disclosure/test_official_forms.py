"""The official forms give no reader a number that the audited answers hide from him."""

import random

import pytest
from rest_framework.test import APIClient

from tests import factories
from tests.disclosure.causes_data import give_deprivations, give_reasons


@pytest.fixture(params=["department", "officer"])
def api(request, district):
    reader = {
        "department": lambda: factories.UserFactory(finance=True),
        "officer": lambda: factories.UserFactory(officer=True, commune=district.communes["D"]),
    }[request.param]()
    client = APIClient()
    client.force_authenticate(reader)
    return client


@pytest.fixture(autouse=True)
def _causes(district):
    chance = random.Random(5)  # noqa: S311

    def has(_record, _cause) -> bool:
        return chance.random() < 0.25

    give_deprivations(district, has)
    give_reasons(district, has)


def by_unit(form, key, line=0):
    return {unit["code"]: unit["lines"][line]["values"][key] for unit in form["units"]}


@pytest.mark.parametrize("boundaries", ["old", "new"])
def test_reasons_are_hidden_as_on_the_dashboard(api, district, boundaries):
    asked = {"year": 2021, "boundaries": boundaries}
    form = api.get("/api/v1/forms/10/", asked).json()
    dashboard = api.get("/api/v1/dashboard/", asked).json()

    for reason, cause in zip(district.reasons, dashboard["reasons"], strict=True):
        shown = {each["commune"]: each["households"] for each in cause["communes"]}
        assert by_unit(form, reason.key) == shown
        assert form["total"]["lines"][0]["values"][reason.key] == cause["households"]


@pytest.mark.parametrize("boundaries", ["old", "new"])
def test_deprivations_of_the_poor_are_hidden_as_on_the_dashboard(api, boundaries):
    asked = {"year": 2021, "boundaries": boundaries}
    form = api.get("/api/v1/forms/04/", asked).json()
    dashboard = api.get("/api/v1/dashboard/", asked).json()

    keys = [column["key"] for column in form["columns"] if column["key"] not in {"listed", "sum"}]
    titles = {column["key"]: column["title"] for column in form["columns"]}
    causes = {cause["name"]: cause for cause in dashboard["deprivations"]}
    assert any(None in by_unit(form, key).values() for key in keys)
    for key in keys:
        cause = causes[titles[key]]
        shown = {each["commune"]: each["households"] for each in cause["communes"]}
        assert by_unit(form, key) == shown
