"""The small demo, loaded once for all tests of a module; each test's changes are undone."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from common.clock import now
from demo.load import load_demo
from demo.plan import small


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(small(), at=now())
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def small_demo(_loaded_once, db) -> None:
    """About 280 households in the 13 communes."""
