"""Parameters of addresses: what a view does not declare or cannot read, it refuses."""

import pytest
from django.urls import resolve

from common.api import declared_by
from households.models import Round
from tests import factories
from tests.access.line import CHAIR, OFFICER
from tests.access.matrix import MATRIX
from tests.access.worlds import World, each_line

pytestmark = pytest.mark.django_db

READ = [line for line in MATRIX if line.method == "GET"]
USUAL = ("limit", "offset", "page", "ordering", "format")
# No value of these is a number or a choice: a search, a place to go to, codes of households, a digest
# of words that may have changed since.
FREE = {"q", "next", "into", "chosen", "digest"}
# The first step of a life event is a form sent by GET; it shows its errors itself.
FIRST_STEPS = {"households:split", "households:merge", "households:change_head"} | {
    "households:death",
    "households:merge_duplicate",
    "households:remove_duplicate",
}
# Ticked rows of a list; the list is shown again with a message.
TICKED = {"households:assessment_approve_many", "targets:registration_register"}
WRONG = ("2021.5", "1e40", "-1", "9223372036854775808", "999999", "1_0", "１８", "yes", "null")
REASON = "Chưa lọc được"


def address(world: World) -> str:
    """Return the address of the line in a year with a plan and a round."""
    factories.YearPlanFactory()
    if not Round.objects.exists():
        factories.RoundFactory()
    return world.url()


def taken_by(url: str) -> frozenset[str]:
    """Return the names that the view of an address declares for reading."""
    view = resolve(url).func
    if hasattr(view, "cls"):
        return declared_by(view.cls(**view.initkwargs), "GET").names
    return view.parameters.names if hasattr(view, "parameters") else frozenset()


def is_refused(answer) -> bool:
    """Return whether an answer names what is wrong: as 400, or in a list without rows."""
    if answer.status_code == 400:
        return True
    return answer.status_code == 200 and not answer.streaming and REASON in answer.content.decode()


@each_line(MATRIX)
def test_an_unknown_parameter_is_refused_by_name(world):
    answer = world.send(world.client(), f"{address(world)}?nonsense=8")

    assert answer.status_code == 400
    assert "nonsense" in answer.content.decode()


def test_an_api_names_the_parameters_that_it_takes(api_as, officer):
    answer = api_as(officer).get("/api/v1/communes/?nonsense=8&q=a")

    assert answer.json()["unknown"] == ["nonsense"]
    assert answer.json()["known"] == ["cursor", "on", "page_size", "q"]


@pytest.mark.parametrize("name", USUAL)
@pytest.mark.parametrize("url", ["/api/v1/households/", "/ho-dan/", "/api/schema/"])
def test_names_that_other_products_use_are_refused(name, url, log_in, officer):
    assert log_in(officer).get(url, {name: "2"}).status_code == 400


@pytest.mark.parametrize("url", ["/tien-do/", "/api/v1/progress/"])
def test_a_parameter_given_twice_is_refused(url, log_in, labour_office):
    factories.YearPlanFactory()

    assert log_in(labour_office).get(f"{url}?year=2021&year=2022").status_code == 400


def test_a_stranger_is_not_told_the_parameters(client):
    assert client.get("/api/v1/households/?nonsense=8").status_code == 401


@each_line([each for each in READ if each.name not in TICKED])
def test_a_wrong_value_of_any_parameter_is_refused(line, world):
    url, client = address(world), world.client()
    names = taken_by(url) - FREE if line.name not in FIRST_STEPS else set()

    taken = [
        (name, value)
        for name in sorted(names)
        for value in WRONG
        if (name, value) != ("result", "yes")  # the result of form A is a word
        and not is_refused(client.get(url, {name: value}))
    ]

    assert taken == []


@each_line(
    [
        each
        for each in READ
        # The progress page shows the figures of every commune to everyone.
        if {OFFICER, CHAIR} & each.allowed and each.name != "targets:progress"
    ]
)
def test_another_commune_is_no_choice(line, world, other_commune):
    client = world.client(min({OFFICER, CHAIR} & line.allowed))

    answer = client.get(address(world), {"commune": other_commune.pk})

    assert is_refused(answer)
    assert other_commune.name not in answer.content.decode()


@each_line(READ)
def test_empty_parameters_are_as_none(world):
    url, client = address(world), world.client()
    plain = client.get(url)

    answer = client.get(url, dict.fromkeys(sorted(taken_by(url)), ""))

    assert answer.status_code in {plain.status_code, 302}
