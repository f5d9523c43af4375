"""A list on which no household is left ends; a discarded correction leaves its list."""

import pytest
from django.urls import reverse

from common.errors import Conflict
from households.models import Assessment
from households.queries.closing import ClosingQuestion
from households.services import entry
from procedure.models import VillageReview
from procedure.pages.reminders import procedure_reminders
from procedure.queries.board import board
from procedure.queries.closing import procedure_hindrances
from procedure.services import listing
from procedure.services.steps import CannotProceed
from tests import factories
from tests.households.review_data import NOON, TODAY, give_back, start, submitted
from tests.procedure import steps_data as steps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def household(village, standard):
    return steps.poor_household(village, standard)


@pytest.fixture
def recognised(this_round, village, officer, chair, labour_office, household):
    report = steps.reported(this_round, village, officer, [household])
    steps.opine(report, labour_office)
    steps.decide(report, chair)
    return VillageReview.objects.get()


def discard(form, officer):
    entry.discard_assessment(assessment_id=form.pk, version=form.version, by=officer, at=NOON)


def remove_all(review, officer):
    for row in review.listed_households.open():
        listing.remove_from_list(listed_id=row.pk, reason="Vắng nhà", by=officer)


def end(review, officer, **given):
    given.setdefault("version", steps.fresh(review).version)
    return listing.end_list(review_id=review.pk, by=officer, **given)


def page_of(client, review) -> str:
    return client.get(reverse("procedure:village_review", args=[review.pk])).content.decode()


def kept_open_by(round_, user) -> dict[str, int]:
    asked = ClosingQuestion(round=round_, user=user, on=TODAY, at=NOON)
    return {each.key: each.count for each in procedure_hindrances(asked)}


@pytest.fixture
def dropped(recognised, this_round, village, officer, household):
    """The second list, opened for a correction that was then discarded."""
    form = start(household, this_round, officer, correction_reason="Ghi nhầm B1")
    review = steps.opened(this_round, village, officer, on=TODAY)
    discard(form, officer)
    return steps.start(review, officer)


# --- A discarded correction ----------------------------------------------------------------------


def test_a_discarded_correction_is_begun_again_or_removed(log_in, officer, dropped, household):
    page = page_of(log_in(officer), dropped)

    row = dropped.listed_households.get()
    assert "Lập phiếu đính chính" in page
    assert reverse("procedure:list_remove", args=[row.pk]) in page
    assert "0/1 hộ đã nộp phiếu" in page


def test_an_emptied_second_list_ends_and_the_village_is_done(
    log_in, officer, this_round, labour_office, dropped
):
    remove_all(dropped, officer)
    address = reverse("procedure:list_end", args=[dropped.pk])
    assert address in page_of(log_in(officer), dropped)
    assert kept_open_by(this_round, labour_office)["villages"] > 0

    version = steps.fresh(dropped).version
    answer = log_in(officer).post(address, {"version": version}, follow=True)

    assert "Đã kết thúc danh sách." in answer.content.decode()
    assert "không có quyết định" in answer.content.decode()
    assert steps.fresh(dropped).step == "ENDED"
    assert kept_open_by(this_round, labour_office)["villages"] == 0
    assert procedure_reminders(officer, TODAY) == []
    village = board(this_round, user=officer, today=TODAY)[0].villages[0]
    assert (village.is_recognised, village.is_done, village.due_on) == (True, True, None)


def test_a_village_with_an_ended_second_list_stays_recognised_on_the_board(
    log_in, officer, dropped
):
    remove_all(dropped, officer)
    end(dropped, officer)
    address = reverse("procedure:commune", args=[dropped.commune_id])

    page = log_in(officer).get(address, {"round": dropped.round_id}).content.decode()

    assert "Đã công nhận" in page
    assert "Kết thúc, không còn hộ" in page


def test_an_empty_list_is_not_fixed(log_in, officer, this_round, village, household):
    review = steps.opened(this_round, village, officer, on=TODAY)
    offered = "Chốt danh sách, bắt đầu khảo sát"
    assert offered in page_of(log_in(officer), review)

    remove_all(review, officer)

    assert offered not in page_of(log_in(officer), review)


@pytest.mark.parametrize("step", ["MEETING", "POSTING", "REPORTING"])
def test_after_the_survey_only_the_discarded_correction_leaves_the_list(
    recognised, this_round, village, standard, officer, chair, household, step
):
    form = submitted(household, this_round, officer, correction_reason="Ghi nhầm B1")
    other = steps.poor_household(village, standard)
    review = steps.surveyed(this_round, village, officer, [other])
    if step != "MEETING":
        steps.meet(review, officer)
        posting = steps.post(review, officer)
    if step == "REPORTING":
        steps.close(posting, officer)
    discard(give_back(Assessment.objects.get(pk=form.pk), by=chair), officer)

    rows = {row.household_id: row for row in review.listed_households.all()}
    removed = listing.remove_from_list(
        listed_id=rows[household.pk].pk, reason="Hủy đính chính", by=officer
    )

    assert (steps.fresh(review).step, removed.outcome) == (step, "REMOVED")
    with pytest.raises(CannotProceed, match="không thêm bớt"):
        listing.remove_from_list(listed_id=rows[other.pk].pk, reason="Vắng nhà", by=officer)


