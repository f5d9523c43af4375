"""Moves, changes of head and deaths."""

import datetime as dt

import pytest

from common.errors import Refused
from households.choices import Arrival, HouseholdState, Movement
from households.models import Member
from households.services.life.checks import CannotRecordEvent
from households.services.life.departures import remove_duplicate_person
from households.services.life.move import move_between_communes, move_within_commune
from households.services.register import rejoin_household
from households.services.roster import CannotRegister
from tests import factories
from tests.households.life_data import (
    ON,
    all_children,
    die,
    family,
    give_head,
    living,
    move_to,
    named,
    occasion,
    people,
    target_of,
)
from tests.households.register_data import LATER, born, enter, head


@pytest.fixture
def household(village, officer):
    return family(village, officer, "Siu Con", "Siu Cháu", address="Số 5")


@pytest.fixture
def elsewhere(other_commune):
    return factories.VillageFactory(commune=other_commune)


def test_a_household_moves_to_another_village(household, commune, officer):
    village = factories.VillageFactory(commune=commune, name="Dăng")

    event = move_to(household, village, by=officer, address="Số 9")

    household.refresh_from_db()
    assert (household.village, household.address, household.version) == (village, "Số 9", 2)
    assert "Dăng" in event.summary


def test_not_to_the_village_where_it_lives(household, village, officer):
    with pytest.raises(CannotRecordEvent) as refusal:
        move_to(household, village, by=officer)

    assert refusal.value.field == "village"


def test_in_another_commune_it_gets_a_row_of_its_own(household, elsewhere, officer):
    before = living()
    came = [row.pk for row in people(household)]

    made = target_of(move_to(household, elsewhere, by=officer))

    household.refresh_from_db()
    assert (household.state, household.left_on, household.member_count) == ("MOVED", ON, 0)
    assert (made.commune, made.arrival, made.arrived_on) == (
        elsewhere.commune,
        Arrival.MOVED_IN,
        ON,
    )
    assert (made.came_from, made.head_name) == (household, "Siu Blơi")
    assert made.code.startswith(elsewhere.commune.code)
    assert [row.pk for row in people(made)] == came
    assert {row.commune_id for row in people(made)} == {elsewhere.commune_id}
    assert living() == before


def test_the_lists_of_both_communes_balance_by_themselves(household, elsewhere, officer):
    factories.PovertyRecordFactory(household=household, members=3)

    made = target_of(move_to(household, elsewhere, by=officer))

    gone, came = household.poverty_records.get(), made.poverty_records.get()
    assert (gone.movement, gone.has_left, gone.members) == (Movement.LEFT, True, 3)
    assert (came.movement, came.status, came.members) == (Movement.ARRIVED, "POOR", 3)
    assert (gone.commune_id, came.commune_id) == (household.commune_id, elsewhere.commune_id)


def test_a_poor_household_whose_past_is_known_takes_it_along(household, elsewhere, officer):
    factories.PovertyRecordFactory(household=household, year=2019, exited=True)

    made = target_of(move_to(household, elsewhere, by=officer))

    assert made.earlier_exit_year == 2019


def test_a_form_at_work_holds_it_up(household, elsewhere, officer):
    factories.AssessmentFactory(household=household)

    with pytest.raises(CannotRecordEvent, match="phiếu"):
        move_to(household, elsewhere, by=officer)


def test_a_move_within_cannot_lead_elsewhere(household, elsewhere, officer):
    with pytest.raises(Refused) as refusal:
        move_within_commune(
            household_id=household.pk,
            version=1,
            village_id=elsewhere.pk,
            address="",
            occasion=occasion(officer),
        )

    assert refusal.value.field == "village"


def test_a_move_between_cannot_stay_at_home(household, commune, officer):
    near = factories.VillageFactory(commune=commune)
    with pytest.raises(Refused) as refusal:
        move_between_communes(
            household_id=household.pk,
            version=1,
            village_id=near.pk,
            address="",
            occasion=occasion(officer),
        )

    assert refusal.value.field == "village"


def test_an_emptied_household_is_not_restored_automatically(household, elsewhere, officer):
    move_to(household, elsewhere, by=officer)

    with pytest.raises(CannotRegister, match="hoàn tác"):
        rejoin_household(household_id=household.pk, version=2, by=officer, at=LATER)


