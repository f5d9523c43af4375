"""Splits and merges: no person is lost, each household has one head."""

import datetime as dt
import uuid

import pytest

from common.errors import Conflict, Refused
from households.choices import Arrival, HouseholdState, Movement, PovertyStatus, Relation
from households.models import Household, LifeEvent, Member, PovertyRecord
from households.services.life.checks import CannotRecordEvent
from households.services.life.merge import merge_duplicate_household, merge_household
from households.services.life.split import SplitPlan, split_household
from tests import factories
from tests.households.life_data import (
    ON,
    all_children,
    family,
    join,
    living,
    named,
    occasion,
    people,
    split,
    take_back,
    target_of,
)
from tests.households.register_data import TODAY


@pytest.fixture
def household(village, officer):
    return family(village, officer, "Siu Con", "Siu Dâu", "Siu Cháu")


@pytest.fixture
def other(village, officer):
    return family(village, officer, "Rơ Châm Con", head_name="Rơ Châm Hyơi")


def test_those_who_leave_form_a_household_of_the_same_commune(household, officer):
    before = living()
    son, wife = named(household, "Siu Con", "Siu Dâu")

    event = split(household, "Siu Con", "Siu Dâu", by=officer, relations={wife: Relation.SPOUSE})

    made = target_of(event)
    household.refresh_from_db()
    assert (made.arrival, made.arrived_on, made.came_from) == (Arrival.SPLIT, ON, household)
    assert (made.commune, made.head_id, made.head_name) == (household.commune, son, "Siu Con")
    assert [(row.pk, row.relation) for row in people(made)] == [(son, ""), (wife, "SPOUSE")]
    assert (household.member_count, made.member_count) == (2, 2)
    assert living() == before


def test_the_history_of_a_person_who_leaves_goes_on(household, officer):
    son = named(household, "Siu Con")[0]

    split(household, "Siu Con", by=officer)

    history = Member.objects.get(pk=son).history.all()
    assert [row.history_type for row in history] == ["~", "+"]
    assert history[0].history_user == officer


def test_a_poor_household_hands_its_class_on(household, officer):
    factories.PovertyRecordFactory(household=household)

    made = target_of(split(household, "Siu Con", by=officer))

    record = made.poverty_records.get()
    assert (record.status, record.movement, record.members) == (
        PovertyStatus.POOR,
        Movement.ARRIVED,
        1,
    )
    assert household.poverty_records.get().members == 3


def test_the_class_is_not_inherited_when_a_reason_is_given(household, officer):
    factories.PovertyRecordFactory(household=household)

    with pytest.raises(CannotRecordEvent) as refusal:
        split(household, "Siu Con", by=officer, inherits_class=False)
    made = target_of(
        split(household, "Siu Con", by=officer, inherits_class=False, class_reason="Có lương")
    )

    assert refusal.value.field == "class_reason"
    assert not made.poverty_records.exists()


def test_when_the_head_leaves_another_is_named_for_those_who_stay(household, officer):
    son, wife, grandchild = named(household, "Siu Con", "Siu Dâu", "Siu Cháu")

    with pytest.raises(CannotRecordEvent) as refusal:
        split(household, "Siu Blơi", by=officer)
    split(
        household,
        "Siu Blơi",
        by=officer,
        staying_head=son,
        relations={wife: Relation.SPOUSE, grandchild: Relation.CHILD},
    )

    household.refresh_from_db()
    assert refusal.value.field == "staying_head"
    assert (household.head_id, household.head_name) == (son, "Siu Con")
    assert [row.relation for row in people(household)] == ["", "SPOUSE", "CHILD"]


@pytest.mark.parametrize(
    ("names", "facts", "field"),
    [
        (("Siu Blơi", "Siu Con", "Siu Dâu", "Siu Cháu"), {}, "members"),
        (("Siu Con", "Siu Dâu"), {"relations": {}}, "relation"),
        (("Siu Con",), {"head": 0}, "head"),
        (("Siu Con",), {"address": "x" * 201}, "address"),
    ],
)
def test_a_split_that_cannot_be_is_refused(household, officer, names, facts, field):
    with pytest.raises(Refused) as refusal:
        split(household, *names, by=officer, **facts)

    assert refusal.value.field.startswith(field)
    assert Household.objects.count() == 1


