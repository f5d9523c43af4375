"""Writes into a closed round are refused on every path, on both databases.

Each way below tries to write into the round of one commune. It must be refused while the round
is closed and after a reopening has run out, and pass while the commune is open again.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from common.clock import now
from common.triggers import sentence_of
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    PovertyRecord,
    Round,
    RoundReopening,
)
from tests import factories
from tests.households.freezing_data import close
from tests.households.review_data import KEYS, page_url, sent

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class Place:
    """A commune with its people and one household for each state a form can be in."""

    round: Round
    officer: Any
    chair: Any
    draft: Assessment
    full: Assessment
    submitted: Assessment
    free: Household
    record: PovertyRecord


def place(commune, round_, standard) -> Place:
    """Fill the commune while the round is open."""
    officer = factories.UserFactory(officer=True, commune=commune)

    def form(**given: Any) -> Assessment:
        made = factories.AssessmentFactory(
            household__village__commune=commune,
            round=round_,
            entered_by=officer,
            surveyed_on=dt.date(2021, 11, 14),
            **given,
        )
        factories.ResultFactory(assessment=made, standard=standard)
        return made

    record = factories.PovertyRecordFactory(household__village__commune=commune)
    return Place(
        round=round_,
        officer=officer,
        chair=factories.UserFactory(chair=True, commune=commune),
        draft=form(),
        full=form(),
        submitted=form(submitted=True),
        free=factories.HouseholdFactory(village__commune=commune),
        record=record,
    )


def page(user: str, name: str, thing: str, data: Callable[[Place], dict] | None = None):
    """A user presses a button, or saves a form, on a page."""

    def write(at: Place) -> None:
        client = Client()
        client.force_login(getattr(at, user))
        pk = getattr(at, thing).pk
        body = data(at) if data else {"version": 1, "reason": "Sai"}
        answer = client.post(reverse(f"households:{name}", args=[pk]), body)
        assert answer.status_code < 500

    return write


def api(user: str, method: str, name: str, thing: str, data: Callable[[Place], dict] | None = None):
    """A program calls the API."""

    def write(at: Place) -> None:
        client = APIClient()
        client.force_authenticate(getattr(at, user))
        pks = [getattr(at, thing).pk] if thing else []
        body = data(at) if data else {"version": 1}
        answer = getattr(client, method)(reverse(f"api:{name}", args=pks), body, format="json")
        assert answer.status_code < 500

    return write


def sql(statement: str):
    """A client writes to the database, bypassing the application."""

    def write(at: Place) -> None:
        keys = {
            "form": at.draft.pk,
            "record": at.record.pk,
        }
        with connection.cursor() as cursor:
            cursor.execute(statement.format(**keys))

    return write


def a_form(at: Place, **given: Any) -> Assessment:
    return Assessment(
        household=at.free,
        commune=at.free.commune,
        round=at.round,
        entered_by=at.officer,
        entered_at=now(),
        **given,
    )


def a_record(at: Place) -> PovertyRecord:
    return PovertyRecord(
        household=at.free,
        commune=at.free.commune,
        year=2021,
        standard=at.record.standard,
        is_ethnic_minority=True,
        opened_as_minority=True,
        status="POOR",
        movement="FIRST_POOR",
        near_poor_movement="NONE",
        members=1,
    )


def standard_of(at: Place):
    return at.record.standard


WAYS: dict[str, Callable[[Place], Any]] = {
    "page: start": page(
        "officer",
        "assessment_create",
        "free",
        lambda at: {"client_id": str(uuid.uuid4()), "round": at.round.pk},
    ),
    "page: save": page(
        "officer",
        "assessment_edit",
        "draft",
        lambda at: sent(at.draft, standard_of(at), points="99", note="Mới"),
    ),
    "page: submit": page("officer", "assessment_submit", "full"),
    "page: discard": page("officer", "assessment_discard", "draft"),
    "page: approve": page("chair", "assessment_approve", "submitted"),
    "page: return": page("chair", "assessment_return", "submitted"),
    "page: approve many": lambda at: _approve_many(at),
    "API: start": api(
        "officer",
        "post",
        "assessment_list",
        "",
        lambda at: {
            "client_id": str(uuid.uuid4()),
            "household": at.free.pk,
            "round": at.round.pk,
        },
    ),
    "API: save": api(
        "officer",
        "put",
        "assessment_detail",
        "draft",
        lambda at: {
            "version": 1,
            "surveyed_on": "2021-11-14",
            "note": "Mới",
            "results": [
                {
                    "standard": standard_of(at).code,
                    "b1_points": 99,
                    "answers": dict.fromkeys(KEYS, False),
                }
            ],
        },
    ),
    "API: submit": api("officer", "post", "assessment_submit", "full"),
    "API: discard": api("officer", "post", "assessment_discard", "draft"),
    "API: approve": api("chair", "post", "assessment_approve", "submitted"),
    "API: return": api(
        "chair",
        "post",
        "assessment_return",
        "submitted",
        lambda _at: {"version": 1, "reason": "Sai"},
    ),
    "bulk: update forms": lambda at: Assessment.objects.filter(
        commune=at.free.commune, round=at.round
    ).update(note="Sửa hàng loạt"),
    "bulk: update results": lambda at: AssessmentResult.objects.filter(assessment=at.draft).update(
        b1_points=7
    ),
    "bulk: update the list": lambda at: PovertyRecord.objects.filter(pk=at.record.pk).update(
        moved_on=dt.date(2021, 12, 1)
    ),
    "bulk: create forms": lambda at: Assessment.objects.bulk_create([a_form(at)]),
    "bulk: create lines": lambda at: PovertyRecord.objects.bulk_create([a_record(at)]),
    "bulk: delete lines": lambda at: PovertyRecord.objects.filter(pk=at.record.pk).delete(),
    "SQL: insert a form": lambda at: _insert_a_copy(at),
    "SQL: change a form": sql("UPDATE households_assessment SET note = 'x' WHERE id = {form}"),
    "SQL: delete answers": sql(
        "DELETE FROM households_assessmentresult WHERE assessment_id = {form}"
    ),
    "SQL: change answers": sql(
        "UPDATE households_assessmentresult SET b1_points = 1 WHERE assessment_id = {form}"
    ),
    "SQL: change the list": sql(
        "UPDATE households_povertyrecord SET is_ethnic_minority = NOT is_ethnic_minority"
        " WHERE id = {record}"
    ),
    "SQL: delete a line": sql("DELETE FROM households_povertyrecord WHERE id = {record}"),
    "SQL: take a line to an open year": sql(
        "UPDATE households_povertyrecord SET year = 2031 WHERE id = {record}"
    ),
}


def _approve_many(at: Place) -> None:
    client = Client()
    client.force_login(at.chair)
    form = at.submitted
    client.post(
        reverse("households:assessment_approve_many"), {"form": [f"{form.pk}:{form.version}"]}
    )


def _insert_a_copy(at: Place) -> None:
    """Copy a form, with all its columns, to another household."""
    columns = [field.column for field in Assessment._meta.concrete_fields if not field.primary_key]
    own = {"household_id": f"{at.free.pk}", "client_id": f"'{uuid.uuid4().hex}'"}
    values = ", ".join(own.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO households_assessment ({', '.join(columns)}) SELECT {values}"  # noqa: S608  (own names)
            f" FROM households_assessment WHERE id = {at.draft.pk}"
        )


def rows_of(at: Place) -> list:
    """Return all rows of the commune in the round and on the list."""
    commune = at.free.commune
    return [
        list(Assessment.objects.filter(commune=commune).order_by("pk").values()),
        list(AssessmentResult.objects.filter(assessment__commune=commune).order_by("pk").values()),
        list(PovertyRecord.objects.filter(commune=commune).order_by("pk").values()),
    ]


def changed_by(way: Callable[[Place], Any], at: Place) -> bool:
    """Try one way of writing and undo it; return whether it changed anything."""
    before = rows_of(at)
    changed = False
    with suppress(_Undone, DatabaseRefused), transaction.atomic(), told_apart():
        way(at)
        changed = rows_of(at) != before
        raise _Undone
    return changed


class DatabaseRefused(Exception):
    """A rule of the database refused; any other error of it is a fault of the test."""


@contextmanager
def told_apart():
    try:
        yield
    except IntegrityError as error:
        if sentence_of(error) is None:
            raise
        raise DatabaseRefused from error


class _Undone(Exception):
    """Rolls back what one way wrote before the next is tried."""


@pytest.fixture
def here(commune, this_round, standard):
    return place(commune, this_round, standard)


@pytest.fixture
def neighbour(other_commune, this_round, standard):
    return place(other_commune, this_round, standard)


def open_again(at: Place, *, ends_in: dt.timedelta) -> RoundReopening:
    begun = now() - dt.timedelta(days=2)
    return factories.RoundReopeningFactory(
        round=at.round, commune=at.free.commune, opened_at=begun, closes_at=now() + ends_in
    )


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_only_an_open_commune_can_be_written_to(way, here, neighbour):
    while_open = changed_by(way, here)
    Round.objects.update(state="CLOSED")
    while_closed = changed_by(way, here)
    reopening = open_again(here, ends_in=dt.timedelta(hours=1))
    while_reopened, next_door = changed_by(way, here), changed_by(way, neighbour)
    run_out = now() - dt.timedelta(seconds=1)
    RoundReopening.objects.filter(pk=reopening.pk).update(closes_at=run_out)

    after_its_time = changed_by(way, here)

    assert (while_open, while_reopened) == (True, True)
    assert (while_closed, next_door, after_its_time) == (False, False, False)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE households_round SET state = 'OPEN'",
        "UPDATE households_round SET due_on = '2021-12-31'",
        "DELETE FROM households_roundstandard",
        "UPDATE households_roundstandard SET position = 2",
        "DELETE FROM households_roundreopening",
        "UPDATE households_snapshot SET edition = 1",
        "DELETE FROM households_snapshot",
        "UPDATE households_frozenrecord SET status = 'NOT_POOR'",
        "DELETE FROM households_frozenrecord",
        "UPDATE households_frozenpopulation SET persons = 1",
        "DELETE FROM households_frozenpopulation",
    ],
)
def test_a_closed_round_and_its_frozen_result_are_never_touched(
    statement, here, labour_office, standard
):
    AssessmentResult.objects.all().delete()
    Assessment.objects.all().delete()
    close(here.round, labour_office)
    open_again(here, ends_in=dt.timedelta(hours=1))

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_round_is_not_born_closed(standard):
    with pytest.raises(IntegrityError, match="round_goes_forward_only"), transaction.atomic():
        Round.objects.create(
            year=2019,
            kind="YEAR_END",
            state="CLOSED",
            starts_on=dt.date(2019, 9, 1),
            due_on=dt.date(2019, 12, 1),
        )


def test_an_open_round_is_not_opened_again_in_the_database(this_round, commune):
    with pytest.raises(IntegrityError, match="round_goes_forward_only"), transaction.atomic():
        RoundReopening.objects.create(
            round=this_round,
            commune=commune,
            reason="x",
            opened_by=factories.UserFactory(),
            opened_at=now(),
            closes_at=now() + dt.timedelta(days=1),
        )


def test_what_only_the_database_refuses_is_told_on_the_page(here, monkeypatch):
    Round.objects.update(state="CLOSED")
    monkeypatch.setattr("households.services.entry.is_open_for", lambda *_args: True)
    client = Client(raise_request_exception=False)
    client.force_login(here.officer)

    answer = client.post(page_url("assessment_submit", here.full), {"version": 1})

    assert answer.status_code == 409
    assert "Đợt rà soát đã khóa với xã này" in answer.content.decode()


def test_what_only_the_database_refuses_is_told_to_programs(here, monkeypatch):
    Round.objects.update(state="CLOSED")
    monkeypatch.setattr("households.services.entry.is_open_for", lambda *_args: True)
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(here.officer)

    answer = client.post(
        reverse("api:assessment_submit", args=[here.full.pk]), {"version": 1}, format="json"
    )

    assert answer.status_code == 409
    assert answer.json()["code"] == "refused"
    assert "đã khóa với xã này" in answer.json()["detail"]
