import pytest

from households.choices import HouseholdState, Relation
from households.models import Household
from households.queries.history import register_history, register_names
from households.queries.register import stored_facts
from households.rules.register import household_facts
from households.services.register import leave_household, rejoin_household
from households.words.history import HistoryLine, differences, timeline
from tests import factories
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
def blo(db):
    return head("Siu Blơi", citizen_number="064080001234", birth=born(1980, exact=False))


@pytest.fixture
def hyoi(db):
    return person("Rơ Châm Hyơi", relation=Relation.SPOUSE)


@pytest.fixture
def household(village, officer, blo, hyoi):
    return enter(village, [blo, hyoi], by=officer)[0]


def test_entering_is_one_entry_with_its_people(household, officer):
    entries = timeline(register_history(household), show_numbers=True)

    assert [(entry.title, entry.by, entry.at) for entry in entries] == [
        ("Ghi hộ vào sổ", officer.full_name, NOON)
    ]
    assert entries[0].added == ["Siu Blơi", "Rơ Châm Hyơi"]
    assert entries[0].lines == []


def test_a_change_says_who_did_what_to_which_field(household, officer, hyoi):
    other = factories.UserFactory()
    changed = head(
        "Siu Blơi",
        client_id=household.head.client_id,
        citizen_number="064081009999",
        birth=born(1981, 2, 1),
    )
    change(household, [changed, person("Siu Em")], by=other, address="Làng Dăng")

    entry = timeline(register_history(household), show_numbers=True)[0]

    assert (entry.by, entry.at) == (other.full_name, LATER)
    assert (entry.added, entry.removed) == (["Siu Em"], ["Rơ Châm Hyơi"])
    assert entry.lines == [
        HistoryLine("Hộ", "Địa chỉ", "", "Làng Dăng"),
        HistoryLine("Siu Blơi", "Ngày sinh", "1980", "01/02/1981"),
        HistoryLine("Siu Blơi", "Số định danh", "064080001234", "064081009999"),
    ]


def test_numbers_are_masked_for_those_who_may_not_see_them(household, officer, hyoi):
    changed = head(
        "Siu Blơi",
        client_id=household.head.client_id,
        citizen_number="096080001239",
        birth=born(1980, exact=False),
    )
    change(household, [changed, hyoi], by=officer)

    lines = timeline(register_history(household), show_numbers=False)[0].lines

    assert lines == [HistoryLine("Siu Blơi", "Số định danh", "0**********4", "0**********9")]


def test_a_new_head_is_told_with_the_household(household, officer, hyoi):
    wife = head("Rơ Châm Hyơi", client_id=hyoi.client_id, sex="FEMALE")
    change(household, [wife], by=officer)

    lines = timeline(register_history(household), show_numbers=True)[0].lines

    assert lines[0] == HistoryLine("Hộ", "Chủ hộ", "Siu Blơi", "Rơ Châm Hyơi")


def test_a_mere_change_of_order_is_named_so(household, officer, blo, hyoi):
    change(household, [hyoi, blo], by=officer)

    assert timeline(register_history(household), show_numbers=True)[0].title == (
        "Sắp xếp lại danh sách nhân khẩu"
    )


def test_leaving_and_coming_back_are_told(household, officer):
    leave_household(
        household_id=household.pk,
        version=1,
        state=HouseholdState.MOVED,
        on=TODAY,
        reason="Về quê",
        by=officer,
        at=LATER,
        today=TODAY,
    )
    rejoin_household(
        household_id=household.pk, version=2, by=officer, at=LATER.replace(hour=LATER.hour + 1)
    )

    titles = [entry.title for entry in timeline(register_history(household), show_numbers=True)]

    assert titles == [
        "Hoàn tác chuyển đi khỏi huyện: Ghi hộ trở lại địa bàn",
        f"Chuyển đi khỏi huyện ngày 15/11/2021: Hộ {household.code}"
        " (Siu Blơi, 2 khẩu) đã chuyển đi",
        "Ghi hộ vào sổ",
    ]


def test_two_versions_differ_field_by_field_and_person_by_person(household, officer, blo, hyoi):
    change(household, [blo, hyoi, person("Siu Em")], by=officer, address="Làng Dăng")
    stored = Household.objects.get(pk=household.pk)
    mine = household_facts(household), [blo, person("Siu Khác")]

    lines = differences(stored_facts(stored), mine, names=register_names(stored))

    assert [(line.subject, line.label) for line in lines] == [
        ("Hộ", "Địa chỉ"),
        ("Rơ Châm Hyơi", "Nhân khẩu"),
        ("Siu Em", "Nhân khẩu"),
        ("Siu Khác", "Nhân khẩu"),
    ]
