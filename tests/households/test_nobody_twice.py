"""Nobody lives in two households: refused by every way back, and by the database."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from households.choices import HouseholdState
from households.models import Household, LifeEvent, Member
from households.services.life import undo
from households.services.register import leave_household, rejoin_household
from households.services.roster import CannotRegister
from tests import factories
from tests.households.life_data import ON, family, join, move_to, people
from tests.households.register_data import LATER, NOON, TODAY, born, change, enter, head

NUMBER = "064080001234"
WHO = {"citizen_number": NUMBER, "birth": born(1980)}


def leave(household, by):
    household.refresh_from_db()
    return leave_household(
        household_id=household.pk,
        version=household.version,
        state=HouseholdState.MOVED,
        on=ON,
        reason="Về quê",
        by=by,
        at=NOON,
        today=TODAY,
    )


def rejoin(household, by):
    household.refresh_from_db()
    return rejoin_household(household_id=household.pk, version=household.version, by=by, at=LATER)


@pytest.fixture
def gone(village, officer):
    return leave(enter(village, [head(**WHO)], by=officer)[0], officer)


@pytest.fixture
def anew(gone, village, officer):
    """The same person, entered again with the number."""
    return enter(village, [head(**WHO)], by=officer)[0]


def test_who_was_entered_anew_does_not_come_back(gone, anew, officer):
    with pytest.raises(CannotRegister, match="Siu Blơi"):
        rejoin(gone, officer)

    gone.refresh_from_db()
    assert gone.state == HouseholdState.MOVED
    assert Member.objects.filter(household__state="ACTIVE").count() == 1


def test_the_api_refuses_it_too(gone, anew, officer, api_as):
    gone.refresh_from_db()
    answer = api_as(officer).post(
        reverse("api:household_rejoin", args=[gone.pk]), {"version": gone.version}, format="json"
    )

    assert answer.status_code in {400, 409}
    assert Household.objects.get(pk=gone.pk).state == HouseholdState.MOVED


def test_once_the_other_has_left_it_comes_back_with_its_number(gone, anew, officer):
    leave(anew, officer)

    rejoin(gone, officer)

    assert people(gone)[0].citizen_number == NUMBER
    assert people(anew)[0].citizen_number is None
    with pytest.raises(CannotRegister):
        rejoin(anew, officer)


def test_a_change_of_units_does_not_open_a_way_back(village, other_commune, officer):
    household = family(village, officer)
    move_to(household, factories.VillageFactory(commune=other_commune), by=officer)
    Household.objects.update(version=5)  # as a change of units leaves it

    with pytest.raises(CannotRegister, match="Chuyển sang xã khác"):
        rejoin(household, officer)


def test_nor_for_a_household_that_was_merged(village, officer):
    household, into = family(village, officer), family(village, officer, head_name="Rơ Châm Út")
    join(household, into, by=officer)
    Household.objects.filter(pk=household.pk).update(version=9)

    with pytest.raises(CannotRegister, match="Nhập hộ"):
        rejoin(household, officer)


def test_the_undo_gives_the_number_back(gone, officer, village):
    anew = enter(village, [head(**WHO)], by=officer)[0]
    change(anew, [head(client_id=people(anew)[0].client_id)], by=officer)

    event = LifeEvent.objects.get()
    undo.undo_life_event(event_id=event.pk, reason="Ghi nhầm", by=officer, at=LATER)

    assert (people(gone)[0].citizen_number, people(gone)[0].released_number) == (NUMBER, None)


def test_the_database_refuses_a_return_past_the_services(gone, anew):
    with (
        pytest.raises(IntegrityError, match="nobody_lives_twice"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE households_household SET state = 'ACTIVE', left_on = NULL WHERE id = %s",
            [gone.pk],
        )


def test_the_database_refuses_a_person_who_moves_into_a_living_household(gone, anew):
    person = people(gone)[0]
    Household.objects.filter(pk=gone.pk).update(head=None, member_count=0)

    with pytest.raises(IntegrityError, match="nobody_lives_twice"), transaction.atomic():
        Member.objects.filter(pk=person.pk).update(household=anew)


def test_the_database_refuses_a_number_twice(gone, anew):
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(household=gone).update(citizen_number=NUMBER)
