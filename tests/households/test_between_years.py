"""What happens between the closing of a year and the opening of the next, and days of closed years."""

import datetime as dt
import uuid

import pytest

from common.errors import Refused
from households.choices import HouseholdState, Movement
from households.models import FrozenPopulation, Household, LifeEvent, PovertyRecord
from households.queries.poor_list import poverty_flow
from households.services import entry
from households.services.opening import open_year
from households.services.register import leave_household, rejoin_household
from households.services.rounds import record_closed_round
from tests import factories
from tests.households.life_data import (
    die,
    family,
    join,
    move_to,
    occasion,
    people,
    split,
    take_back,
    target_of,
)

JANUARY = dt.date(2022, 1, 20)
OPENED = dt.date(2022, 2, 10)
MORNING = dt.datetime(2022, 2, 1, 2, tzinfo=dt.UTC)


def in_january(by, on=JANUARY, **given):
    return occasion(by, on=on, at=MORNING, today=OPENED, **given)


@pytest.fixture
def there(other_commune):
    return factories.VillageFactory(commune=other_commune)


@pytest.fixture
def poor(village, standard, officer):
    """A household of four on the list of 2021, whose round is closed."""
    household = family(village, officer, "Siu Con", "Siu Út", "Siu Ba", arrived_on=None)
    factories.PovertyRecordFactory(household=household, standard=standard)
    factories.RoundFactory(year=2021, state="CLOSED")
    return household


def leave(household, by, on, today=OPENED):
    household.refresh_from_db()
    return leave_household(
        household_id=household.pk,
        version=household.version,
        state=HouseholdState.MOVED,
        on=on,
        reason="Về quê",
        by=by,
        at=MORNING,
        today=today,
    )


def of_2022(household):
    record = PovertyRecord.objects.get(household=household, year=2022)
    return record.opening_status, record.status, record.movement, record.has_left, record.members


def district(standard, year=2022):
    flows = poverty_flow(year=year, standard=standard).values()
    return sum((flow.everyone for flow in flows), type(next(iter(flows)).everyone)())


def test_who_moves_before_the_year_opens_arrives_with_its_class(poor, there, standard, officer):
    new = target_of(move_to(poor, there, by=officer, when=in_january(officer)))

    open_year(year=2022, standard=standard, by=officer)

    assert of_2022(poor) == ("POOR", "POOR", Movement.LEFT, True, 4)
    assert of_2022(new) == ("", "POOR", Movement.ARRIVED, False, 4)
    flow = district(standard)
    assert (flow.opening, flow.other_out, flow.other_in, flow.closing) == (1, 1, 1, 1)


def test_who_splits_off_before_the_year_opens_keeps_the_class(poor, standard, officer):
    new = target_of(split(poor, "Siu Con", by=officer, when=in_january(officer)))

    open_year(year=2022, standard=standard, by=officer)

    assert of_2022(poor) == ("POOR", "POOR", Movement.STAYED_POOR, False, 3)
    assert of_2022(new) == ("", "POOR", Movement.ARRIVED, False, 1)
    assert PovertyRecord.objects.get(household=poor, year=2022).opening_members == 4


def test_a_split_without_the_class_needs_a_reason_before_the_opening_too(poor, standard, officer):
    with pytest.raises(Refused) as refusal:
        split(poor, "Siu Con", by=officer, when=in_january(officer), inherits_class=False)

    assert refusal.value.field == "class_reason"


def test_it_may_move_on_and_split_meanwhile(poor, village, there, standard, officer):
    new = target_of(move_to(poor, there, by=officer, when=in_january(officer)))
    apart = target_of(split(new, "Siu Út", by=officer, when=in_january(officer)))
    back = target_of(move_to(apart, village, by=officer, when=in_january(officer)))

    open_year(year=2022, standard=standard, by=officer)

    assert of_2022(new) == ("", "POOR", Movement.ARRIVED, False, 3)
    assert of_2022(apart) == ("", "POOR", Movement.NONE, True, 1)
    assert of_2022(back) == ("", "POOR", Movement.ARRIVED, False, 1)
    flow = district(standard)
    assert (flow.opening, flow.other_out, flow.other_in, flow.closing) == (1, 1, 2, 2)


def test_a_merger_before_the_opening_takes_the_people_along(poor, village, standard, officer):
    other = family(village, officer, head_name="Rơ Châm Út")
    factories.PovertyRecordFactory(household=other, standard=standard, year=2022, first_poor=True)

    join(poor, other, by=officer, when=in_january(officer))
    open_year(year=2022, standard=standard, by=officer)

    assert of_2022(poor) == ("POOR", "POOR", Movement.LEFT, True, 4)
    assert of_2022(other)[-1] == 5


def test_an_event_before_the_opening_can_be_undone_after_it(poor, there, standard, officer):
    event = move_to(poor, there, by=officer, when=in_january(officer))
    open_year(year=2022, standard=standard, by=officer)

    take_back(event, by=officer, at=MORNING)

    assert of_2022(poor) == ("POOR", "POOR", Movement.STAYED_POOR, False, 4)
    assert PovertyRecord.objects.filter(year=2022).count() == 1


