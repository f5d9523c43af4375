import pytest
from django.urls import reverse

from households.choices import HouseholdState
from tests import factories
from tests.households.register_data import enter, head, household_json, member_json

LIST = reverse("api:household_list")
NUMBER = "064080001234"


@pytest.fixture(autouse=True)
def _in_2021(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def household(village, officer):
    return enter(village, [head("Siu Blơi", citizen_number=NUMBER)], by=officer)[0]


def address(household, name="household_detail"):
    return reverse(f"api:{name}", args=[household.pk])


def as_sent(household, **values):
    one = member_json(client_id=str(household.head.client_id), is_head=True, citizen_number=NUMBER)
    return household_json(household.village, one, version=household.version, **values)


def test_the_list_filters_as_the_page_does(api_as, officer, village, household, this_round):
    factories.HouseholdFactory(village=village)
    factories.PovertyRecordFactory(household=household)

    response = api_as(officer).get(LIST, {"status": "POOR"})

    assert [one["poverty_status"] for one in response.json()["results"]] == ["POOR"]
    assert response.json()["count"] == 1


@pytest.mark.parametrize(
    "query",
    [{"status": "RICH"}, {"village": "999999"}, {"page_size": "1000000"}, {"page_size": "-1"}],
)
def test_a_senseless_query_is_answered_400(api_as, officer, query):
    response = api_as(officer).get(LIST, query)

    assert response.status_code == 400


def test_pages_follow_by_cursor(api_as, officer, village):
    factories.HouseholdFactory.create_batch(3, village=village)
    api = api_as(officer)

    first = api.get(LIST, {"page_size": 2}).json()
    second = api.get(LIST, {"page_size": 2, "cursor": first["next"]}).json()

    keys = [one["id"] for page in (first, second) for one in page["results"]]
    assert len(set(keys)) == 3
    assert second["next"] is None


@pytest.mark.parametrize("household_count", [3, 30])
def test_the_number_of_queries_does_not_grow_with_the_list(
    api_as, officer, village, this_round, django_assert_num_queries, household_count
):
    factories.HouseholdFactory.create_batch(household_count, village=village)
    api = api_as(officer)
    api.get(LIST)

    with django_assert_num_queries(4):
        api.get(LIST)


def test_members_and_history_are_read_apart(api_as, officer, household):
    api = api_as(officer)

    members = api.get(address(household, "household_members")).json()
    history = api.get(address(household, "household_history")).json()

    assert (members[0]["citizen_number"], members[0]["is_head"]) == (NUMBER, True)
    assert (history[0]["by"], history[0]["added"]) == (officer.full_name, ["Siu Blơi"])


def test_people_who_may_not_edit_get_masked_numbers(api_as, household):
    api = api_as(factories.UserFactory(bank=True))

    answers = [
        api.get(address(household, name)).content.decode()
        for name in ("household_detail", "household_members", "household_history")
    ]

    assert all(NUMBER not in answer for answer in answers)


@pytest.mark.parametrize("name", ["household_detail", "household_members", "household_history"])
def test_a_household_of_another_commune_does_not_exist(api_as, officer, other_commune, name):
    elsewhere = factories.HouseholdFactory(village__commune=other_commune)

    response = api_as(officer).get(address(elsewhere, name))

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("method", "name"),
    [("put", "household_detail"), ("post", "household_leave"), ("post", "household_rejoin")],
)
def test_nothing_is_written_into_another_commune(api_as, officer, other_commune, method, name):
    elsewhere = factories.HouseholdFactory(village__commune=other_commune)

    response = getattr(api_as(officer), method)(
        address(elsewhere, name), as_sent(elsewhere), format="json"
    )

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("method", "name"),
    [("put", "household_detail"), ("post", "household_leave"), ("post", "household_rejoin")],
)
def test_people_who_may_only_look_cannot_write(api_as, chair, household, method, name):
    response = getattr(api_as(chair), method)(address(household, name), {}, format="json")

    assert response.status_code == 403


def test_people_who_may_only_look_cannot_enter(api_as, chair):
    assert api_as(chair).post(LIST, {}, format="json").status_code == 403


@pytest.mark.parametrize("role", ["leader", "administrator"])
def test_people_without_the_right_to_rows_see_none(api_as, household, role):
    assert api_as(factories.UserFactory(**{role: True})).get(LIST).status_code == 403


def test_the_list_shows_who_lives_here_unless_asked(api_as, officer, village, household):
    factories.HouseholdFactory(village=village, state=HouseholdState.MOVED, left_on="2021-10-01")
    api = api_as(officer)

    counts = [api.get(LIST, {"state": state}).json()["count"] for state in ("ACTIVE", "ALL")]

    assert [api.get(LIST).json()["count"], *counts] == [1, 1, 2]


def test_a_household_is_changed_by_its_version(api_as, officer, household):
    response = api_as(officer).put(
        address(household), as_sent(household, address="Làng Dăng"), format="json"
    )

    assert response.status_code == 200
    assert (response.json()["address"], response.json()["version"]) == ("Làng Dăng", 2)


def test_an_old_version_is_a_conflict_that_names_who_and_when(
    api_as, officer, labour_office, household
):
    data = as_sent(household, address="Làng Dăng")
    api_as(officer).put(address(household), data, format="json")

    same = api_as(labour_office).put(address(household), data, format="json")
    other = api_as(labour_office).put(
        address(household), {**data, "address": "Khác"}, format="json"
    )

    assert same.status_code == 200
    assert (other.status_code, other.json()["code"]) == (409, "conflict")
    assert other.json()["changed_by"] == officer.full_name
    assert other.json()["changed_at"]


def test_a_household_leaves_and_comes_back(api_as, officer, household):
    api = api_as(officer)
    said = {"version": 1, "state": "MOVED", "on": "01/10/2021", "reason": "Về quê"}

    left = api.post(address(household, "household_leave"), said, format="json")
    back = api.post(address(household, "household_rejoin"), {"version": 2}, format="json")

    assert (left.json()["state"], left.json()["left_on"]) == ("MOVED", "2021-10-01")
    assert back.json()["state"] == "ACTIVE"


@pytest.mark.parametrize("state", ["ACTIVE", "GONE"])
def test_a_departure_names_a_way_of_leaving(api_as, officer, household, state):
    said = {"version": 1, "state": state, "on": "01/10/2021", "reason": "Về quê"}

    response = api_as(officer).post(address(household, "household_leave"), said, format="json")

    assert response.status_code == 400
