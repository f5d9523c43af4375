import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from households.models import PovertyRecord
from households.services.opening import open_year
from households.services.years import record_inherited, refresh_records
from tests import factories
from tests.households.review_data import TODAY, approved, new_standard


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village)


def grow(household, people):
    """Set the number of members of a household in the register."""
    for _ in range(people - household.member_count):
        factories.MemberFactory(household=household)
    household.member_count = people
    household.save(update_fields=["member_count"])
    return household


def split_off(source, standing="SPLIT"):
    return factories.HouseholdFactory(village=source.village, arrival=standing, arrived_on=TODAY)


def told(record):
    return (record.opening_status, record.status, record.movement, record.near_poor_movement)


def test_a_year_opens_with_the_people_the_year_before_closed_with(household, standard):
    factories.PovertyRecordFactory(year=2020, household=household, standard=standard, members=4)
    grow(household, 5)

    open_year(year=2021, standard=standard, by=None)

    record = PovertyRecord.objects.get(year=2021)
    assert (record.opening_members, record.members) == (4, 5)


def test_an_approved_form_puts_the_people_of_now_on_the_list(
    household, this_round, standard, officer, chair
):
    factories.PovertyRecordFactory(standard=standard)
    grow(household, 3)

    approved(household, this_round, officer, chair, points=100)

    record = household.poverty_records.get()
    assert (record.opening_members, record.members) == (0, 3)


def test_the_open_year_follows_the_roster(household, standard, officer):
    record = factories.PovertyRecordFactory(household=household, standard=standard)
    grow(household, 3)

    refresh_records(household=household, by=officer)

    record.refresh_from_db()
    assert (record.opening_members, record.members) == (1, 3)
    assert record.history.first().history_user == officer


def test_the_same_people_again_leave_no_trace(household, standard, officer):
    record = factories.PovertyRecordFactory(household=household, standard=standard)
    before = record.history.count()

    refresh_records(household=household, by=officer)

    assert record.history.count() == before


def test_a_closed_year_keeps_the_people_it_closed_with(household, standard, officer):
    last = factories.PovertyRecordFactory(household=household, year=2020, standard=standard)
    factories.RoundFactory(year=2020, state="CLOSED")
    grow(household, 3)

    refresh_records(household=household, by=officer)

    last.refresh_from_db()
    assert last.members == 1


def test_who_left_keeps_the_people_it_left_with(household, standard, officer):
    record = factories.PovertyRecordFactory(household=household, standard=standard, left=True)
    grow(household, 3)

    refresh_records(household=household, by=officer)

    record.refresh_from_db()
    assert record.members == 1


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ({}, ("", "POOR", "ARRIVED", "NONE")),
        ({"fallen": True}, ("", "POOR", "ARRIVED", "NONE")),
        ({"near_poor": True}, ("", "NEAR_POOR", "NONE", "ARRIVED")),
        ({"near_poor_exit": True}, ("", "NEAR_POOR", "NONE", "ARRIVED")),
    ],
)
def test_a_split_household_inherits_the_class_of_its_source(
    kind, expected, household, standard, officer
):
    factories.PovertyRecordFactory(household=household, standard=standard, **kind)
    new = grow(split_off(household), 2)

    record_inherited(source=household, household=new, year=2021, on=TODAY, by=officer)

    record = new.poverty_records.get()
    assert told(record) == expected
    assert (record.opening_members, record.members, record.result) == (0, 2, None)
    assert (record.inherited_status, record.moved_on) == (expected[1], TODAY)


def test_a_class_is_inherited_under_each_standard_of_the_open_year(household, standard, officer):
    newer = new_standard()
    factories.PovertyRecordFactory(household=household, standard=standard, year=2020)
    factories.PovertyRecordFactory(household=household, standard=standard, exited=True)
    factories.PovertyRecordFactory(household=household, standard=newer)
    new = split_off(household)

    record_inherited(source=household, household=new, year=2021, on=TODAY, by=officer)

    assert [(record.year, record.standard) for record in new.poverty_records.all()] == [
        (2021, newer)
    ]


def test_inheriting_twice_is_inheriting_once(household, standard, officer):
    factories.PovertyRecordFactory(household=household, standard=standard)
    new = split_off(household)
    record_inherited(source=household, household=new, year=2021, on=TODAY, by=officer)

    record_inherited(source=household, household=new, year=2021, on=TODAY, by=officer)

    assert new.poverty_records.count() == 1


def test_who_moved_in_poor_has_arrived_also_when_it_had_exited_long_ago(
    household, this_round, standard, officer, chair
):
    factories.PovertyRecordFactory(household=household, standard=standard)
    new = split_off(household, standing="MOVED_IN")
    new.earlier_exit_year = 2017
    new.save()
    record_inherited(source=household, household=new, year=2021, on=TODAY, by=officer)

    approved(new, this_round, officer, chair, points=100)

    assert new.poverty_records.get().movement == "ARRIVED"


def test_who_once_rose_above_the_near_poor_falls_back_onto_their_list(
    household, this_round, standard, officer, chair
):
    other = factories.HouseholdFactory()
    factories.PovertyRecordFactory(
        household=household,
        standard=standard,
        year=2020,
        opening_status="NEAR_POOR",
        status="NOT_POOR",
        movement="NONE",
    )
    factories.PovertyRecordFactory(household=other, standard=standard, year=2020)
    factories.PovertyRecordFactory(household=other, standard=standard)

    approved(household, this_round, officer, chair, points=130)

    assert household.poverty_records.get(year=2021).near_poor_movement == "RELAPSED"


@pytest.mark.parametrize(
    "wrong",
    [
        {"near_poor_movement": "EXITED"},
        {"near_poor_movement": "FIRST_NEAR_POOR"},
        {"status": "NEAR_POOR", "movement": "EXITED_TO_NEAR_POOR", "near_poor_movement": "NONE"},
        {"movement": "STAYED_POOR", "has_left": True},
        {"opening_members": 41},
        {"members": -1},
        {"inherited_status": "POOR"},
        {"opening_status": "", "movement": "FIRST_POOR", "opening_members": 1},
    ],
)
def test_the_database_refuses_a_record_that_contradicts_itself(wrong, household, standard):
    record = factories.PovertyRecordFactory(household=household, standard=standard)

    with pytest.raises(IntegrityError), transaction.atomic():
        PovertyRecord.objects.filter(pk=record.pk).update(**wrong)


def test_a_household_counts_as_arrived_in_the_year_it_came(household, standard):
    factories.PovertyRecordFactory(year=2020, household=household, standard=standard)
    household.arrival, household.arrived_on = "MOVED_IN", dt.date(2020, 3, 1)
    household.save()

    open_year(year=2021, standard=standard, by=None)

    assert household.poverty_records.get(year=2021).movement == "STAYED_POOR"
