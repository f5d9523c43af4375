import pytest
from django.urls import reverse

from common.clock import now
from households.choices import HouseholdState
from households.models import Household
from households.queries.register import household_page
from households.words.register import next_form
from tests import factories
from tests.households.register_data import enter, head, person, row, sent

CREATE = reverse("households:create")


@pytest.fixture(autouse=True)
def _in_2021(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def household(village, officer):
    return enter(village, [head("Siu Blơi", citizen_number="064080001234")], by=officer)[0]


def page(household, name="edit"):
    return reverse(f"households:{name}", args=[household.pk])


@pytest.mark.parametrize("name", ["detail", "edit", "history", "leave"])
def test_a_household_of_another_commune_does_not_exist(log_in, officer, other_commune, name):
    elsewhere = factories.HouseholdFactory(village__commune=other_commune)

    response = log_in(officer).get(page(elsewhere, name))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["edit", "leave", "rejoin"])
def test_nothing_is_written_into_another_commune(log_in, officer, other_commune, name):
    elsewhere = factories.HouseholdFactory(village__commune=other_commune)

    response = log_in(officer).post(
        page(elsewhere, name), sent(elsewhere.village, row(), version="1")
    )

    assert response.status_code == 404
    assert elsewhere.history.count() == 2


@pytest.mark.parametrize("name", ["create", "edit", "leave", "rejoin"])
def test_people_who_may_only_look_cannot_write(log_in, chair, household, name):
    address = CREATE if name == "create" else page(household, name)

    response = log_in(chair).post(address, {})

    assert response.status_code == 403


def test_a_household_leaves_and_comes_back(log_in, officer, household):
    client = log_in(officer)
    said = {"version": "1", "state": "MOVED", "on": "1/10/2021", "reason": "Về quê"}

    client.post(page(household, "leave"), said)
    household.refresh_from_db()
    state_between = household.state
    client.post(page(household, "rejoin"), {"version": "2"})

    household.refresh_from_db()
    assert (state_between, household.state) == (HouseholdState.MOVED, HouseholdState.ACTIVE)


def test_a_departure_in_the_future_is_refused_beside_its_field(log_in, officer, household):
    said = {"version": "1", "state": "MOVED", "on": "16/11/2021", "reason": "Về quê"}

    response = log_in(officer).post(page(household, "leave"), said)

    assert "on" in response.context["form"].errors


def test_coming_back_from_an_old_page_tells_why_not(log_in, officer, household):
    Household.objects.filter(pk=household.pk).update(
        state=HouseholdState.MOVED, left_on="2021-10-01"
    )

    response = log_in(officer).post(page(household, "rejoin"), {"version": "9"}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_the_page_of_a_household_shows_people_class_and_why(log_in, officer, household, this_round):
    assessment = factories.AssessmentFactory(household=household, approved=True, round=this_round)
    result = factories.ResultFactory(assessment=assessment)
    factories.PovertyRecordFactory(household=household, near_poor=True, result=result)

    shown = log_in(officer).get(page(household, "detail")).content.decode()

    assert "Hộ cận nghèo" in shown
    assert "nằm giữa 120 và 150" in shown
    assert "064080001234" in shown
    assert reverse("households:assessment_detail", args=[assessment.pk]) in shown


def test_people_who_may_not_edit_see_masked_numbers(log_in, household):
    client = log_in(factories.UserFactory(finance=True))

    pages = [client.get(page(household, name)).content.decode() for name in ("detail", "history")]

    assert all("064080001234" not in shown for shown in pages)
    assert "0**********4" in pages[0]


@pytest.mark.parametrize("people", [1, 15])
def test_the_number_of_queries_does_not_grow_with_the_household(
    log_in, officer, village, people, django_assert_max_num_queries
):
    members = [head(), *(person(f"Siu {number}") for number in range(people - 1))]
    household, _ = enter(village, members, by=officer)
    client = log_in(officer)
    client.get(page(household, "detail"))

    with django_assert_max_num_queries(12):
        client.get(page(household, "detail"))
    with django_assert_max_num_queries(12):
        client.get(page(household, "edit"))
    with django_assert_max_num_queries(12):
        client.get(page(household, "history"))


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (None, "Lập phiếu rà soát năm 2021"),
        ({}, "Tiếp tục phiếu năm 2021"),
        ({"submitted": True}, ""),
        ({"approved": True}, "Đính chính phiếu năm 2021"),
    ],
)
def test_the_next_step_of_the_review_is_named(household, this_round, form, words):
    made = [] if form is None else [form]
    [factories.AssessmentFactory(household=household, round=this_round, **one) for one in made]

    assert next_form(household_page(household, at=now())) == words


def test_without_an_open_round_there_is_no_next_step(household):
    assert next_form(household_page(household, at=now())) == ""
