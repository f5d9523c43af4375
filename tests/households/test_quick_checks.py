"""Form A: its result per household and round, by page and by API."""

import datetime as dt

import pytest
from django.urls import reverse

from common.errors import Conflict
from households.models import QuickCheck
from households.services.answers import CannotAssess
from households.services.quick_checks import QuickAnswer, record_quick_checks
from tests import factories
from tests.households.review_data import NOON, TODAY, start

PAGE = reverse("households:quick_check_list")
RECORD = reverse("households:quick_check_record")
API = reverse("api:quick_check_list")


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village)


def record(round_, *answers, by, checked_on=TODAY, checked_by="Rơ Châm Tek"):
    return record_quick_checks(
        round_=round_,
        answers=[
            QuickAnswer(household_id=household.pk, needs_form_b=needs, version=version)
            for household, needs, version in answers
        ],
        checked_on=checked_on,
        checked_by=checked_by,
        by=by,
        at=NOON,
        on=TODAY,
    )


def test_a_result_is_kept_with_its_day_and_its_people(household, this_round, officer):
    changed = record(this_round, (household, True, 0), by=officer)

    check = QuickCheck.objects.get()
    assert changed == 1
    assert (check.needs_form_b, check.checked_on, check.checked_by) == (True, TODAY, "Rơ Châm Tek")
    assert (check.commune, check.entered_by, check.version) == (household.commune, officer, 1)
    assert QuickCheck.objects.flagged().get() == check


def test_the_same_again_changes_nothing(household, this_round, officer):
    record(this_round, (household, True, 0), by=officer)

    changed = record(this_round, (household, True, 0), by=officer, checked_by="Ai khác")

    assert changed == 0
    assert QuickCheck.objects.get().checked_by == "Rơ Châm Tek"


def test_a_result_can_be_changed_and_taken_back(household, this_round, officer):
    record(this_round, (household, True, 0), by=officer)

    record(this_round, (household, False, 1), by=officer)
    assert not QuickCheck.objects.get().needs_form_b
    record(this_round, (household, None, 2), by=officer)

    assert not QuickCheck.objects.exists()
    assert QuickCheck.history.count() == 3


def test_two_people_do_not_overwrite_each_other(household, this_round, officer):
    record(this_round, (household, True, 0), by=officer)

    with pytest.raises(Conflict):
        record(this_round, (household, False, 0), by=factories.UserFactory())


@pytest.mark.parametrize("day", [TODAY + dt.timedelta(days=1), dt.date(2021, 8, 31)])
def test_the_day_lies_between_the_start_of_the_round_and_today(household, this_round, officer, day):
    with pytest.raises(CannotAssess, match="Ngày nhận dạng"):
        record(this_round, (household, True, 0), by=officer, checked_on=day)


def test_a_closed_round_takes_no_results(household, this_round, officer):
    type(this_round).objects.update(state="CLOSED")

    with pytest.raises(CannotAssess, match="đã khóa"):
        record(this_round, (household, True, 0), by=officer)


def test_one_refusal_leaves_the_whole_page_unwritten(household, village, this_round, officer):
    gone = factories.HouseholdFactory(village=village, state="MOVED", left_on=TODAY)

    with pytest.raises(CannotAssess, match="không còn cư trú"):
        record(this_round, (household, True, 0), (gone, True, 0), by=officer)

    assert not QuickCheck.objects.exists()


def sent(round_, **answers):
    return {
        "round": round_.pk,
        "checked_on": "14/11/2021",
        "checked_by": "Rơ Châm Tek",
        "back": "village=1&evil=//x",
        **answers,
    }


def test_the_page_lists_who_is_on_no_list_and_has_no_form(
    household, village, this_round, standard, officer, log_in
):
    listed, begun = (factories.HouseholdFactory(village=village) for _ in range(2))
    factories.PovertyRecordFactory(household=listed, standard=standard)
    start(begun, this_round, officer)

    page = log_in(officer).get(PAGE)

    assert [row.pk for row in page.context["page"]] == [household.pk]


def test_a_page_of_answers_is_recorded_at_once(household, village, this_round, officer, log_in):
    other = factories.HouseholdFactory(village=village)
    answers = {f"household-{household.pk}": "yes", f"household-{other.pk}": "no"}

    answer = log_in(officer).post(RECORD, sent(this_round, **answers), follow=True)

    assert "Đã ghi phiếu A của 2 hộ" in answer.content.decode()
    assert answer.redirect_chain[0][0] == f"{PAGE}?village=1&evil=%2F%2Fx"
    assert dict(QuickCheck.objects.values_list("household", "needs_form_b")) == {
        household.pk: True,
        other.pk: False,
    }


def test_what_makes_no_sense_is_told(household, this_round, officer, log_in):
    wrong = sent(this_round, **{f"household-{household.pk}": "yes"}) | {"checked_on": "31/02/2021"}

    answer = log_in(officer).post(RECORD, wrong, follow=True)

    assert "Chưa ghi được phiếu A" in answer.content.decode()
    assert not QuickCheck.objects.exists()


def test_households_of_another_commune_are_not_found(other_commune, this_round, officer, log_in):
    foreign = factories.HouseholdFactory(village__commune=other_commune)

    answer = log_in(officer).post(RECORD, sent(this_round, **{f"household-{foreign.pk}": "yes"}))

    assert answer.status_code == 404
    assert not QuickCheck.objects.exists()


def test_the_results_can_be_filtered(household, village, this_round, officer, log_in):
    other = factories.HouseholdFactory(village=village)
    record(this_round, (household, True, 0), by=officer)

    shown = {
        result: [row.pk for row in log_in(officer).get(PAGE, {"result": result}).context["page"]]
        for result in ("yes", "no", "open")
    }

    assert shown == {"yes": [household.pk], "no": [], "open": [other.pk]}


def test_without_an_open_round_the_page_says_so(officer, log_in):
    assert "Chưa có đợt rà soát nào đang mở" in log_in(officer).get(PAGE).content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(
    village, this_round, officer, log_in, django_assert_num_queries
):
    client = log_in(officer)
    factories.HouseholdFactory(village=village)
    client.get(PAGE)
    with django_assert_num_queries(11) as few:
        client.get(PAGE)
    for _ in range(5):
        factories.HouseholdFactory(village=village)

    with django_assert_num_queries(len(few)):
        client.get(PAGE)


def test_the_api_keeps_changes_and_takes_back(household, this_round, officer, api_as):
    said = {
        "household": household.pk,
        "round": this_round.pk,
        "needs_form_b": True,
        "checked_on": "2021-11-14",
        "checked_by": "Rơ Châm Tek",
    }
    api = api_as(officer)

    kept = api.post(API, said, format="json")
    listed = api.get(API, {"needs_form_b": "true"}).json()["results"]
    lost = api.post(API, said | {"needs_form_b": False, "version": 7}, format="json")
    gone = api.post(API, said | {"needs_form_b": None, "version": 1}, format="json")

    assert (kept.status_code, kept.json()["needs_form_b"]) == (200, True)
    assert [row["household"] for row in listed] == [household.pk]
    assert (lost.status_code, gone.status_code) == (409, 204)
    assert not QuickCheck.objects.exists()
