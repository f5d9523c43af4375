"""Two users act at the same moment (PostgreSQL only: SQLite has a single writer)."""

import threading
import uuid

import pytest
from django.db import connection

from common.errors import Refused
from correspondence.models import Thread
from tests import factories
from tests.correspondence.data import LATER, answer, read, remind, withdraw

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time"),
    pytest.mark.django_db(transaction=True),
]


def at_once(*steps):
    """Run the steps concurrently; return the outcome of each: its result, or the refusal."""
    start, told = threading.Barrier(len(steps)), []

    def take(step):
        try:
            start.wait()
            told.append(step())
        except Refused as error:
            told.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[step]) for step in steps]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return told


def test_of_two_reminders_at_once_the_second_hears_of_the_first(
    plan, leader, labour_office, commune
):
    told = at_once(
        lambda: remind(plan, leader, commune), lambda: remind(plan, labour_office, commune)
    )

    assert Thread.objects.count() == 1
    assert [each.field for each in told if isinstance(each, Refused)] == ["again"]


def test_one_reminder_sent_twice_at_once_is_one_thread(plan, leader, commune):
    key = uuid.uuid4()

    at_once(*[lambda: remind(plan, leader, commune, client_id=key)] * 2)

    assert Thread.objects.count() == 1


def test_a_text_is_either_read_or_withdrawn(plan, leader, commune, reminder):
    officer = factories.UserFactory(officer=True, commune=commune)

    at_once(
        lambda: withdraw(reminder.messages.get(), leader),
        lambda: read(reminder, officer, at=LATER),
    )

    state = Thread.objects.with_state().get().state
    assert (state == "WITHDRAWN") != reminder.readings.filter(is_addressee=True).exists()


def test_one_reply_sent_twice_at_once_is_one_message(plan, commune, reminder):
    officer, key = factories.UserFactory(officer=True, commune=commune), uuid.uuid4()

    at_once(*[lambda: answer(reminder, officer, client_id=key)] * 2)

    assert reminder.messages.count() == 2
