"""A year opens as the one before closed: enforced by the database."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from households.models import PovertyRecord
from households.services.opening import open_year
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(standard, village):
    """A household that stays poor on both lists, so that both years are there."""
    return factories.HouseholdFactory(village=village)


def last_year(household, standard, **given):
    return factories.PovertyRecordFactory(
        household=household, standard=standard, year=2020, **given
    )


def insert(household, standard, *, opening, status="POOR", movement="STAYED_POOR", near="NONE"):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO households_povertyrecord (household_id, commune_id, year, standard_id,"
            " is_ethnic_minority, opened_as_minority, opening_status, status, movement, near_poor_movement, has_left,"
            " inherited_status, opening_members, members)"
            " VALUES (%s, %s, 2021, %s, %s, %s, %s, %s, %s, %s, %s, '', 0, 1)",
            [
                *(household.pk, household.commune_id, standard.pk, True, True),
                *(opening, status, movement, near, False),
            ],
        )


POOR, NEAR = {"opening": "POOR"}, {"opening": "NEAR_POOR", "movement": "FELL_FROM_NEAR_POOR"}
NEAR["near"] = "BECAME_POOR"
NONE = {"opening": "", "movement": "FIRST_POOR"}


@pytest.mark.parametrize(
    ("closing", "fits"),
    [
        ({}, POOR),
        ({"near_poor": True}, NEAR),
        ({"exited": True}, NONE),
        ({"left": True}, NONE),
    ],
)
def test_a_household_opens_with_the_class_it_closed_with_and_no_other(
    closing, fits, other, standard
):
    last_year(other, standard)
    household = factories.HouseholdFactory()
    last_year(household, standard, **closing)

    for wrong in (POOR, NEAR, NONE):
        if wrong is not fits:
            with pytest.raises(IntegrityError, match="opening_is_last_closing"):
                insert(household, standard, **wrong)
    insert(household, standard, **fits)

    assert PovertyRecord.objects.filter(household=household, year=2021).count() == 1


def test_who_was_not_on_the_list_opens_with_nothing(other, standard):
    last_year(other, standard)
    household = factories.HouseholdFactory()

    with pytest.raises(IntegrityError, match="opening_is_last_closing"):
        insert(household, standard, **POOR)
    insert(household, standard, **NONE)


def test_without_a_list_of_last_year_the_opening_is_what_was_brought_along(standard):
    insert(factories.HouseholdFactory(), standard, **POOR)

    assert PovertyRecord.objects.count() == 1


def test_an_opening_is_not_changed_afterwards(other, standard):
    last_year(other, standard)
    insert(other, standard, **POOR)

    with pytest.raises(IntegrityError, match="opening_is_last_closing"), transaction.atomic():
        PovertyRecord.objects.filter(year=2021).update(
            opening_status="", movement="FIRST_POOR", near_poor_movement="NONE"
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE households_povertyrecord SET status = 'NOT_POOR', movement = 'EXITED_ABOVE'"
        " WHERE year = 2020",
        "UPDATE households_povertyrecord SET members = 3 WHERE year = 2020",
        "UPDATE households_povertyrecord SET year = 2010 WHERE year = 2020",
        "DELETE FROM households_povertyrecord WHERE year = 2020",
    ],
)
def test_a_year_changes_no_more_once_the_next_is_open(statement, other, standard):
    last_year(other, standard)
    open_year(year=2021, standard=standard, by=None)

    with pytest.raises(IntegrityError, match="next_year_is_open"), transaction.atomic():
        connection.cursor().execute(statement)


def test_nobody_is_added_to_a_year_once_the_next_is_open(other, standard):
    last_year(other, standard)
    open_year(year=2021, standard=standard, by=None)

    with pytest.raises(IntegrityError, match="next_year_is_open"), transaction.atomic():
        last_year(factories.HouseholdFactory(), standard)


def test_a_closing_may_not_leave_behind_a_household_the_next_year_already_has(other, standard):
    household = factories.HouseholdFactory()
    last_year(household, standard, exited=True)
    insert(household, standard, **NONE)

    with pytest.raises(IntegrityError, match="next_year_is_open"), transaction.atomic():
        PovertyRecord.objects.filter(year=2020).update(status="POOR", movement="STAYED_POOR")


def test_the_lists_of_two_standards_do_not_bind_each_other(other, standard):
    newer = factories.StandardFactory(code="VN-2022-2025", valid_from=dt.date(2022, 1, 1))
    last_year(other, standard)
    open_year(year=2021, standard=standard, by=None)

    last_year(other, newer)

    assert PovertyRecord.objects.filter(standard=newer).count() == 1


def test_who_left_after_the_closing_is_on_the_next_list_and_gone_at_once(other, standard):
    household = factories.HouseholdFactory(state="MOVED", left_on=dt.date(2021, 1, 3))
    last_year(household, standard)

    open_year(year=2021, standard=standard, by=None)

    record = PovertyRecord.objects.get(year=2021)
    assert (record.opening_status, record.has_left, record.movement) == ("POOR", True, "LEFT")
