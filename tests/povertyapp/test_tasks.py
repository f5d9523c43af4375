"""The worker's periodic tasks."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from common.clock import now
from povertyapp.tasks import tidy_up

pytestmark = pytest.mark.django_db


def test_the_daily_tidy_up_is_put_on_the_list_once():
    call_command("schedule_upkeep")
    call_command("schedule_upkeep")

    assert DBTaskResult.objects.filter(task_path=tidy_up.module_path).count() == 1


@pytest.mark.django_db(transaction=True)  # the worker closes connections
def test_the_worker_drops_what_is_over_and_plans_tomorrow():
    long_ago = now() - dt.timedelta(days=40)
    Session.objects.create(session_key="old", session_data="", expire_date=long_ago)
    attempt = AccessAttempt.objects.create(
        username="a", ip_address="127.0.0.1", failures_since_start=1
    )
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=long_ago)
    call_command("schedule_upkeep")

    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    assert not Session.objects.exists()
    assert not AccessAttempt.objects.exists()
    assert [row.status for row in DBTaskResult.objects.order_by("enqueued_at")] == [
        "SUCCESSFUL",
        "READY",
    ]
