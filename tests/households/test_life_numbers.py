"""A citizen number that contradicts its holder needs a reason."""

import datetime as dt

import pytest

from households.services.roster import CannotRegister
from tests import factories
from tests.households.register_data import born, change, enter, head, household_json, member_json

DOUBTFUL = "064180001234"  # a woman's number
WHY = "Căn cước ghi như vậy"


def doubtful(**facts):
    return head(citizen_number=DOUBTFUL, birth=born(1980), **facts)


@pytest.mark.parametrize("number", ["064180001234", "064081001234", "064280001234", "003080001234"])
def test_a_number_against_sex_year_century_or_province_wants_a_reason(village, officer, number):
    with pytest.raises(CannotRegister) as refusal:
        enter(village, [head(citizen_number=number, birth=born(1980))], by=officer)

    assert refusal.value.field == "members.0.number_reason"


def test_with_a_reason_it_is_kept_and_the_reason_stays_with_its_history(village, officer):
    household, _ = enter(village, [doubtful(number_reason=f" {WHY} ")], by=officer)

    assert household.head.number_reason == WHY
    assert household.head.history.first().number_reason == WHY


def test_a_reason_without_a_doubt_is_not_kept(village, officer):
    household, _ = enter(
        village, [head(citizen_number="064080001234", number_reason=WHY)], by=officer
    )

    assert household.head.number_reason == ""


def test_a_doubtful_number_from_before_does_not_hold_up_other_changes(village, officer):
    household = factories.HouseholdFactory(
        village=village,
        with_head__citizen_number=DOUBTFUL,
        with_head__birth_date=dt.date(1980, 1, 1),
    )
    same = doubtful(client_id=household.head.client_id)

    change(household, [same], by=officer, address="Số 5")

    household.refresh_from_db()
    assert (household.address, household.head.citizen_number) == ("Số 5", DOUBTFUL)


def test_a_birth_that_begins_to_contradict_the_number_wants_a_reason(village, officer):
    household, _ = enter(
        village, [head(citizen_number="064080001234", birth=born(1980))], by=officer
    )
    older = head(
        client_id=household.head.client_id, citizen_number="064080001234", birth=born(1979)
    )

    with pytest.raises(CannotRegister) as refusal:
        change(household, [older], by=officer)

    assert refusal.value.field == "members.0.number_reason"


def test_an_overlong_reason_is_refused(village, officer):
    with pytest.raises(CannotRegister) as refusal:
        enter(village, [doubtful(number_reason="x" * 201)], by=officer)

    assert refusal.value.field == "members.0.number_reason"


def test_a_program_gets_the_field_named_and_can_give_the_reason(api_as, officer, village):
    person = member_json(is_head=True, citizen_number=DOUBTFUL)
    sent = household_json(village, person, client_id="6f1f8e6e-0d5c-4f0e-9a55-b3b1b8f1c111")

    refused = api_as(officer).post("/api/v1/households/", sent, format="json")
    person["number_reason"] = WHY
    taken = api_as(officer).post("/api/v1/households/", sent, format="json")

    assert (refused.status_code, refused.json()["field"]) == (400, "members.0.number_reason")
    assert taken.json()["members"][0]["number_reason"] == WHY
