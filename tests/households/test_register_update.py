import uuid

import pytest

from common.errors import Conflict, Refused
from households.choices import HouseholdState, Movement, Relation, RoundState
from households.models import Household, Member
from households.rules.register import member_facts
from households.services.roster import TAKEN_NUMBER, CannotRegister
from tests import factories
from tests.households.register_data import LATER, born, change, enter, head, person

NUMBER, OTHER_NUMBER = "064080001234", "064185005678"


@pytest.fixture
def blo(db):
    return head("Siu Blơi", citizen_number=NUMBER)


@pytest.fixture
def hyoi(db):
    return person("Rơ Châm Hyơi", relation=Relation.SPOUSE, citizen_number=OTHER_NUMBER)


@pytest.fixture
def household(village, officer, blo, hyoi):
    return enter(village, [blo, hyoi], by=officer)[0]


def as_facts(member, **changes):
    values = {name: getattr(member, name) for name in member.__dataclass_fields__}
    return type(member)(**(values | changes))


def roster(household):
    household.refresh_from_db()
    return member_facts(household.members.order_by("position"), household.head_id)


def test_members_are_added_changed_removed_and_put_in_order(household, officer, blo, hyoi):
    renamed = as_facts(hyoi, full_name="Rơ Châm Hyơi Mới", citizen_number="")
    born_since = person("Siu Em", birth=born(2021, 3, 1))

    saved = change(household, [born_since, renamed, blo], by=officer)

    assert roster(household) == [born_since, renamed, blo]
    assert (saved.member_count, saved.version) == (3, 2)


def test_the_row_of_a_member_stays_the_same_row(household, officer, blo, hyoi):
    key = household.members.get(client_id=hyoi.client_id).pk

    change(household, [as_facts(hyoi, full_name="Tên Mới"), blo], by=officer)

    assert household.members.get(client_id=hyoi.client_id).pk == key


def test_a_new_head_gives_the_household_its_name_and_ethnicity(household, officer, blo, hyoi):
    kinh = factories.EthnicGroupFactory(kinh=True)
    wife = as_facts(hyoi, is_head=True, relation="", ethnicity_id=kinh.pk)
    husband = as_facts(blo, is_head=False, relation=Relation.SPOUSE)

    change(household, [husband, wife], by=officer)

    household.refresh_from_db()
    assert household.head.client_id == hyoi.client_id
    assert (household.head_name, household.search_key) == ("Rơ Châm Hyơi", "ro cham hyoi")
    assert household.ethnicity == kinh


def test_the_head_may_go_when_another_takes_the_place(household, officer, hyoi):
    change(household, [as_facts(hyoi, is_head=True, relation="")], by=officer)

    household.refresh_from_db()
    assert household.head_name == "Rơ Châm Hyơi"
    assert household.members.count() == 1


@pytest.mark.parametrize("left", [0, 1])
def test_a_household_never_stays_without_a_head_or_a_member(household, officer, hyoi, left):
    with pytest.raises(CannotRegister) as refusal:
        change(household, [hyoi][:left], by=officer)

    assert refusal.value.field == "members"
    assert household.members.count() == 2


def test_numbers_may_change_places_within_a_household(household, officer, blo, hyoi):
    swapped = [
        as_facts(blo, citizen_number=OTHER_NUMBER, number_reason="Nhập nhầm"),
        as_facts(hyoi, citizen_number=NUMBER, number_reason="Nhập nhầm"),
    ]

    change(household, swapped, by=officer)

    assert roster(household) == swapped


def test_a_number_may_pass_from_a_removed_row_to_a_new_one(household, officer, blo):
    typed_again = person("Rơ Châm Hyơi", citizen_number=OTHER_NUMBER)

    change(household, [blo, typed_again], by=officer)

    assert roster(household) == [blo, typed_again]


def test_a_number_of_another_household_is_refused(household, village, officer, blo):
    factories.MemberFactory(citizen_number="064200009999")

    with pytest.raises(CannotRegister) as refusal:
        change(household, [as_facts(blo, citizen_number="064200009999")], by=officer)

    assert refusal.value.message == TAKEN_NUMBER


