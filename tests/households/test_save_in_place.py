"""Saving without leaving the page: the same view and service, a short answer."""

import pytest

from common.clock import now
from households.models import Assessment, Household
from tests import factories
from tests.households import register_data, review_data

pytestmark = pytest.mark.django_db
IN_PLACE = {"X-Save-In-Place": "true"}


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)  # the demo's date is 15/11/2021


@pytest.fixture
def draft(village, this_round, officer):
    household = factories.HouseholdFactory(village=village)
    return review_data.start(household, this_round, officer)


def post(client, url, data):
    return client.post(url, data, headers=IN_PLACE)


def test_a_draft_saved_in_place_answers_its_new_version(draft, standard, officer, log_in):
    url = review_data.page_url("assessment_edit", draft)

    answer = post(log_in(officer), url, review_data.sent(draft, standard, then="stay"))

    found = answer.json()
    assert found["version"] == Assessment.objects.get().version == draft.version + 1
    assert found["page"] == url
    assert found["message"].startswith("Đã lưu nháp lúc ")


def test_a_refused_draft_answers_its_page(draft, standard, officer, log_in):
    url = review_data.page_url("assessment_edit", draft)
    wrong = review_data.sent(draft, standard, then="stay") | {"surveyed_on": "31/02/2021"}

    answer = post(log_in(officer), url, wrong)

    assert "data-error-summary" in answer.content.decode()
    assert Assessment.objects.get().version == draft.version


def test_who_was_first_is_told_as_ever(draft, standard, officer, labour_office, log_in):
    data = review_data.sent(draft, standard, then="stay")
    Assessment.objects.update(
        version=draft.version + 1, note="Khác", entered_by=labour_office, entered_at=now()
    )

    answer = post(log_in(officer), review_data.page_url("assessment_edit", draft), data)

    assert answer.status_code == 409
    assert "Phiếu vừa được người khác sửa" in answer.content.decode()


def test_a_new_household_saved_in_place_gets_its_page_of_changes(village, officer, log_in):
    client = log_in(officer)
    data = register_data.sent(village, register_data.row())

    first = post(client, "/ho-dan/them/", data).json()
    second = post(client, first["page"], data | {"version": first["version"], "address": "Suối"})

    household = Household.objects.get()
    assert first["page"] == f"/ho-dan/{household.pk}/sua/"
    assert second.json()["version"] == household.version
    assert household.address == "Suối"


def test_a_village_is_chosen_by_its_number(village, officer, log_in):
    page = log_in(officer).get("/ho-dan/them/").content.decode()

    assert f">1. {village.full_name}<" in page


def test_the_cursor_is_in_the_village_then_in_the_first_name(village, officer, log_in):
    client = log_in(officer)

    anew = client.get("/ho-dan/them/").content.decode()
    another = client.get("/ho-dan/them/", {"village": village.pk}).content.decode()

    assert '<select autofocus name="village"' in anew
    assert another.count(" autofocus") == anew.count(" autofocus")
    assert "autofocus" not in another.partition("members-0")[0].partition("<main")[2]
