"""Two users answer at the same moment (PostgreSQL only: SQLite has a single writer)."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection

from common.errors import Conflict, Refused
from targets.models import AllocationAnswer
from targets.services.answers import propose_adjustment
from tests import factories
from tests.targets.answers_data import give

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time"),
    pytest.mark.django_db(transaction=True),
]


def at_once(*steps):
    """Let users propose concurrently; returns the outcome of each."""
    start, told = threading.Barrier(len(steps)), []

    def take(line, by):
        try:
            start.wait()
            told.append(propose(line, by).kind)
        except Refused as error:
            told.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=step) for step in steps]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return told


def propose(line, by):
    return propose_adjustment(
        client_id=uuid.uuid4(),
        allocation_id=line.allocation_id,
        commune_id=line.commune_id,
        fall=12,
        em_fall=10,
        reason="Hộ già yếu",
        by=by,
        at=dt.datetime(2021, 4, 5, 9, tzinfo=dt.UTC),
        on=dt.date(2021, 4, 5),
    )


def test_two_communes_propose_at_once_and_both_are_heard(commune, other_commune):
    lines = [give(commune), give(other_commune)]
    people = [factories.UserFactory(officer=True, commune=line.commune) for line in lines]

    assert at_once(*zip(lines, people, strict=True)) == ["PROPOSE", "PROPOSE"]
    assert AllocationAnswer.objects.count() == 2


def test_of_two_officers_of_one_commune_the_second_is_told(commune):
    line = give(commune)
    people = [factories.UserFactory(officer=True, commune=commune) for _ in range(2)]

    told = at_once(*((line, by) for by in people))

    assert set(told) == {"PROPOSE", Conflict}
    assert AllocationAnswer.objects.count() == 1
