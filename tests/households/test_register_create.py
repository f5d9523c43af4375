import unicodedata
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from households.choices import Arrival, Relation, Sex
from households.models import Household, Member
from households.rules.register import HouseholdFacts
from households.services.register import create_household
from households.services.roster import TAKEN_NUMBER, CannotRegister
from tests import factories
from tests.households.register_data import NOON, TODAY, born, enter, head, person

NUMBER = "064080001234"


def test_a_household_gets_the_next_code_of_its_commune(village, other_commune, officer):
    elsewhere = factories.VillageFactory(commune=other_commune)

    first, _ = enter(village, [head()], by=officer)
    second, _ = enter(village, [head()], by=officer)
    other, _ = enter(elsewhere, [head()], by=officer)

    assert [first.code, second.code, other.code] == ["23782-00001", "23782-00002", "23788-00001"]


def test_codes_go_on_after_the_99999th(village, officer):
    factories.HouseholdFactory(village=village, code="23782-99998")
    factories.HouseholdFactory(village=village, code="23782-100000")

    household, _ = enter(village, [head()], by=officer)

    assert household.code == "23782-100001"


def test_a_household_carries_what_lists_show_of_its_head(village, officer):
    kinh = factories.EthnicGroupFactory(kinh=True)

    household, is_new = enter(
        village, [person("Ksor Đen"), head("Đinh Văn Đức", ethnicity_id=kinh.pk)], by=officer
    )

    household.refresh_from_db()
    assert is_new
    assert household.head.full_name == household.head_name == "Đinh Văn Đức"
    assert household.search_key == "dinh van duc"
    assert household.ethnicity == kinh
    assert [member.full_name for member in household.members.all()] == ["Ksor Đen", "Đinh Văn Đức"]
    assert (household.member_count, household.version) == (2, 1)


def test_members_carry_their_commune_and_the_head_no_relation(village, officer):
    household, _ = enter(village, [head(relation=Relation.SPOUSE), person()], by=officer)

    rows = household.members.values_list("commune", "relation", "position")
    assert list(rows) == [(village.commune_id, "", 1), (village.commune_id, Relation.CHILD, 2)]


def test_names_typed_on_a_mac_are_stored_in_normal_form(village, officer):
    decomposed = unicodedata.normalize("NFD", "  Nguyễn   Thị Đào ")

    household, _ = enter(village, [head(decomposed)], by=officer)

    assert household.head_name == "Nguyễn Thị Đào"
    assert household.head.full_name == "Nguyễn Thị Đào"
    assert household.head.search_key == "nguyen thi dao"


def test_a_name_of_ligatures_fits_its_keys(village, officer):
    household, _ = enter(village, [head("ﬃ" * 100)], by=officer)

    household.refresh_from_db()
    assert household.search_key == "ffi" * 100


def test_a_birth_of_which_only_the_year_is_known_stays_so(village, officer):
    household, _ = enter(village, [head(birth=born(1941, exact=False))], by=officer)

    household.head.refresh_from_db()
    assert household.head.birth == born(1941, exact=False)


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ([], "members"),
        ([{"is_head": True}] + [{}] * 40, "members"),
        ([{}], "members"),
        ([{"is_head": True}, {"is_head": True}], "members"),
        ([{"is_head": True}, {"relation": ""}], "members.1.relation"),
        ([{"is_head": True, "name": " "}], "members.0.full_name"),
        ([{"is_head": True, "name": "Siu \u202eBlơi"}], "members.0.full_name"),
        ([{"is_head": True, "birth": born(2021, 11, 16)}], "members.0.birth"),
        (
            [{"is_head": True, "citizen_number": NUMBER}, {"citizen_number": NUMBER}],
            "members.0.citizen_number",
        ),
    ],
)
def test_a_roster_that_cannot_be_is_refused(village, officer, members, field):
    with pytest.raises(CannotRegister) as refusal:
        enter(village, [person(**member) for member in members], by=officer)

    assert refusal.value.field == field
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"arrival": Arrival.MOVED_IN}, "arrived_on"),
        ({"arrived_on": TODAY}, "arrived_on"),
        ({"arrival": Arrival.SPLIT, "arrived_on": TODAY.replace(day=16)}, "arrived_on"),
        ({"earlier_exit_year": 2022}, "earlier_exit_year"),
        ({"earlier_exit_year": 1992}, "earlier_exit_year"),
        ({"address": "\x00"}, "address"),
    ],
)
def test_household_facts_that_cannot_be_are_refused(village, officer, facts, field):
    with pytest.raises(CannotRegister) as refusal:
        enter(village, [head()], by=officer, **facts)

    assert refusal.value.field == field


