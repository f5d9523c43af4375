import re
import uuid

import pytest
from django.urls import reverse

from households.choices import Arrival, HouseholdState
from households.models import Household, Member
from tests import factories
from tests.households.register_data import change, enter, head, person, row, sent

CREATE = reverse("households:create")


@pytest.fixture(autouse=True)
def _in_2021(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def household(village, officer):
    return enter(village, [head("Siu Blơi", citizen_number="064080001234")], by=officer)[0]


def page(household, name="edit"):
    return reverse(f"households:{name}", args=[household.pk])


def stored_row(household, **values):
    return row(client_id=str(household.head.client_id), **values)


def errors_of(response):
    return [form.errors for form in response.context["formset"]]


def test_an_officer_enters_a_household_with_its_people(log_in, officer, village):
    wife = row("Rơ Châm Hyơi", birth="1982", sex="FEMALE", relation="SPOUSE", ethnicity="")

    response = log_in(officer).post(CREATE, sent(village, row(), wife, address="Làng Dăng"))

    household = Household.objects.get()
    people = list(household.members.order_by("position"))
    assert response.url == page(household, "detail")
    assert (household.code, household.commune_id) == ("23782-00001", village.commune_id)
    assert [(one.full_name, one.birth_date_is_exact) for one in people] == [
        ("Siu Blơi", True),
        ("Rơ Châm Hyơi", False),
    ]
    assert people[1].ethnicity == people[0].ethnicity


def test_dates_are_read_day_first(log_in, officer, village):
    data = sent(village, row(birth="01/02/1980"), arrival=Arrival.MOVED_IN, arrived_on="03/04/2021")

    log_in(officer).post(CREATE, data)

    household = Household.objects.get()
    assert household.arrived_on.isoformat() == "2021-04-03"
    assert household.head.birth_date.isoformat() == "1980-02-01"


def test_rows_into_which_nobody_typed_are_no_people(log_in, officer, village):
    blank = {"client_id": str(uuid.uuid4()), "full_name": " ", "position": "7"}

    log_in(officer).post(CREATE, sent(village, row(), blank, blank))

    assert Member.objects.count() == 1


def test_sent_twice_by_a_double_click_it_is_one_household(log_in, officer, village):
    data = sent(village, row(), client_id=str(uuid.uuid4()))
    client = log_in(officer)

    first = client.post(CREATE, data)
    second = client.post(CREATE, data)

    assert first.url == second.url
    assert Household.objects.count() == 1


def test_moved_rows_are_stored_in_the_order_of_the_screen(log_in, officer, village):
    child = row("Siu Con", relation="CHILD", position="0")

    log_in(officer).post(CREATE, sent(village, row(position="1"), child))

    names = Member.objects.order_by("position").values_list("full_name", flat=True)
    assert list(names) == ["Siu Con", "Siu Blơi"]


def test_the_head_is_the_row_chosen(log_in, officer, village):
    data = sent(village, row("Con", relation="CHILD"), row("Mẹ", sex="FEMALE"), head="1")

    log_in(officer).post(CREATE, data)

    assert Household.objects.get().head_name == "Mẹ"


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"full_name": "", "birth": "1980"}, "full_name"),
        ({"full_name": "Siu \u202eBlơi"}, "full_name"),
        ({"birth": "31/02/1980"}, "birth"),
        ({"birth": "16/11/2021"}, "birth"),
        ({"birth": "1899"}, "birth"),
        ({"sex": ""}, "sex"),
        ({"ethnicity": ""}, "ethnicity"),
        ({"ethnicity": "999999"}, "ethnicity"),
        ({"citizen_number": "64080001234"}, "citizen_number"),
        ({"schooling": "PHD"}, "schooling"),
    ],
)
def test_a_cell_that_cannot_be_is_named_and_nothing_is_written(
    log_in, officer, village, cells, field
):
    response = log_in(officer).post(CREATE, sent(village, row(**cells)))

    assert response.status_code == 200
    assert list(errors_of(response)[0]) == [field]
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("people", "chosen", "words"),
    [(0, "0", "ít nhất một nhân khẩu"), (1, "7", "Hãy chọn chủ hộ")],
)
def test_a_roster_without_people_or_head_is_refused(
    log_in, officer, village, people, chosen, words
):
    response = log_in(officer).post(CREATE, sent(village, *[row()] * people, head=chosen))

    assert words in str(response.context["formset"].non_form_errors())
    assert re.search(rf'<a href="#id_[^"]+">[^<]*{words}', response.content.decode())


def test_a_known_citizen_number_is_refused_beside_its_cell(log_in, officer, village, household):
    data = sent(village, row(citizen_number="064080001234"))

    response = log_in(officer).post(CREATE, data)

    assert "đã có trong sổ hộ" in str(errors_of(response)[0]["citizen_number"])
    assert household.head_name not in str(errors_of(response))


