"""Undo of life events: every column is restored, or the refusal names the obstacle."""

import pytest

from common.errors import Refused
from households.models import Household, LifeEvent, Member
from households.services.life.undo import CannotUndo
from households.services.register import leave_household, rejoin_household
from tests import factories
from tests.households.life_data import (
    ON,
    all_children,
    die,
    family,
    give_head,
    join,
    last_event,
    move_to,
    people,
    split,
    take_back,
    target_of,
    world,
)
from tests.households.register_data import (
    LATER,
    NOON,
    TODAY,
    born,
    change,
    enter,
    head,
    person,
)


@pytest.fixture
def household(village, officer):
    blo = head("Siu Blơi", citizen_number="064080001234", birth=born(1980))
    made, _ = enter(village, [blo, person("Siu Con"), person("Siu Cháu")], by=officer)
    factories.PovertyRecordFactory(household=made, members=3)
    return made


@pytest.fixture
def other(village, officer):
    made = family(village, officer, "Rơ Châm Con", head_name="Rơ Châm Hyơi")
    factories.PovertyRecordFactory(household=made, members=2, near_poor=True)
    return made


@pytest.fixture
def alone(village, officer):
    made = family(village, officer, head_name="Siu Một")
    factories.PovertyRecordFactory(household=made, members=1)
    return made


@pytest.fixture
def near(commune):
    return factories.VillageFactory(commune=commune)


@pytest.fixture
def far(other_commune):
    return factories.VillageFactory(commune=other_commune)


HAPPENINGS = {
    "split": lambda w: split(w.household, "Siu Con", by=w.officer),
    "the head splits off": lambda w: split(
        w.household, "Siu Blơi", by=w.officer, staying_head=people(w.household)[1].pk
    ),
    "merge": lambda w: join(w.household, w.other, by=w.officer),
    "merge the other way": lambda w: join(w.other, w.household, by=w.officer),
    "move within": lambda w: move_to(w.household, w.near, by=w.officer, address="Mới"),
    "move between": lambda w: move_to(w.household, w.far, by=w.officer),
    "change of head": lambda w: give_head(w.household, "Siu Con", by=w.officer),
    "death": lambda w: die(w.household, "Siu Cháu", by=w.officer),
    "death of the head": lambda w: die(w.household, "Siu Blơi", by=w.officer, head="Siu Con"),
    "death of the last": lambda w: die(w.alone, "Siu Một", by=w.officer),
}


class People:
    def __init__(self, **facts):
        self.__dict__.update(facts)


@pytest.fixture
def everybody(household, other, alone, near, far, officer):
    return People(
        household=household, other=other, alone=alone, near=near, far=far, officer=officer
    )


@pytest.mark.parametrize("happening", HAPPENINGS)
def test_taken_back_every_column_is_as_it_was(everybody, officer, happening):
    before = world()
    versions = dict(Household.objects.values_list("pk", "version"))
    event = HAPPENINGS[happening](everybody)
    changed = world()

    take_back(event, by=officer)

    assert changed != before
    assert world() == before
    touched = event.parts.exclude(household=None).values_list("household", flat=True)
    assert all(Household.objects.get(pk=pk).version == versions[pk] + 2 for pk in touched)


@pytest.mark.parametrize("happening", HAPPENINGS)
def test_the_event_and_the_histories_say_who_took_it_back(everybody, officer, happening):
    event = HAPPENINGS[happening](everybody)
    chief = factories.UserFactory()

    done = take_back(event, by=chief, reason="Ghi nhầm hộ")

    source = event.parts.first().household
    assert (done.undone_by, done.undone_at, done.undo_reason) == (chief, LATER, "Ghi nhầm hộ")
    assert source.history.first().history_change_reason.startswith("Hoàn tác: ")
    assert event.parts.filter(code=source.code).exists()


def test_taken_back_twice_is_taken_back_once(household, officer):
    event = split(household, "Siu Con", by=officer)
    take_back(event, by=officer)
    household.refresh_from_db()

    take_back(event, by=officer, reason="Lần nữa")

    assert Household.objects.get().version == household.version
    assert LifeEvent.objects.get().undo_reason == "Ghi nhầm"


