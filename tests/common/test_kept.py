"""Results kept until the database changes."""

import pytest
from django.db import connection, transaction

from common.kept import database_state, kept
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def counted():
    """Return a function to keep, and the list of its calls."""
    calls = []

    def compute():
        calls.append(len(calls))
        return len(calls)

    return compute, calls


def test_a_result_is_given_again_while_nothing_changes():
    compute, calls = counted()

    assert [kept("same", compute), kept("same", compute)] == [1, 1]
    assert calls == [0]


def test_every_change_makes_a_new_result():
    compute, _ = counted()
    before = kept("changed", compute)

    commune = factories.CommuneFactory()
    after = kept("changed", compute)
    commune.name = "Ia Khai"
    commune.save()

    assert (before, after, kept("changed", compute)) == (1, 2, 3)


def test_another_key_is_another_result():
    compute, _ = counted()

    assert [kept("one", compute), kept("two", compute)] == [1, 2]


def test_within_a_transaction_nothing_is_kept():
    compute, _ = counted()

    with transaction.atomic():
        assert database_state() is None
        assert [kept("atomic", compute), kept("atomic", compute)] == [1, 2]


def test_another_connection_has_another_state():
    first = database_state()
    connection.close()

    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        assert database_state() != first