def test_a_number_that_does_not_fit_its_bearer_wants_a_reason(log_in, officer, village):
    data = sent(village, row(citizen_number="064180001234"))

    refused = log_in(officer).post(CREATE, data)
    data["members-0-number_reason"] = "Căn cước ghi như vậy"
    log_in(officer).post(CREATE, data)

    errors = refused.context["formset"].forms[0].errors
    assert "chữ số thứ 4 không khớp giới tính" in errors["number_reason"][0]
    assert Household.objects.get().head.number_reason == "Căn cước ghi như vậy"


def test_a_village_of_another_commune_cannot_be_chosen(log_in, officer, other_commune):
    elsewhere = factories.VillageFactory(commune=other_commune)

    response = log_in(officer).post(CREATE, sent(elsewhere, row()))

    assert "village" in response.context["form"].errors
    assert not Household.objects.exists()


def test_what_is_not_asked_for_is_not_taken(log_in, officer, village, other_commune):
    data = sent(village, row(), commune=other_commune.pk, code="X", state="MOVED", id="77")

    log_in(officer).post(CREATE, data)

    household = Household.objects.get()
    assert (household.commune_id, household.code) == (village.commune_id, "23782-00001")
    assert household.state == HouseholdState.ACTIVE


def test_more_rows_can_be_had_without_javascript_and_without_losing_a_word(
    log_in, officer, village
):
    typed = row("Đang gõ dở", birth="khi nào đó")

    response = log_in(officer).post(CREATE, sent(village, typed, address="Ở đây", add_rows="1"))

    formset = response.context["formset"]
    assert len(formset.forms) == 4
    assert formset.forms[0]["full_name"].value() == "Đang gõ dở"
    assert formset.forms[0]["birth"].value() == "khi nào đó"
    assert response.context["form"]["address"].value() == "Ở đây"
    assert "error-summary" not in response.content.decode()


def test_the_next_household_of_a_village_can_follow_at_once(log_in, officer, village):
    response = log_in(officer).post(CREATE, sent(village, row(), then="another"))

    assert response.url == f"{CREATE}?village={village.pk}"


def test_a_household_opens_in_the_grid_as_it_is_stored(log_in, officer, household):
    response = log_in(officer).get(page(household))

    first = response.context["formset"].forms[0]
    assert first["full_name"].value() == "Siu Blơi"
    assert response.context["formset"].head_number == "0"
    assert f'name="version" value="{household.version}"' in response.content.decode()


def test_an_officer_changes_a_household(log_in, officer, village, household):
    child = row("Siu Em", relation="CHILD", birth="2020")
    data = sent(village, stored_row(household, full_name="Siu Mới"), child, version="1")

    response = log_in(officer).post(page(household), data)

    household.refresh_from_db()
    assert response.url == page(household, "detail")
    assert (household.head_name, household.member_count, household.version) == ("Siu Mới", 2, 2)


def test_a_row_taken_out_is_a_person_less(log_in, officer, village, household):
    change(household, [head("Siu Blơi", client_id=household.head.client_id), person()], by=officer)
    gone = row(client_id=str(household.members.last().client_id), DELETE="on", full_name="")

    log_in(officer).post(page(household), sent(village, stored_row(household), gone, version="2"))

    assert household.members.count() == 1


def test_a_known_person_emptied_by_mistake_is_not_lost(log_in, officer, village, household):
    emptied = {"client_id": str(household.head.client_id), "full_name": ""}

    response = log_in(officer).post(
        page(household), sent(village, emptied, row(), head="1", version="1")
    )

    assert "full_name" in errors_of(response)[0]
    assert household.members.count() == 1


def test_an_old_page_shows_both_versions_and_lets_mine_be_saved_again(
    log_in, officer, labour_office, village, household
):
    client = log_in(labour_office)
    stored = head("Siu Blơi", client_id=household.head.client_id)
    change(household, [stored], by=officer, address="Bản của cán bộ")
    mine = sent(village, stored_row(household), version="1", address="Bản của tôi")

    conflict = client.post(page(household), mine)
    again = client.post(
        page(household), {**mine, "version": str(conflict.context["register"].version)}
    )

    shown = conflict.content.decode()
    assert conflict.status_code == 409
    assert all(word in shown for word in ("Bản của cán bộ", "Bản của tôi", officer.full_name))
    assert again.status_code == 302
    household.refresh_from_db()
    assert household.address == "Bản của tôi"


def test_a_page_without_a_version_is_a_conflict_not_an_overwrite(
    log_in, officer, village, household
):
    response = log_in(officer).post(page(household), sent(village, stored_row(household)))

    assert response.status_code == 409
