"""Complaints about posted results: received, answered, re-checked."""

import datetime as dt

import pytest

from households.models import Assessment
from procedure.choices import VillageStep
from procedure.services.steps import CannotProceed
from tests import factories
from tests.households import review_data as forms
from tests.procedure import steps_data as steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting(this_round, village, officer, households):
    return steps.post(steps.agreed(this_round, village, officer, households), officer)


@pytest.fixture
def review(posting):
    return posting.village_review


def test_a_complaint_has_its_own_deadline(review, officer, households):
    complaint = steps.complain(review, households[0], officer)

    assert complaint.due_on == dt.date(2021, 10, 22)
    assert complaint.outcome == "PENDING"


def test_an_upheld_complaint_opens_the_form_again(review, officer, households):
    complaint = steps.complain(review, households[0], officer)

    answered = steps.answer(complaint, officer, outcome="UPHELD", answer="Chấm lại tài sản")

    form = Assessment.objects.get(household=households[0])
    other = Assessment.objects.get(household=households[1])
    assert answered.recheck_due_on == dt.date(2021, 10, 27)
    assert (form.state, other.state) == ("DRAFT", "SUBMITTED")
    assert form.return_reason == "Phúc tra theo khiếu nại ngày 19/10/2021: Chấm lại tài sản"


def test_the_commune_reports_when_every_complaint_is_settled(posting, review, officer, households):
    steps.close(posting, officer)
    complaint = steps.complain(review, households[0], officer)  # received in time, recorded late

    with pytest.raises(CannotProceed, match="còn 1 khiếu nại chưa trả lời"):
        steps.report([review], officer)
    steps.answer(complaint, officer, outcome="UPHELD")
    with pytest.raises(CannotProceed, match="chưa nộp lại"):
        steps.report([review], officer)
    forms.submit(Assessment.objects.get(household=households[0]), by=officer)
    steps.report([review], officer)

    assert steps.fresh(review).step == VillageStep.OPINION


def test_a_posting_is_not_ended_while_a_complaint_is_unanswered(
    posting, review, officer, households
):
    complaint = steps.complain(review, households[0], officer)

    with pytest.raises(CannotProceed, match="Còn 1 khiếu nại chưa trả lời"):
        steps.close(posting, officer)
    steps.answer(complaint, officer)
    steps.close(posting, officer)

    assert steps.fresh(review).step == VillageStep.REPORTING


def test_a_posting_does_not_end_before_a_complaint_received(posting, review, officer, households):
    late = dt.date(2021, 10, 25)
    complaint = steps.complain(review, households[0], officer, received_on=late)
    steps.answer(complaint, officer, answered_on=late)

    with pytest.raises(CannotProceed, match="sau ngày này") as refusal:
        steps.close(posting, officer)

    assert refusal.value.field == "closed_on"


def test_a_form_checked_again_is_recognised_as_it_is_now(
    posting, review, officer, chair, labour_office, households
):
    steps.answer(steps.complain(review, households[0], officer), officer, outcome="UPHELD")
    form = Assessment.objects.get(household=households[0])
    result = form.results.get()
    changed = forms.save(form, forms.facts(result.standard, points=190), by=officer)
    forms.submit(changed, by=officer)
    steps.close(posting, officer)
    submission = steps.report([review], officer)
    steps.opine(submission, labour_office)

    steps.decide(submission, chair)

    result.refresh_from_db()
    form.refresh_from_db()
    assert (form.state, result.status) == ("APPROVED", "NOT_POOR")


def test_a_complaint_is_made_while_the_results_are_posted(posting, review, officer, households):
    with pytest.raises(CannotProceed, match="không được trước 19/10/2021"):
        steps.complain(review, households[0], officer, received_on=dt.date(2021, 10, 18))
    steps.close(posting, officer)
    with pytest.raises(CannotProceed, match="đã kết thúc ngày 22/10/2021"):
        steps.complain(review, households[0], officer, received_on=dt.date(2021, 10, 25))


def test_a_complaint_is_about_a_household_of_the_list(review, village, officer):
    with pytest.raises(CannotProceed, match="không có tên"):
        steps.complain(review, factories.HouseholdFactory(village=village), officer)


def test_a_complaint_said_twice_is_one(review, officer, households):
    first = steps.complain(review, households[0], officer)

    assert steps.complain(review, households[0], officer) == first


def test_a_complaint_is_answered_once(review, officer, households):
    complaint = steps.answer(steps.complain(review, households[0], officer), officer)

    assert steps.answer(complaint, officer) == complaint
    with pytest.raises(CannotProceed, match="đã được trả lời"):
        steps.answer(complaint, officer, outcome="WITHDRAWN", answer="Rút đơn")


def test_an_answer_needs_words(review, officer, households):
    complaint = steps.complain(review, households[0], officer)

    with pytest.raises(CannotProceed, match="nội dung trả lời"):
        steps.answer(complaint, officer, answer="")