def test_undone_before_the_opening_it_leaves_no_trace(poor, there, standard, officer):
    take_back(move_to(poor, there, by=officer, when=in_january(officer)), by=officer, at=MORNING)

    open_year(year=2022, standard=standard, by=officer)

    assert of_2022(poor) == ("POOR", "POOR", Movement.STAYED_POOR, False, 4)


def test_after_the_closing_in_december_the_next_year_counts(poor, officer, standard):
    gone = leave(poor, officer, on=dt.date(2021, 12, 28))

    open_year(year=2022, standard=standard, by=officer)

    assert gone.left_on == dt.date(2021, 12, 28)
    assert LifeEvent.objects.get().counts_in == 2022
    assert PovertyRecord.objects.get(year=2021).has_left is False
    assert of_2022(poor)[2:4] == (Movement.LEFT, True)


def test_a_year_closed_late_is_the_year_as_it_ended(village, there, standard, officer):
    household = family(village, officer, "Siu Con", "Siu Út")
    factories.PovertyRecordFactory(household=household, standard=standard)
    round_ = factories.RoundFactory(year=2021, with_standards=[standard])
    split(household, "Siu Con", by=officer, when=in_january(officer))
    move_to(household, there, by=officer, when=in_january(officer))

    record_closed_round(round_id=round_.pk, version=round_.version, by=officer, at=MORNING)

    record = PovertyRecord.objects.get(year=2021)
    assert (record.household, record.members, record.has_left) == (household, 3, False)
    frozen = FrozenPopulation.objects.filter(year=2021).values_list("households", "persons")
    assert sorted(frozen) == [(0, 0), (1, 3)]


def test_a_household_of_next_year_is_not_reviewed_in_this_one(village, standard, officer):
    household = family(village, officer, "Siu Con")
    round_ = factories.RoundFactory(year=2021, with_standards=[standard])
    new = target_of(split(household, "Siu Con", by=officer, when=in_january(officer)))

    with pytest.raises(Refused, match="2022"):
        entry.start_assessment(
            household=new, round_=round_, client_id=uuid.uuid4(), by=officer, at=MORNING
        )


TRUE_DAY = dt.date(2020, 12, 20)


@pytest.fixture
def closed(standard, village):
    """The year 2020 is closed and 2021 open under the standard."""
    stays = factories.HouseholdFactory(village=village)
    factories.PovertyRecordFactory(household=stays, standard=standard, year=2020)
    factories.RoundFactory(year=2020, state="CLOSED")
    open_year(year=2021, standard=standard, by=None)


def test_the_true_day_of_a_departure_is_taken_from_who_is_on_no_list(closed, village, officer):
    household = family(village, officer)

    leave(household, officer, on=TRUE_DAY)

    assert Household.objects.get(pk=household.pk).left_on == TRUE_DAY
    assert not household.poverty_records.exists()


def test_who_is_on_the_list_leaves_in_the_first_open_year(village, standard, officer):
    household = family(village, officer)
    factories.PovertyRecordFactory(household=household, standard=standard, year=2020)
    factories.RoundFactory(year=2020, state="CLOSED")
    open_year(year=2021, standard=standard, by=officer)

    leave(household, officer, on=TRUE_DAY)

    before, now = PovertyRecord.objects.order_by("year")
    assert (before.has_left, before.movement) == (False, Movement.STAYED_POOR)
    assert (now.has_left, now.movement, now.moved_on) == (True, Movement.LEFT, TRUE_DAY)


def test_the_true_day_of_a_death_is_taken(closed, village, officer):
    household = family(village, officer, "Siu Con")

    event = die(household, "Siu Con", by=officer, when=occasion(officer, on=TRUE_DAY))

    assert (event.happened_on, event.counts_in) == (TRUE_DAY, 2021)
    assert [one.full_name for one in people(household)] == ["Siu Blơi"]


@pytest.mark.parametrize("on", [TRUE_DAY, dt.date(2019, 5, 1)])
def test_a_split_of_a_closed_year_inherits_on_the_open_list(village, standard, officer, on):
    household = family(village, officer, "Siu Con")
    factories.PovertyRecordFactory(household=household, standard=standard, year=2020)
    factories.RoundFactory(year=2020, state="CLOSED")
    open_year(year=2021, standard=standard, by=officer)

    new = target_of(split(household, "Siu Con", by=officer, when=occasion(officer, on=on)))

    record = new.poverty_records.get()
    assert (record.year, record.movement, new.arrived_on) == (2021, Movement.ARRIVED, on)
    assert household.poverty_records.get(year=2020).members == 2


def test_an_event_of_a_closed_year_can_be_undone_while_its_year_is_open(closed, village, officer):
    household = family(village, officer, "Siu Con")
    event = die(household, "Siu Con", by=officer, when=occasion(officer, on=TRUE_DAY))

    take_back(event, by=officer)

    assert len(people(household)) == 2


def test_who_left_in_a_year_since_closed_does_not_come_back_into_it(village, standard, officer):
    household = family(village, officer)
    gone = leave(household, officer, on=dt.date(2021, 12, 1))
    factories.RoundFactory(year=2021, state="CLOSED")

    with pytest.raises(Refused, match="2021 đã khóa"):
        rejoin_household(household_id=gone.pk, version=gone.version, by=officer, at=MORNING)
