"""The objects and the users of the access tests, made once for all tests of a line of the matrix.

Two transactions are open around the tests of a module: the outer one holds a user of each role,
signed in, the inner one the objects of one line. Each test, and each request of a walk over the
roles, is undone by a savepoint (`conftest.py`).
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from areas.models import Commune
from tests import factories
from tests.access.line import Line
from tests.access.people import OF_A_PERSON, person, value_of


def each_line(lines: Iterable[Line]) -> pytest.MarkDecorator:
    """Run a test for each line; tests of a module that take the same line share its `world`."""
    return pytest.mark.parametrize("line", list(lines), ids=str, scope="module")


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """Undo every change of the database at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(slots=True)
class People:
    """A commune, another one, and a signed-in user of each role; those with a place are in the first."""

    commune: Commune
    other_commune: Commune
    users: dict[str, User]
    sessions: dict[str, str]

    @classmethod
    def make(cls) -> People:
        commune = factories.CommuneFactory(code="23782", name="Ia O", is_border=True)
        other = factories.CommuneFactory(code="23788", name="Ia Chia", is_border=True)
        users = {role: person(role, commune) for role in Role}
        return cls(commune, other, users, {role: _signed_in(user) for role, user in users.items()})

    def moved(self) -> People:
        """Return the same users about the other commune, where none of them has a place."""
        return dataclasses.replace(self, commune=self.other_commune, other_commune=self.commune)

    def client(self, role: str) -> Client:
        """Return a new client with the session of a role's user; a stranger's for "ANONYMOUS"."""
        client = Client()
        if role in self.sessions:
            client.cookies.load({settings.SESSION_COOKIE_NAME: self.sessions[role]})
        return client


def _signed_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@dataclass(slots=True)
class World:
    """The people and the objects of one line."""

    line: Line
    people: People
    shared: dict[str, Any]
    pages: dict[str, str] = field(default_factory=dict)

    @classmethod
    def make(cls, line: Line, people: People) -> World:
        """Create the objects that do not depend on who requests them."""
        world = cls(line, people, {})
        for thing in line.things.values():
            if thing not in OF_A_PERSON:
                world.shared[thing] = value_of(thing, world.commune, world.user)
        value_of(line.given, world.commune, world.user)
        return world

    @property
    def commune(self) -> Commune:
        return self.people.commune

    @property
    def role(self) -> str:
        """A role that the line allows."""
        return min(self.line.allowed - {"ANONYMOUS"})

    @property
    def user(self) -> User:
        return self.people.users[self.role]

    def client(self, role: str = "") -> Client:
        """Return a new client of a role's user; by default of a role that the line allows."""
        return self.people.client(role or self.role)

    def url(self, owner: User | None = None) -> str:
        """Return the address of the line for its object; a person's own object is `owner`'s."""
        things = {
            key: self.shared[thing]
            if thing in self.shared
            else value_of(thing, self.commune, owner or self.user)
            for key, thing in self.line.things.items()
        }
        return reverse(self.line.name, kwargs=things)

    def ask(self, role: str, *, method: str = "", owner: User | None = None) -> Any:
        """Request the line's object as a role's user, and undo what the request changed."""
        with undone():
            url = self.url(owner or self.people.users.get(role))
            return self.send(self.client(role), url, method=method)

    def page(self, role: str) -> str:
        """Return the page that a role sees, empty for a file; requested once."""
        if role not in self.pages:
            answer = self.ask(role)
            text = "" if answer.streaming else answer.content.decode("utf-8", "replace")
            self.pages[role] = text
        return self.pages[role]

    def send(self, client: Client, url: str, body: Any = b"", *, method: str = "") -> Any:
        """Return the answer to the line's method, with a body of its content type."""
        return client.generic(
            method or self.line.method, url, body, content_type=self.line.body_type
        )
