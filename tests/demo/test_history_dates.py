"""The demo's history is dated on its working day, in the order of the changes."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import transaction

from demo.history_dates import backdate_history
from demo.load import load_demo
from demo.plan import small

MORNING = dt.datetime(2021, 11, 15, 7, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_no_change_of_the_demo_is_dated_after_its_working_day():
    with transaction.atomic():
        load_demo(small(), at=MORNING)
        dates = [
            date
            for model in apps.get_models()
            if hasattr(model, "history_date")
            for date in model.objects.values_list("history_date", flat=True).distinct()
        ]
        transaction.set_rollback(True)

    assert dates
    assert max(dates) < MORNING + dt.timedelta(hours=1)


@pytest.mark.django_db
def test_moved_history_keeps_its_order_and_older_rows_their_date(commune):
    history = type(commune).history.filter(code=commune.code)
    old = history.get().history_date
    since = old + dt.timedelta(seconds=1)
    for number, name in enumerate(("Ia Ô", "Ia O"), start=1):
        commune.name = name
        commune._history_date = since + dt.timedelta(minutes=number)
        commune.save()

    assert backdate_history(since=since, to=MORNING) == 2

    assert [row.history_date for row in history.order_by("history_date")] == [
        MORNING + dt.timedelta(minutes=1),
        MORNING + dt.timedelta(minutes=2),
        old,
    ]
