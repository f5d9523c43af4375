import json
import uuid

import pytest
from django.urls import reverse

from households.models import Household
from tests import factories
from tests.households.register_data import household_json, member_json

LIST = reverse("api:household_list")
NUMBER = "064080001234"


@pytest.fixture(autouse=True)
def _in_2021(db):
    factories.InstallationFactory(is_demo=True)


def test_a_program_enters_a_household_once(api_as, officer, village):
    wife = member_json("Rơ Châm Hyơi", sex="FEMALE", relation="SPOUSE", birth="1982")
    data = household_json(village, member_json(is_head=True), wife, client_id=str(uuid.uuid4()))
    api = api_as(officer)

    first = api.post(LIST, data, format="json")
    second = api.post(LIST, data, format="json")

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json()["code"] == "23782-00001"
    assert [one["birth"] for one in first.json()["members"]] == ["1980-06-05", "1982"]
    assert Household.objects.count() == 1


def test_one_key_with_other_content_is_refused(api_as, officer, village):
    data = household_json(village, member_json(is_head=True), client_id=str(uuid.uuid4()))
    api = api_as(officer)
    api.post(LIST, data, format="json")

    response = api.post(LIST, {**data, "address": "Nơi khác"}, format="json")

    assert (response.status_code, response.json()["code"]) == (400, "refused")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"client_id": None}, "client_id"),
        ({"village": 999_999}, "village"),
        ({"village": "10" * 20}, "village"),
        ({"members": []}, "field"),
        ({"members": None}, "members"),
        ({"members": "null"}, "members"),
        ({"arrived_on": "2021-13-01"}, "arrived_on"),
        ({"earlier_exit_year": 10**30}, "earlier_exit_year"),
        ({"address": None}, "address"),
    ],
)
def test_what_cannot_be_is_answered_400_and_named(api_as, officer, village, change, place):
    data = household_json(village, member_json(is_head=True), client_id=str(uuid.uuid4()))

    response = api_as(officer).post(LIST, data | change, format="json")

    assert response.status_code == 400
    assert place in response.json()
    assert not Household.objects.exists()


def test_half_a_character_is_answered_400_and_never_reaches_the_database(api_as, officer, village):
    data = household_json(village, member_json("HALF", is_head=True), client_id=str(uuid.uuid4()))
    body = json.dumps(data).replace("HALF", "\\ud800")

    response = api_as(officer).post(LIST, body, content_type="application/json")

    assert response.status_code == 400
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"full_name": ""}, "full_name"),
        ({"full_name": None}, "full_name"),
        ({"full_name": "Siu \u202eBlơi"}, "full_name"),
        ({"sex": "x"}, "sex"),
        ({"ethnicity": 10**25}, "ethnicity"),
        ({"ethnicity": None}, "ethnicity"),
        ({"citizen_number": 64080001234}, "citizen_number"),
        ({"citizen_number": "０６４０８０００１２３４"}, "citizen_number"),
        ({"birth": "31/02/1980"}, "birth"),
        ({"has_disability": "có lẽ"}, "has_disability"),
    ],
)
def test_a_person_that_cannot_be_is_answered_400_and_named(api_as, officer, village, change, place):
    one = member_json(is_head=True) | change
    data = household_json(village, one, client_id=str(uuid.uuid4()))

    response = api_as(officer).post(LIST, data, format="json")

    assert response.status_code == 400
    assert place in response.json()["members"]["0"]


def test_dates_are_read_day_first_and_iso(api_as, officer, village):
    data = household_json(
        village,
        member_json(is_head=True, birth="01/02/1980"),
        client_id=str(uuid.uuid4()),
        arrival="MOVED_IN",
        arrived_on="2021-02-01",
    )

    response = api_as(officer).post(LIST, data, format="json")

    assert response.json()["members"][0]["birth"] == "1980-02-01"
    assert response.json()["arrived_on"] == "2021-02-01"


def test_fields_that_are_not_for_senders_are_refused(api_as, officer, village, other_commune):
    greedy = {"id": 77, "code": "X", "commune": other_commune.pk, "state": "MOVED"}
    data = household_json(village, member_json(is_head=True), client_id=str(uuid.uuid4()))

    response = api_as(officer).post(LIST, data | greedy, format="json")

    assert (response.status_code, response.json().keys()) == (400, greedy.keys())
    assert not Household.objects.exists()


def test_a_village_of_another_commune_does_not_exist(api_as, officer, other_commune):
    elsewhere = factories.VillageFactory(commune=other_commune)
    data = household_json(elsewhere, member_json(is_head=True), client_id=str(uuid.uuid4()))

    response = api_as(officer).post(LIST, data, format="json")

    assert response.json() == {"village": ["Không có thôn, làng này."]}


def test_a_roster_of_many_is_checked_with_few_queries(
    api_as, officer, village, django_assert_max_num_queries
):
    children = [member_json(f"Siu {n}", relation="CHILD") for n in range(20)]
    data = household_json(
        village, member_json(is_head=True), *children, client_id=str(uuid.uuid4())
    )

    with django_assert_max_num_queries(25):
        api_as(officer).post(LIST, data, format="json")
