"""Parameters of addresses: what a view does not declare it refuses, on every page and in the API."""

import pytest
from django.urls import reverse

from tests.access.line import Line
from tests.access.matrix import MATRIX
from tests.access.people import person, value_of

pytestmark = pytest.mark.django_db

READ = [line for line in MATRIX if line.method == "GET"]
USUAL = ("nonsense", "limit", "offset", "page", "ordering", "format")


def address(line: Line, commune, user) -> str:
    things = {key: value_of(thing, commune, user) for key, thing in line.things.items()}
    value_of(line.given, commune, user)
    return reverse(line.name, kwargs=things)


def signed_in(client, line: Line, commune):
    user = person(min(line.allowed - {"ANONYMOUS"}), commune)
    client.force_login(user)
    return user


@pytest.mark.parametrize("line", MATRIX, ids=str)
def test_an_unknown_parameter_is_refused_by_name(line, client, commune):
    url = address(line, commune, signed_in(client, line, commune))

    answer = client.generic(line.method, f"{url}?nonsense=8")

    assert answer.status_code == 400
    assert "nonsense" in answer.content.decode()


@pytest.mark.parametrize("name", USUAL)
def test_names_that_other_products_use_are_refused(name, client, commune):
    lists = [line for line in READ if line.name in {"api:household_list", "households:list"}]
    for line in lists:
        signed_in(client, line, commune)
        assert client.get(reverse(line.name), {name: "2"}).status_code == 400
