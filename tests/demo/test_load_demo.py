"""`load_demo` and `demo_accounts`: when they run, when they refuse, the same rows every time."""

import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from areas.models import Installation
from common.clock import now
from demo.load import load_demo
from demo.plan import small
from households.models import Household
from tests.factories import UserFactory

DIGESTED = (
    "SELECT code, head_name, sort_key, member_count, state, head_id FROM households_household",
    "SELECT id, full_name, birth_date, citizen_number, schooling FROM households_member",
    "SELECT id, household_id, state, surveyed_on, approved_at FROM households_assessment",
    "SELECT id, b1_points, b2_points, status, explanation FROM households_assessmentresult",
    "SELECT household_id, year, opening_status, status, movement FROM households_povertyrecord",
)


def digest_of_a_load() -> str:
    """Load the small demo, return a digest of its rows, and undo the load."""
    with transaction.atomic(), connection.cursor() as cursor:
        load_demo(small(), at=now())
        digest = hashlib.sha256()
        for statement in DIGESTED:
            cursor.execute(statement)
            digest.update("\n".join(sorted(map(repr, cursor.fetchall()))).encode())
        transaction.set_rollback(True)
    return digest.hexdigest()


def test_the_same_plan_gives_the_same_rows(db):
    first, second = digest_of_a_load(), digest_of_a_load()

    assert first == second


def test_the_command_marks_the_installation_as_a_demo(db):
    call_command("load_demo", scale="small", stdout=StringIO())

    assert Installation.objects.get().is_demo


def test_the_command_refuses_a_database_in_use(db):
    UserFactory()

    with pytest.raises(CommandError, match="đã có dữ liệu"):
        call_command("load_demo", scale="small", stdout=StringIO())

    assert not Household.objects.exists()


def test_if_empty_leaves_a_database_in_use_alone_without_a_word(db):
    UserFactory()
    output = StringIO()

    call_command("load_demo", if_empty=True, scale="small", stdout=output)

    assert output.getvalue() == ""
    assert not Household.objects.exists()


def test_the_command_refuses_where_demo_data_are_not_allowed(db, settings):
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="production"):
        call_command("load_demo", stdout=StringIO())


def test_no_accounts_are_listed_without_a_demo(db):
    output = StringIO()

    call_command("demo_accounts", stdout=output)

    assert output.getvalue() == ""
