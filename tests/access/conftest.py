"""Fixtures of the walks over the access matrix."""

from collections.abc import Iterator

import pytest

from areas.models import Commune
from tests.access.line import Line
from tests.access.matrix import MATRIX
from tests.access.worlds import People, World, undone

ORDER = {str(line): number for number, line in enumerate(MATRIX)}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of one line beside each other within their module, so that they share a world."""
    walked = [place for place, item in enumerate(items) if line_of(item)]
    modules = {items[place].nodeid.partition("::")[0]: place for place in reversed(walked)}

    def order(item: pytest.Item) -> tuple[int, int]:
        return modules[item.nodeid.partition("::")[0]], ORDER[str(line_of(item))]

    ordered = sorted((items[place] for place in walked), key=order)
    for place, item in zip(walked, ordered, strict=True):
        items[place] = item


def line_of(item: pytest.Item) -> Line | None:
    """Return the line of the matrix that a test is about, None for other tests."""
    callspec = getattr(item, "callspec", None)
    line = callspec.params.get("line") if callspec else None
    return line if isinstance(line, Line) else None


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker) -> Iterator[People]:
    with django_db_blocker.unblock(), undone():
        yield People.make()


@pytest.fixture(scope="module")
def world(line: Line, people: People, django_db_blocker) -> Iterator[World]:
    """The people and objects of a line; the transactions of the tests are inside theirs."""
    with django_db_blocker.unblock(), undone():
        yield World.make(line, people)


@pytest.fixture
def commune(people: People, db) -> Commune:
    return people.commune


@pytest.fixture
def other_commune(people: People, db) -> Commune:
    return people.other_commune