def test_a_citizen_number_already_known_is_refused_without_saying_whose(
    village, other_commune, officer
):
    elsewhere = factories.HouseholdFactory(village__commune=other_commune)
    factories.MemberFactory(household=elsewhere, full_name="Người Khác", citizen_number=NUMBER)

    with pytest.raises(CannotRegister) as refusal:
        enter(village, [head(), person(citizen_number=NUMBER, sex="MALE")], by=officer)

    assert (refusal.value.message, refusal.value.field) == (
        TAKEN_NUMBER,
        "members.1.citizen_number",
    )


def test_a_village_of_another_commune_is_refused(village, other_commune, officer):
    elsewhere = factories.VillageFactory(commune=other_commune)

    with pytest.raises(CannotRegister) as refusal:
        create_household(
            client_id=uuid.uuid4(),
            commune_id=village.commune_id,
            facts=HouseholdFacts(village_id=elsewhere.pk),
            members=[head()],
            by=officer,
            at=NOON,
            today=TODAY,
        )

    assert refusal.value.field == "village"


def test_a_person_of_another_household_cannot_be_taken_over(village, officer):
    other, _ = enter(village, [head()], by=officer)

    with pytest.raises(CannotRegister):
        enter(village, [head(client_id=other.head.client_id)], by=officer)

    assert Household.objects.count() == 1


def test_sent_twice_it_is_one_household(village, officer):
    client_id, members = uuid.uuid4(), [head(), person(birth=born(2010, 6, 5))]

    first, is_new = enter(village, members, by=officer, client_id=client_id)
    second, is_new_again = enter(village, members, by=officer, client_id=client_id)

    assert (is_new, is_new_again) == (True, False)
    assert second.pk == first.pk
    assert (Household.objects.count(), Member.objects.count()) == (1, 2)


def test_sent_twice_with_other_content_the_second_is_refused_and_names_the_code(village, officer):
    client_id = uuid.uuid4()
    first, _ = enter(village, [head()], by=officer, client_id=client_id)

    with pytest.raises(CannotRegister, match=first.code):
        enter(village, [head("Tên Khác")], by=officer, client_id=client_id)


@pytest.mark.parametrize("sender", ["someone_else", "other_commune"])
def test_a_key_used_by_another_user_or_commune_is_refused(village, other_commune, officer, sender):
    client_id, members = uuid.uuid4(), [head()]
    enter(village, members, by=officer, client_id=client_id)
    again = {
        "someone_else": {"village": village, "by": factories.UserFactory()},
        "other_commune": {
            "village": factories.VillageFactory(commune=other_commune),
            "by": officer,
        },
    }[sender]

    with pytest.raises(CannotRegister) as refusal:
        enter(members=members, client_id=client_id, **again)

    assert refusal.value.field == "client_id"
    assert Household.objects.count() == 1


def test_a_household_written_without_history_is_nobodys_repetition(village, officer):
    made = factories.HouseholdFactory(village=village)
    made.history.all().delete()

    with pytest.raises(CannotRegister):
        enter(village, [head()], by=officer, client_id=made.client_id)


def test_entering_leaves_history_with_the_person_on_every_row(village, officer):
    household, _ = enter(village, [head(), person()], by=officer)

    rows = [*household.history.all(), *Member.history.filter(household_id=household.pk)]
    assert {row.history_user for row in rows} == {officer}
    assert {row.history_date for row in rows} == {NOON}
    assert household.history.first().head_id == household.head_id
    assert Member.history.filter(household_id=household.pk, history_type="+").count() == 2


def test_a_refusal_leaves_nothing_behind(village, officer):
    with pytest.raises(CannotRegister):
        enter(village, [head(citizen_number=NUMBER), person(relation="")], by=officer)

    assert not Household.objects.exists()
    assert not Household.history.exists()
    assert not Member.history.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE households_household SET head_id = NULL WHERE id = %(mine)s",
        "UPDATE households_household SET head_id = %(their_head)s WHERE id = %(mine)s",
        "UPDATE households_member SET household_id = %(theirs)s WHERE id = %(my_head)s",
        "UPDATE households_household SET member_count = 41 WHERE id = %(mine)s",
        "UPDATE households_member SET citizen_number = '１２３４５６７８９０１２' WHERE id = %(my_head)s",
    ],
)
def test_the_database_itself_refuses(village, officer, statement):
    mine, _ = enter(village, [head(), person(sex=Sex.MALE)], by=officer)
    theirs, _ = enter(village, [head()], by=officer)
    values = {
        "mine": mine.pk,
        "my_head": mine.head_id,
        "theirs": theirs.pk,
        "their_head": theirs.head_id,
    }

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
