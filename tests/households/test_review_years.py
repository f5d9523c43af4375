import datetime as dt

import pytest

from common.errors import Refused
from households.choices import HouseholdState, Movement
from households.models import Household, PovertyRecord
from households.services.opening import open_year
from households.services.register import leave_household, rejoin_household
from tests import factories
from tests.households.review_data import NOON, TODAY


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village)


def poor_in(year, household, standard, **given):
    return factories.PovertyRecordFactory(
        year=year, household=household, standard=standard, **given
    )


def leave(household, by, on=TODAY):
    return leave_household(
        household_id=household.pk,
        version=household.version,
        state=HouseholdState.MOVED,
        on=on,
        reason="Chuyển về quê",
        by=by,
        at=NOON,
        today=TODAY,
    )


def opened(year=2021):
    rows = PovertyRecord.objects.filter(year=year)
    return list(rows.values_list("opening_status", "status", "movement"))


def test_a_year_opens_with_the_poor_and_near_poor_of_the_year_before(village, standard):
    one, two = (factories.HouseholdFactory(village=village) for _ in range(2))
    poor_in(2020, one, standard)
    poor_in(2020, two, standard, near_poor=True)

    made = open_year(year=2021, standard=standard, by=None)

    assert made == 2
    assert opened() == [
        ("POOR", "POOR", Movement.STAYED_POOR),
        ("NEAR_POOR", "NEAR_POOR", Movement.NONE),
    ]


def test_those_who_exited_or_left_are_not_on_the_new_list(village, standard):
    one, two = (factories.HouseholdFactory(village=village) for _ in range(2))
    poor_in(2020, one, standard, exited=True)
    poor_in(2020, two, standard, left=True)

    made = open_year(year=2021, standard=standard, by=None)

    assert made == 0


def test_a_household_that_left_after_the_year_is_on_the_new_list_and_gone(village, standard):
    gone = factories.HouseholdFactory(village=village, state="MOVED", left_on=dt.date(2021, 1, 5))
    poor_in(2020, gone, standard)

    open_year(year=2021, standard=standard, by=None)

    record = PovertyRecord.objects.get(year=2021)
    assert (record.opening_status, record.movement) == ("POOR", Movement.LEFT)
    assert record.moved_on == dt.date(2021, 1, 5)


def test_opening_a_year_twice_opens_it_once(household, standard):
    poor_in(2020, household, standard)
    open_year(year=2021, standard=standard, by=None)

    again = open_year(year=2021, standard=standard, by=None)

    assert again == 0
    assert PovertyRecord.objects.filter(year=2021).count() == 1


def test_a_year_does_not_open_while_the_one_before_is_under_review(standard):
    factories.RoundFactory(year=2020)

    with pytest.raises(Refused, match="năm 2020"):
        open_year(year=2021, standard=standard, by=None)


def test_a_poor_household_that_leaves_is_another_decrease(household, standard, officer):
    record = poor_in(2021, household, standard)

    leave(household, officer)

    record.refresh_from_db()
    assert (record.movement, record.has_left, record.moved_on) == (Movement.LEFT, True, TODAY)


def test_a_household_that_returns_keeps_its_movement(household, standard, officer):
    exit_day = dt.date(2021, 10, 2)
    record = poor_in(2021, household, standard, exited=True, moved_on=exit_day)
    left = leave(household, officer)

    rejoin_household(household_id=left.pk, version=left.version, by=officer, at=NOON)

    record.refresh_from_db()
    assert (record.movement, record.has_left, record.moved_on) == (
        Movement.EXITED_ABOVE,
        False,
        exit_day,
    )


def test_who_leaves_a_closed_year_stays_on_its_list(household, standard, officer):
    poor_in(2021, household, standard)
    factories.RoundFactory(state="CLOSED")

    leave(household, officer)

    assert PovertyRecord.objects.get().movement == Movement.STAYED_POOR
    assert Household.objects.get().left_on == TODAY
