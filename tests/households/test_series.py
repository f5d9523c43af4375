"""One review form after the other: submitted, and the next household of the village opened."""

import pytest

from households.models import Assessment
from households.queries.series import following
from tests import factories
from tests.households.review_data import filled, page_url, start, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)  # the demo's date is 15/11/2021


@pytest.fixture
def waiting(standard, this_round):
    """Make a household that is on the year's list and has no form yet."""

    def make(village, name):
        household = factories.HouseholdFactory(village=village, head_name=name)
        factories.PovertyRecordFactory(household=household, standard=standard)
        return household

    return make


def hand_in(client, form, **sent):
    return client.post(page_url("assessment_submit", form), {"version": form.version, **sent})


def test_the_next_household_of_the_village_by_name_is_opened(
    waiting, village, this_round, officer, log_in
):
    _, here, after = [waiting(village, name) for name in ("Siu An", "Siu Bình", "Siu Chí")]
    waiting(factories.VillageFactory(commune=village.commune), "Siu Bưởi")
    form = filled(here, this_round, officer)
    client = log_in(officer)

    answer = hand_in(client, form, then="next")

    begun = Assessment.objects.get(household=after)
    assert answer.url == page_url("assessment_edit", begun)
    page = client.get(answer.url).content.decode()
    assert "Đã nộp phiếu của hộ Siu Bình; còn 2 hộ của" in page
    assert (begun.round, begun.entered_by, begun.is_draft) == (this_round, officer, True)


def test_after_the_last_name_the_first_household_is_next(
    waiting, village, this_round, officer, log_in
):
    first, last = waiting(village, "Siu An"), waiting(village, "Siu Chí")

    answer = hand_in(log_in(officer), filled(last, this_round, officer), then="next")

    assert answer.url == page_url("assessment_edit", Assessment.objects.get(household=first))


def test_a_request_sent_twice_opens_one_form(waiting, village, this_round, officer, log_in):
    here, _ = waiting(village, "Siu An"), waiting(village, "Siu Bình")
    form = filled(here, this_round, officer)
    client = log_in(officer)

    addresses = {hand_in(client, form, then="next").url for _ in range(2)}

    assert len(addresses) == 1
    assert Assessment.objects.count() == 2


def test_without_a_household_left_the_receipt_says_so(
    waiting, village, this_round, officer, log_in
):
    form = filled(waiting(village, "Siu An"), this_round, officer)
    client = log_in(officer)

    answer = hand_in(client, form, then="next")

    assert answer.url == page_url("assessment_detail", form)
    assert "không còn hộ nào chưa nộp phiếu" in client.get(answer.url).content.decode()


def test_an_unfinished_form_opens_no_other(waiting, village, this_round, officer, log_in):
    here, _ = waiting(village, "Siu An"), waiting(village, "Siu Bình")
    form = start(here, this_round, officer)

    answer = hand_in(log_in(officer), form, then="next")

    assert answer.url == page_url("assessment_submit", form)
    assert Assessment.objects.count() == 1


def test_own_drafts_are_next_and_those_of_others_are_not(
    waiting, village, this_round, officer, labour_office, django_assert_max_num_queries
):
    here, own, other = [waiting(village, name) for name in ("Siu An", "Siu Bình", "Siu Chí")]
    form = submitted(here, this_round, officer)
    draft = start(own, this_round, officer)
    start(other, this_round, labour_office)

    with django_assert_max_num_queries(4):
        found = following(form, officer)

    assert (found.household_id, found.draft_id, found.left) == (own.pk, draft.pk, 1)


def test_the_receipt_of_the_usual_button_offers_the_next(
    waiting, village, this_round, officer, log_in
):
    here, _ = waiting(village, "Siu An"), waiting(village, "Siu Bình")
    client = log_in(officer)

    page = client.get(hand_in(client, filled(here, this_round, officer)).url).content.decode()

    assert "Sang hộ tiếp theo của thôn" in page
    assert "còn 1 hộ chưa nộp phiếu" in page