def test_somebody_of_another_household_cannot_be_taken_along(household, other, officer):
    stranger = named(other, "Rơ Châm Con")[0]

    with pytest.raises(CannotRecordEvent):
        split(household, "Siu Con", by=officer, head=stranger)

    assert Member.objects.get(pk=stranger).household == other


def test_a_village_of_another_commune_is_refused(household, other_commune, officer):
    elsewhere = factories.VillageFactory(commune=other_commune)

    with pytest.raises(Refused) as refusal:
        split(household, "Siu Con", by=officer, village=elsewhere)

    assert refusal.value.field == "village"


@pytest.mark.parametrize("on", [TODAY + dt.timedelta(days=1), dt.date(1899, 12, 31)])
def test_a_day_that_cannot_be_is_refused(household, officer, on):
    with pytest.raises(CannotRecordEvent) as refusal:
        split(household, "Siu Con", by=officer, when=occasion(officer, on=on))

    assert refusal.value.field == "on"


def test_nothing_happens_to_a_household_before_it_came(household, officer):
    made = target_of(split(household, "Siu Con", "Siu Dâu", by=officer))

    with pytest.raises(CannotRecordEvent) as refusal:
        split(made, "Siu Dâu", by=officer, when=occasion(officer, on=ON - dt.timedelta(days=1)))

    assert refusal.value.field == "on"


def test_a_closed_year_is_left_alone_and_the_next_one_counts(household, standard, officer):
    record = factories.PovertyRecordFactory(household=household, standard=standard)
    factories.RoundFactory(year=2021, state="CLOSED")

    event = split(household, "Siu Con", by=officer)

    assert (event.happened_on, event.counts_in) == (ON, 2022)
    before, record = record, PovertyRecord.objects.get()
    assert (record.movement, record.members) == (before.movement, before.members)


def test_sent_twice_it_is_one_split(household, officer):
    when = occasion(officer)
    first = split(household, "Siu Con", by=officer, when=when)

    again = split_as_said(first.said, household, when)

    assert again == first
    assert Household.objects.count() == 2


def split_as_said(said, household, when):
    relations = {int(key): relation for key, relation in said["relations"].items()}
    facts = {name: said[name] for name in SplitPlan.__dataclass_fields__}
    facts |= {"members": tuple(said["members"]), "relations": relations}
    return split_household(
        household_id=household.pk, version=1, split=SplitPlan(**facts), occasion=when
    )


def test_a_key_used_for_something_else_is_refused(household, other, officer):
    when = occasion(officer)
    split(household, "Siu Con", by=officer, when=when)

    with pytest.raises(CannotRecordEvent, match="Mã gửi"):
        join(other, household, by=officer, when=when)


def test_an_old_page_is_a_conflict(household, officer):
    split(household, "Siu Con", by=officer)

    with pytest.raises(Conflict):
        join(household, family(household.village, officer), by=officer, version=1)


def test_a_code_taken_back_is_not_given_again(household, officer):
    event = split(household, "Siu Con", by=officer)
    code = target_of(event).code
    take_back(event, by=officer)

    second = target_of(split(household, "Siu Con", by=officer))

    assert second.code > code


def test_a_household_that_joins_another_brings_all_its_people(household, other, officer):
    before = living()
    came = [row.pk for row in people(other)]

    event = join(other, household, by=officer)

    household.refresh_from_db()
    other.refresh_from_db()
    assert (other.state, other.left_on, other.member_count, other.head) == (
        HouseholdState.DISSOLVED,
        ON,
        0,
        None,
    )
    assert "Nhập vào hộ" in other.left_reason
    assert [row.pk for row in people(household)][-2:] == came
    assert (household.member_count, household.head_name) == (6, "Siu Blơi")
    assert living() == before
    assert "nhập vào" in event.summary


