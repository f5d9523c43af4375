"""Every URL × every role, for pages and API; nothing of another commune is found."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from accounts.choices import Role
from tests import factories
from tests.access.line import CHAIR, OFFICER, Line
from tests.access.matrix import MATRIX
from tests.access.people import IN_A_COMMUNE, OF_A_PERSON, person, value_of

pytestmark = pytest.mark.django_db

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
# Responses to a permitted request: success, redirect, or a report of invalid input.
SERVED = {200, 201, 202, 204, 302, 400, 409}


def names(patterns, namespace="") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern.url_patterns, namespace + inner)
        else:
            yield f"{namespace}{pattern.name}"


ADDRESSES = set(names(get_resolver().url_patterns))
SCOPED = [line for line in MATRIX if line.pk in IN_A_COMMUNE]
OWNED = [line for line in MATRIX if line.pk in OF_A_PERSON]


def ask(client: Client, line: Line, commune, owner, method: str = ""):
    things = {key: value_of(thing, commune, owner) for key, thing in line.things.items()}
    value_of(line.given, commune, owner)
    return client.generic(
        method or line.method, reverse(line.name, kwargs=things), content_type=_type(line)
    )


def ask_as(role: str, line: Line, commune, *, about=None, owner=None):
    """Request as a user of a role in a commune, for an object of that commune or another."""
    user, client = person(role, commune), Client()
    client.force_login(user)
    return ask(client, line, about or commune, owner or user)


def _type(line: Line) -> str:
    return "application/json" if line.is_api else "application/x-www-form-urlencoded"


def leads_to_sign_in(answer) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/?next=")


def was_served(answer) -> bool:
    return answer.status_code in SERVED and not leads_to_sign_in(answer)


def test_every_address_is_in_the_matrix():
    assert {line.name for line in MATRIX} == ADDRESSES


def test_no_line_stands_twice():
    assert len({str(line) for line in MATRIX}) == len(MATRIX)


@pytest.mark.parametrize("line", MATRIX, ids=str)
def test_who_may_is_served_and_who_may_not_is_refused(line, commune):
    answers = {role: ask_as(role, line, commune) for role in Role}

    refused = {role for role, answer in answers.items() if answer.status_code == 403}
    served = {role for role, answer in answers.items() if was_served(answer)}
    assert refused == set(Role) - line.allowed
    assert served == set(Role) & line.allowed


@pytest.mark.parametrize(
    "line", [line for line in MATRIX if "ANONYMOUS" not in line.allowed], ids=str
)
def test_a_stranger_is_asked_to_sign_in(line, client, commune):
    answer = ask(client, line, commune, factories.UserFactory())

    assert answer.status_code == 401 if line.is_api else leads_to_sign_in(answer)


@pytest.mark.parametrize("line", [line for line in MATRIX if "ANONYMOUS" in line.allowed], ids=str)
def test_a_public_page_is_served_to_a_stranger(line, client, commune):
    assert ask(client, line, commune, None).status_code in SERVED


@pytest.mark.parametrize("line", SCOPED, ids=str)
def test_people_of_another_commune_do_not_find_it(line, commune, other_commune):
    asking = {OFFICER, CHAIR} & line.allowed
    answers = [ask_as(role, line, commune, about=other_commune) for role in asking]

    assert [answer.status_code for answer in answers] == [404] * len(asking)


@pytest.mark.parametrize("line", OWNED, ids=str)
def test_what_belongs_to_another_person_is_not_found(line, commune):
    owner = factories.UserFactory()
    answers = [ask_as(role, line, commune, owner=owner) for role in Role]

    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize("line", {line.name: line for line in MATRIX}.values(), ids=str)
def test_no_other_method_is_answered(line, client, commune):
    listed = {other.method for other in MATRIX if other.name == line.name}
    user = person(min(line.allowed & set(Role)), commune)
    client.force_login(user)

    answers = [ask(client, line, commune, user, method) for method in METHODS - listed]

    # 403 where reading and writing an API URL need different permissions.
    assert {answer.status_code for answer in answers} <= {403, 405}


@pytest.mark.parametrize("role", sorted(Role))
def test_a_disabled_user_is_not_signed_in(role, client, commune):
    user = person(role, commune)
    client.force_login(user)
    user.is_active = False
    user.save()

    assert leads_to_sign_in(client.get("/don-vi/"))