# --- Ending a list -------------------------------------------------------------------------------


def test_a_list_with_a_household_does_not_end(this_round, village, officer, household):
    review = steps.opened(this_round, village, officer)

    with pytest.raises(CannotProceed, match="còn hộ đang rà soát"):
        end(review, officer)


def test_ending_twice_changes_nothing(this_round, village, officer, household):
    review = steps.opened(this_round, village, officer)
    remove_all(review, officer)

    first, second = end(review, officer), end(review, officer, version=0)

    assert first.version == second.version
    assert [row.step for row in review.history.all()][:2] == ["ENDED", "LISTING"]


def test_a_list_that_changed_meanwhile_does_not_end(this_round, village, officer, household):
    review = steps.opened(this_round, village, officer)
    remove_all(review, officer)

    with pytest.raises(Conflict):
        end(review, officer, version=9)


def test_the_households_of_an_ended_list_are_on_the_next_one(
    log_in, this_round, village, officer, household
):
    review = steps.opened(this_round, village, officer)
    remove_all(review, officer)
    end(review, officer)

    assert "Lập danh sách lần 2" in page_of(log_in(officer), review)
    again = steps.opened(this_round, village, officer, on=TODAY)

    assert (again.batch, again.step) == (2, "LISTING")
    assert [row.household for row in again.listed_households.all()] == [household]


def test_the_page_does_not_offer_to_list_again_who_was_removed(
    log_in, this_round, village, standard, officer, household
):
    review = steps.opened(this_round, village, officer)
    remove_all(review, officer)

    refill = reverse("procedure:list_refill", args=[review.pk])
    assert refill not in page_of(log_in(officer), review)
    steps.poor_household(village, standard)
    assert refill in page_of(log_in(officer), review)


def left(household):
    household.state, household.left_on = "MOVED", steps.MET
    household.save()


def test_a_list_whose_households_all_left_is_not_reported_but_ends(
    this_round, village, officer, household
):
    review = steps.posted(this_round, village, officer, [household])
    left(household)
    remove_all(review, officer)

    with pytest.raises(CannotProceed, match="không còn hộ; hãy kết thúc danh sách"):
        steps.report([review], officer)
    assert end(review, officer).step == "ENDED"


def test_a_village_does_not_meet_about_nobody(this_round, village, officer, household):
    review = steps.surveyed(this_round, village, officer, [household])
    left(household)
    remove_all(review, officer)

    with pytest.raises(CannotProceed, match="không có hộ nào"):
        steps.meet(review, officer, households_represented=0)


def test_nothing_is_posted_about_nobody(this_round, village, officer, household):
    review = steps.agreed(this_round, village, officer, [household])
    left(household)
    remove_all(review, officer)

    with pytest.raises(CannotProceed, match="không có hộ nào"):
        steps.post(review, officer)


def test_a_reported_list_does_not_end(this_round, village, officer, household):
    review = steps.reported(this_round, village, officer, [household]).village_reviews.get()
    left(household)
    remove_all(review, officer)

    with pytest.raises(CannotProceed, match="xã đã báo cáo huyện"):
        end(review, officer)


def test_complaints_are_answered_before_a_list_ends(this_round, village, officer, household):
    posting = steps.post(steps.agreed(this_round, village, officer, [household]), officer)
    review = posting.village_review
    complaint = steps.complain(review, household, officer)
    left(household)
    remove_all(review, officer)

    with pytest.raises(CannotProceed, match="1 khiếu nại chưa trả lời"):
        end(review, officer)
    steps.answer(complaint, officer)
    assert end(review, officer).step == "ENDED"


def test_a_list_ends_by_program(api_as, this_round, village, officer, household):
    review = steps.opened(this_round, village, officer)
    api, address = api_as(officer), f"/api/v1/village-reviews/{review.pk}/end/"

    refused = api.post(address, {"version": 1}, format="json")
    remove_all(review, officer)
    ended = api.post(address, {"version": 1}, format="json")

    assert (refused.status_code, ended.status_code) == (400, 200)
    assert ended.json()["step"] == "ENDED"


def test_an_ended_first_list_leaves_the_village_without_a_decision(
    this_round, village, officer, household
):
    review = steps.opened(this_round, village, officer)
    remove_all(review, officer)
    end(review, officer)

    line = board(this_round, user=officer, today=TODAY)[0].villages[0]

    assert (line.is_recognised, line.may_be_listed, line.next_batch) == (False, True, 2)