def test_a_reason_is_wanted(household, officer):
    event = split(household, "Siu Con", by=officer)

    with pytest.raises(CannotUndo) as refusal:
        take_back(event, by=officer, reason="  ")

    assert refusal.value.field == "reason"


def test_events_are_taken_back_from_the_last_to_the_first(household, other, far, officer):
    before = world()
    events = [
        split(household, "Siu Con", by=officer),
        give_head(household, "Siu Cháu", by=officer),
        join(other, household, by=officer),
        move_to(household, far, by=officer),
    ]

    for event in reversed(events):
        take_back(event, by=officer)

    assert world() == before


def test_not_past_a_later_event_which_is_named(household, officer):
    event = split(household, "Siu Con", by=officer)
    give_head(household, "Siu Cháu", by=officer)

    with pytest.raises(CannotUndo, match=r"Thay chủ hộ.*05/10/2021"):
        take_back(event, by=officer)


def test_no_undo_after_another_users_change_who_is_named(household, officer):
    event = split(household, "Siu Con", by=officer)
    made = target_of(event)
    other = factories.UserFactory(full_name="Siu Thanh")
    change(made, [head("Siu Con", client_id=made.head.client_id)], by=other, address="Mới")

    with pytest.raises(CannotUndo, match=f"{made.code}.*Siu Thanh"):
        take_back(event, by=officer)


def test_not_once_the_class_has_changed(household, officer):
    event = split(household, "Siu Con", by=officer)
    record = household.poverty_records.get()
    record.status, record.movement = "NOT_POOR", "EXITED_ABOVE"
    record.save()

    with pytest.raises(CannotUndo, match="Phân loại"):
        take_back(event, by=officer)


def test_not_once_the_new_household_has_a_form(household, officer):
    event = split(household, "Siu Con", by=officer)
    factories.AssessmentFactory(household=target_of(event))

    with pytest.raises(CannotUndo, match="phiếu"):
        take_back(event, by=officer)

    assert Household.objects.count() == 2


def test_not_in_a_closed_year(household, officer):
    event = split(household, "Siu Con", by=officer)
    factories.RoundFactory(year=2021, state="CLOSED")

    with pytest.raises(Refused, match="2021"):
        take_back(event, by=officer)


def test_no_undo_once_the_number_of_the_dead_belongs_to_another(household, village, officer):
    event = die(household, "Siu Blơi", by=officer, head="Siu Con")
    enter(village, [head(citizen_number="064080001234", birth=born(1980))], by=officer)

    with pytest.raises(CannotUndo, match="Siu Blơi"):
        take_back(event, by=officer)


def test_a_departure_is_an_event_too_and_coming_back_takes_it_back(household, officer):
    said = {"state": "MOVED", "on": ON, "reason": "Về quê", "today": TODAY}
    leave_household(household_id=household.pk, version=1, by=officer, at=NOON, **said)
    event = last_event()

    rejoin_household(household_id=household.pk, version=2, by=officer, at=LATER)

    event.refresh_from_db()
    assert (event.kind, event.note, event.happened_on) == ("MOVE_OUT", "Về quê", ON)
    assert event.is_undone


def test_a_departure_can_be_taken_back_like_everything_else(household, officer):
    before = world()
    said = {"state": "DISSOLVED", "on": ON, "reason": "Giải thể", "today": TODAY}
    leave_household(household_id=household.pk, version=1, by=officer, at=NOON, **said)

    take_back(last_event(), by=officer)

    assert world() == before


def test_what_happened_before_a_departure_can_still_be_taken_back_after_the_return(
    household, officer
):
    before = world()
    event = give_head(household, "Siu Con", by=officer)
    said = {"state": "MOVED", "on": ON, "reason": "Về quê", "today": TODAY}
    leave_household(household_id=household.pk, version=2, by=officer, at=NOON, **said)
    rejoin_household(household_id=household.pk, version=3, by=officer, at=LATER)

    take_back(event, by=officer)

    assert world() == before


def test_relations_and_order_return_after_a_merge(household, other, officer):
    order = [(row.pk, row.relation) for row in people(other)]

    take_back(join(other, household, by=officer, relations=all_children(other)), by=officer)

    assert [(row.pk, row.relation) for row in people(other)] == order
    assert Member.objects.count() == 5