def test_the_list_loses_the_one_that_joined_and_counts_the_people_of_the_other(
    household, other, officer
):
    factories.PovertyRecordFactory(household=household, members=4)
    factories.PovertyRecordFactory(household=other, members=2)

    join(other, household, by=officer)

    kept, gone = household.poverty_records.get(), other.poverty_records.get()
    assert (kept.movement, kept.members) == (Movement.STAYED_POOR, 6)
    assert (gone.movement, gone.has_left, gone.moved_on, gone.members) == (
        Movement.LEFT,
        True,
        ON,
        2,
    )


def test_a_household_cannot_join_itself(household, officer):
    with pytest.raises(CannotRecordEvent) as refusal:
        join(household, household, by=officer)

    assert refusal.value.field == "into"


def test_nor_one_of_another_commune(household, other_commune, officer):
    elsewhere = family(factories.VillageFactory(commune=other_commune), officer)

    with pytest.raises(CannotRecordEvent) as refusal:
        join(household, elsewhere, by=officer)

    assert refusal.value.field == "into"


def test_nor_one_with_which_it_would_be_more_than_forty(village, household, officer):
    full = family(village, officer, *(f"Siu {n}" for n in range(38)), head_name="Siu Đông")

    with pytest.raises(CannotRecordEvent, match="40"):
        join(household, full, by=officer)

    household.refresh_from_db()
    assert (household.state, household.member_count) == (HouseholdState.ACTIVE, 4)


def test_everybody_who_joins_is_related_to_the_head(household, other, officer):
    with pytest.raises(CannotRecordEvent) as refusal:
        join(other, household, by=officer, relations={})

    assert refusal.value.field == f"relation_{other.head_id}"


def test_a_household_with_a_form_at_work_cannot_join(household, other, officer):
    factories.AssessmentFactory(household=other)

    with pytest.raises(CannotRecordEvent, match="phiếu"):
        join(other, household, by=officer)


def test_who_has_left_neither_joins_nor_splits(household, other, officer):
    join(other, household, by=officer)

    with pytest.raises(CannotRecordEvent, match="rời địa bàn"):
        join(other, household, by=officer, relations={})


def test_a_household_of_forty_can_split_and_join_again(village, officer):
    full = family(village, officer, *(f"Siu {n}" for n in range(39)), head_name="Siu Đông")

    made = target_of(split(full, *(f"Siu {n}" for n in range(20)), by=officer))
    join(made, full, by=officer)

    full.refresh_from_db()
    assert full.member_count == 40


def test_a_duplicated_household_is_merged(household, village, officer):
    again = family(village, officer, "Siu Mới", head_name="Siu Blơi")
    factories.PovertyRecordFactory(household=again)
    missing = named(again, "Siu Mới")

    merge_duplicate_household(
        household_id=again.pk,
        version=again.version,
        into_id=household.pk,
        into_version=household.version,
        members=missing,
        relations=all_children(again),
        occasion=occasion(officer, note="Nhập hai lần"),
    )

    household.refresh_from_db()
    again.refresh_from_db()
    assert (again.state, again.member_count, again.head_name) == ("DISSOLVED", 1, "Siu Blơi")
    assert (household.member_count, people(household)[-1].pk) == (5, missing[0])
    assert PovertyRecord.objects.get().has_left


def test_putting_together_wants_a_reason(household, other, officer):
    with pytest.raises(CannotRecordEvent) as refusal:
        merge_duplicate_household(
            household_id=other.pk,
            version=other.version,
            into_id=household.pk,
            into_version=household.version,
            members=(),
            relations={},
            occasion=occasion(officer),
        )

    assert refusal.value.field == "note"


def test_an_event_knows_its_households_and_its_people(household, other, officer):
    event = join(other, household, by=officer, when=occasion(officer, client_id=uuid.uuid4()))

    parts = list(event.parts.values_list("household", "role", "version_after"))
    assert parts == [(other.pk, "SOURCE", 2), (household.pk, "TARGET", 2)]
    assert len(event.before["members"]) == 6
    assert LifeEvent.objects.get().made_by == officer


def test_two_versions_are_asked_for(household, other, officer):
    with pytest.raises(Conflict):
        merge_household(
            household_id=other.pk,
            version=other.version,
            into_id=household.pk,
            into_version=99,
            relations={},
            occasion=occasion(officer),
        )