def test_a_member_of_another_household_cannot_be_pulled_over(household, village, officer, blo):
    other, _ = enter(village, [head("Người Khác")], by=officer)
    stolen = as_facts(blo, client_id=other.head.client_id, citizen_number="")

    with pytest.raises(CannotRegister):
        change(household, [stolen], by=officer)

    other.refresh_from_db()
    assert other.head.full_name == "Người Khác"


def test_a_village_of_another_commune_is_refused(household, other_commune, officer, blo):
    elsewhere = factories.VillageFactory(commune=other_commune)

    with pytest.raises(CannotRegister) as refusal:
        change(household, [blo], by=officer, village_id=elsewhere.pk)

    assert refusal.value.field == "village"


def test_the_same_content_again_changes_nothing_even_from_an_old_page(
    household, officer, blo, hyoi
):
    change(household, [blo], by=officer, version=1)

    again = change(household, [blo], by=factories.UserFactory(), version=1)

    assert again.version == 2
    assert household.history.first().history_user == officer


def test_an_old_page_with_other_content_is_a_conflict_that_names_who_and_when(
    household, officer, blo, hyoi
):
    change(household, [blo, hyoi], by=officer, version=1, address="Làng Dăng")

    with pytest.raises(Conflict) as conflict:
        change(household, [blo], by=factories.UserFactory(), version=1)

    assert conflict.value.changed_by == officer.full_name
    assert conflict.value.changed_at == LATER
    assert household.members.count() == 2


def test_a_household_that_left_is_not_changed(household, officer, blo):
    Household.objects.filter(pk=household.pk).update(
        state=HouseholdState.MOVED, left_on="2021-10-01"
    )

    with pytest.raises(CannotRegister):
        change(household, [blo], by=officer)


def test_every_change_leaves_history_with_the_person(household, officer, blo, hyoi):
    other = factories.UserFactory()
    new = person("Siu Em")

    change(household, [as_facts(blo, full_name="Siu Blơi Mới"), new], by=other)

    rows = Member.history.filter(household_id=household.pk, history_date=LATER)
    assert {(row.history_type, row.full_name) for row in rows} == {
        ("~", "Siu Blơi Mới"),
        ("-", "Rơ Châm Hyơi"),
        ("+", "Siu Em"),
    }
    assert {row.history_user for row in rows} == {other}
    assert rows.get(history_type="-").citizen_number == OTHER_NUMBER
    assert household.history.first().history_user == other


def test_a_member_that_did_not_change_gets_no_history(household, officer, blo, hyoi):
    change(household, [blo, as_facts(hyoi, full_name="Tên Mới")], by=officer)

    assert Member.history.filter(client_id=blo.client_id).count() == 1


def test_two_members_with_one_key_are_refused(household, officer, blo):
    with pytest.raises(CannotRegister):
        change(household, [blo, person(client_id=blo.client_id)], by=officer)


def test_a_large_household_takes_as_many_queries_as_a_small_one(
    household, officer, blo, django_assert_max_num_queries
):
    many = [person(f"Siu {number}", client_id=uuid.uuid4()) for number in range(39)]

    with django_assert_max_num_queries(25):
        change(household, [blo, *many], by=officer)


def test_an_earlier_exit_made_known_turns_a_new_poor_household_into_a_relapse(
    household, officer, blo, hyoi
):
    factories.PovertyRecordFactory()
    record = factories.PovertyRecordFactory(household=household, first_poor=True)

    change(household, [blo, hyoi], by=officer, earlier_exit_year=2018)

    record.refresh_from_db()
    assert record.movement == Movement.RELAPSED
    assert record.history.count() == 2


def test_a_past_that_a_closed_year_rests_on_is_not_changed(household, officer, blo, hyoi):
    factories.PovertyRecordFactory(year=2020)
    factories.PovertyRecordFactory(household=household, year=2020, first_poor=True)
    factories.RoundFactory(year=2020, state=RoundState.CLOSED)

    with pytest.raises(Refused, match="đã khóa"):
        change(household, [blo, hyoi], by=officer, earlier_exit_year=2018)
