"""Reports whose villages the chair sent back before the district answered."""

import datetime as dt

import pytest
from django.urls import reverse

from households.models import Assessment
from households.queries.closing import ClosingQuestion
from procedure.models import CommuneSubmission
from procedure.pages.reminders import procedure_reminders
from procedure.queries.closing import procedure_hindrances
from procedure.services import decisions
from procedure.services.steps import CannotProceed
from tests import factories
from tests.households.review_data import NOON, TODAY, submit
from tests.procedure import steps_data as steps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


def send_back(report, review, chair):
    decisions.send_back(
        submission_id=report.pk,
        version=report.version,
        village_reviews=[review.pk],
        reason="Xem lại điểm B1",
        by=chair,
        at=NOON,
        on=TODAY,
    )
    return CommuneSubmission.objects.get(pk=report.pk)


@pytest.fixture
def back(this_round, village, officer, chair, households):
    """The report of one village, sent back after the district's time limit, unanswered."""
    report = steps.reported(this_round, village, officer, households)
    return send_back(report, report.village_reviews.get(), chair)


def again(review, officer):
    """Bring a village that was sent back to its next report."""
    for form in Assessment.objects.filter(state="DRAFT"):
        submit(form, by=officer)
    steps.finish(review, officer)
    steps.meet(review, officer, votes_for=81)
    steps.close(steps.post(review, officer), officer)
    return steps.report([review], officer)


def test_the_district_is_not_asked_about_it_any_more(log_in, labour_office, this_round, back):
    page = log_in(labour_office).get(reverse("procedure:submission", args=[back.pk]))

    asked = ClosingQuestion(round=this_round, user=labour_office, on=TODAY, at=NOON)
    left = {each.key: each.count for each in procedure_hindrances(asked)}
    assert procedure_reminders(labour_office, TODAY) == []
    assert left["opinions"] == 0
    assert reverse("procedure:opinion_give", args=[back.pk]) not in page.content.decode()
    assert "huyện không phải cho ý kiến nữa" in page.content.decode()


def test_an_answer_to_it_does_not_move_the_village(officer, labour_office, back):
    review = back.village_reviews.get()
    again(review, officer)

    with pytest.raises(CannotProceed, match="rà soát lại"):
        steps.opine(back, labour_office)

    assert steps.fresh(review).step == "OPINION"


def test_the_village_is_reported_again_on_the_same_day(officer, back):
    assert again(back.village_reviews.get(), officer).number == 2


def test_the_answer_is_about_the_villages_left_in_the_report(
    log_in, this_round, commune, village, standard, officer, chair, labour_office, households
):
    first = steps.posted(this_round, village, officer, households)
    hamlet = factories.VillageFactory(commune=commune)
    second = steps.posted(this_round, hamlet, officer, [steps.poor_household(hamlet, standard)])
    report = send_back(steps.report([first, second], officer), first, chair)

    page = log_in(labour_office).get(reverse("procedure:submission", args=[report.pk]))
    steps.opine(report, labour_office)

    offered = page.context["opinion_form"].fields["review_again"].choices
    assert [key for key, _name in offered] == [second.pk]
    assert (steps.fresh(first).step, steps.fresh(second).step) == ("SURVEY", "DECISION")


def test_a_complaint_is_answered_after_the_village_went_back_to_the_survey(
    this_round, village, officer, chair, households, back
):
    review = back.village_reviews.get()
    for form in Assessment.objects.filter(state="DRAFT"):
        submit(form, by=officer)
    steps.finish(review, officer)
    meeting = steps.meet(review, officer, votes_for=81)
    complaint = steps.complain(review, households[0], officer)  # about the former posting
    steps.meetings.change_meeting(
        meeting_id=meeting.pk,
        version=steps.fresh(review).version,
        facts=steps.minutes(votes_for=10),
        reason="Ghi nhầm",
        by=officer,
        at=NOON,
        on=TODAY,
    )

    assert steps.fresh(review).step == "SURVEY"
    assert steps.answer(complaint, officer).answered_on == dt.date(2021, 10, 22)
