"""Every URL × every role, for pages and API; nothing of another commune is found."""

from collections.abc import Iterator

import pytest
from django.urls import URLResolver, get_resolver

from accounts.choices import Role
from tests import factories
from tests.access.line import CHAIR, OFFICER
from tests.access.matrix import MATRIX
from tests.access.people import IN_A_COMMUNE, OF_A_PERSON, person
from tests.access.worlds import World, each_line

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


def leads_to_sign_in(answer) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/?next=")


def was_served(answer) -> bool:
    return answer.status_code in SERVED and not leads_to_sign_in(answer)


def test_every_address_is_in_the_matrix():
    assert {line.name for line in MATRIX} == ADDRESSES


def test_no_line_stands_twice():
    assert len({str(line) for line in MATRIX}) == len(MATRIX)


@each_line(MATRIX)
def test_who_may_is_served_and_who_may_not_is_refused(line, world):
    answers = {role: world.ask(role) for role in Role}

    refused = {role for role, answer in answers.items() if answer.status_code == 403}
    served = {role for role, answer in answers.items() if was_served(answer)}
    assert refused == set(Role) - line.allowed
    assert served == set(Role) & line.allowed


@each_line([line for line in MATRIX if "ANONYMOUS" not in line.allowed])
def test_a_stranger_is_asked_to_sign_in(line, world):
    answer = world.ask("ANONYMOUS")

    assert answer.status_code == 401 if line.is_api else leads_to_sign_in(answer)


@each_line([line for line in MATRIX if "ANONYMOUS" in line.allowed])
def test_a_public_page_is_served_to_a_stranger(world):
    assert world.ask("ANONYMOUS").status_code in SERVED


@each_line(SCOPED)
def test_people_of_another_commune_do_not_find_it(line, world):
    asking = {OFFICER, CHAIR} & line.allowed
    elsewhere = World.make(line, world.people.moved())

    answers = [elsewhere.ask(role) for role in asking]

    assert [answer.status_code for answer in answers] == [404] * len(asking)


@each_line(OWNED)
def test_what_belongs_to_another_person_is_not_found(world):
    owner = factories.UserFactory()
    answers = [world.ask(role, owner=owner) for role in Role]

    assert {answer.status_code for answer in answers} == {404}


@each_line({line.name: line for line in MATRIX}.values())
def test_no_other_method_is_answered(line, world):
    listed = {other.method for other in MATRIX if other.name == line.name}

    answers = [world.ask(world.role, method=method) for method in METHODS - listed]

    # 403 where reading and writing an API URL need different permissions.
    assert {answer.status_code for answer in answers} <= {403, 405}


@pytest.mark.parametrize("role", sorted(Role))
def test_a_disabled_user_is_not_signed_in(role, client, commune):
    user = person(role, commune)
    client.force_login(user)
    user.is_active = False
    user.save()

    assert leads_to_sign_in(client.get("/don-vi/"))