def test_another_person_becomes_head(household, officer):
    former = household.head_id

    give_head(household, "Siu Con", by=officer)

    household.refresh_from_db()
    first, second, *_ = people(household)
    assert (household.head_id, household.head_name) == (first.pk, "Siu Con")
    assert (first.relation, second.pk, second.relation) == ("", former, "CHILD")


@pytest.mark.parametrize("name", ["Siu Blơi"])
def test_who_is_head_cannot_become_head(household, officer, name):
    with pytest.raises(CannotRecordEvent) as refusal:
        give_head(household, name, by=officer)

    assert refusal.value.field == "head"


def test_relations_to_the_new_head_are_asked_for(household, officer):
    with pytest.raises(CannotRecordEvent) as refusal:
        give_head(household, "Siu Con", by=officer, relations={})

    assert refusal.value.field.startswith("relation_")


def test_who_died_is_on_no_roster_any_more(household, officer):
    factories.PovertyRecordFactory(household=household, members=3)
    gone = named(household, "Siu Cháu")[0]

    die(household, "Siu Cháu", by=officer)

    household.refresh_from_db()
    assert not Member.objects.filter(pk=gone).exists()
    assert Member.history.filter(id=gone).first().history_user == officer
    assert (household.member_count, household.poverty_records.get().members) == (2, 2)


def test_when_the_head_dies_another_is_named(household, officer):
    with pytest.raises(CannotRecordEvent) as refusal:
        die(household, "Siu Blơi", by=officer)
    event = die(household, "Siu Blơi", by=officer, head="Siu Con")

    household.refresh_from_db()
    assert refusal.value.field == "head"
    assert (household.head_name, household.member_count) == ("Siu Con", 2)
    assert "chủ hộ mới Siu Con" in event.summary


def test_who_lived_alone_leaves_no_household(village, officer):
    alone = family(village, officer)
    factories.PovertyRecordFactory(household=alone)

    die(alone, "Siu Blơi", by=officer)

    alone.refresh_from_db()
    assert (alone.state, alone.left_on) == (HouseholdState.DISSOLVED, ON)
    assert "qua đời" in alone.left_reason
    assert alone.poverty_records.get().movement == Movement.LEFT
    assert living() == []


def test_nobody_dies_before_birth(village, officer):
    household, _ = enter(village, [head(birth=born(2021, 10, 6))], by=officer)

    with pytest.raises(CannotRecordEvent) as refusal:
        die(household, "Siu Blơi", by=officer)

    assert refusal.value.field == "on"


def test_a_person_entered_in_two_households_stays_in_one(household, village, officer):
    right = family(village, officer, "Siu Cháu", head_name="Siu Nay")
    wrong, kept = named(household, "Siu Cháu")[0], named(right, "Siu Cháu")[0]

    event = remove_duplicate_person(
        household_id=household.pk,
        version=household.version,
        member=wrong,
        kept=kept,
        relations={},
        occasion=occasion(officer, note="Ở với chú"),
    )

    assert not Member.objects.filter(pk=wrong).exists()
    assert Member.objects.filter(pk=kept).exists()
    assert right.code in event.summary


@pytest.mark.parametrize("note", [""])
def test_taking_a_person_off_wants_a_reason(household, village, officer, note):
    right = family(village, officer, head_name="Siu Cháu")

    with pytest.raises(CannotRecordEvent) as refusal:
        remove_duplicate_person(
            household_id=household.pk,
            version=household.version,
            member=named(household, "Siu Cháu")[0],
            kept=right.head_id,
            relations=all_children(household),
            occasion=occasion(officer, note=note),
        )

    assert refusal.value.field == "note"


def test_the_one_who_is_kept_lives_elsewhere(household, officer):
    first, second = named(household, "Siu Cháu", "Siu Con")

    with pytest.raises(CannotRecordEvent) as refusal:
        remove_duplicate_person(
            household_id=household.pk,
            version=household.version,
            member=first,
            kept=second,
            relations={},
            occasion=occasion(officer, note="Trùng", on=dt.date(2021, 1, 1)),
        )

    assert refusal.value.field == "kept"
