import datetime as dt

import pytest

from common.errors import Conflict
from households.choices import Arrival, HouseholdState, Movement
from households.models import PovertyRecord
from households.services.register import leave_household, rejoin_household
from households.services.roster import CannotRegister
from tests import factories
from tests.households.register_data import LATER, NOON, TODAY, enter, head

GONE_ON = dt.date(2021, 10, 1)


@pytest.fixture
def household(village, officer):
    return enter(village, [head()], by=officer)[0]


def leave(household, *, by, **changes):
    said = {
        "version": household.version,
        "state": HouseholdState.MOVED,
        "on": GONE_ON,
        "reason": "Chuyển về quê",
        "at": LATER,
        "today": TODAY,
    }
    return leave_household(household_id=household.pk, by=by, **(said | changes))


@pytest.mark.parametrize("state", [HouseholdState.MOVED, HouseholdState.DISSOLVED])
def test_a_household_leaves_with_day_and_reason(household, officer, state):
    gone = leave(household, by=officer, state=state)

    household.refresh_from_db()
    assert (household.state, household.left_on, household.left_reason) == (
        state,
        GONE_ON,
        "Chuyển về quê",
    )
    assert gone.version == 2
    assert household.history.first().history_user == officer


def test_the_poor_list_of_the_year_loses_it(household, officer):
    record = factories.PovertyRecordFactory(household=household)

    leave(household, by=officer)

    record.refresh_from_db()
    assert (record.movement, record.has_left, record.moved_on) == (Movement.LEFT, True, GONE_ON)
    assert not PovertyRecord.objects.filter(has_left=False).exists()


def test_coming_back_undoes_it_all(household, officer):
    record = factories.PovertyRecordFactory(household=household)
    leave(household, by=officer)

    back = rejoin_household(household_id=household.pk, version=2, by=officer, at=LATER)

    record.refresh_from_db()
    assert (back.state, back.left_on, back.left_reason) == (HouseholdState.ACTIVE, None, "")
    assert (record.movement, record.has_left) == (Movement.STAYED_POOR, False)
    assert back.version == 3


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"on": dt.date(2021, 11, 16)}, "on"),
        ({"reason": ""}, "reason"),
        ({"state": HouseholdState.ACTIVE}, "state"),
    ],
)
def test_a_departure_that_cannot_be_is_refused(household, officer, said, field):
    with pytest.raises(CannotRegister) as refusal:
        leave(household, by=officer, **said)

    assert refusal.value.field == field


def test_nobody_leaves_before_arriving(village, officer):
    arrived = {"arrival": Arrival.MOVED_IN, "arrived_on": dt.date(2021, 10, 2)}
    household, _ = enter(village, [head()], by=officer, **arrived)

    with pytest.raises(CannotRegister) as refusal:
        leave(household, by=officer)

    assert refusal.value.field == "on"


def test_a_household_with_a_form_at_work_stays_until_the_form_is_done(household, officer):
    factories.AssessmentFactory(household=household)

    with pytest.raises(CannotRegister, match="phiếu"):
        leave(household, by=officer)


def test_said_twice_it_is_one_departure(household, officer):
    leave(household, by=officer)

    again = leave(household, by=officer)

    assert again.version == 2


def test_different_content_from_an_old_page_is_a_conflict(household, officer):
    leave(household, by=officer)

    with pytest.raises(Conflict):
        leave(household, by=officer, version=1, on=dt.date(2021, 9, 1))


def test_who_has_left_cannot_leave_again(household, officer):
    leave(household, by=officer)

    with pytest.raises(CannotRegister):
        leave(household, by=officer, version=2, on=dt.date(2021, 9, 1))


def test_coming_back_twice_is_coming_back_once(household, officer):
    leave(household, by=officer)
    rejoin_household(household_id=household.pk, version=2, by=officer, at=LATER)

    again = rejoin_household(household_id=household.pk, version=2, by=officer, at=NOON)

    assert again.version == 3


def test_coming_back_from_an_old_page_is_a_conflict(household, officer):
    leave(household, by=officer)

    with pytest.raises(Conflict):
        rejoin_household(household_id=household.pk, version=1, by=officer, at=LATER)


def test_people_take_their_numbers_along_to_the_household_where_they_live_now(
    village, other_commune, officer
):
    former, _ = enter(village, [head(citizen_number="064080001234")], by=officer)
    leave(former, by=officer)
    new_village = factories.VillageFactory(commune=other_commune)
    newcomer = factories.UserFactory(officer=True, commune=other_commune)

    household, _ = enter(new_village, [head(citizen_number="064080001234")], by=newcomer)

    former.head.refresh_from_db()
    assert (household.head.citizen_number, former.head.citizen_number) == ("064080001234", None)
    assert former.head.history.first().history_user == newcomer
