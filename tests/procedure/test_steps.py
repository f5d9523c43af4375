"""The steps of a village's list in order, and the refusals of each."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from common.errors import Conflict, Refused
from households.models import Assessment
from procedure.choices import VillageStep
from procedure.models import (
    Certificate,
    Holiday,
    ListedHousehold,
    ProcedureTerm,
    VillageMeeting,
    VillageReview,
)
from procedure.services.decisions import CannotRecognise
from procedure.services.steps import CannotProceed
from tests import factories
from tests.households import review_data as forms
from tests.procedure import steps_data as steps

pytestmark = pytest.mark.django_db


def at_step(review) -> str:
    return steps.fresh(review).step


def test_the_list_holds_the_current_poor_and_near_poor(this_round, village, standard, officer):
    poor = steps.poor_household(village, standard)
    near_poor = factories.PovertyRecordFactory(
        household__village=village, standard=standard, near_poor=True
    ).household
    factories.HouseholdFactory(village=village)
    factories.PovertyRecordFactory(household__village=village, standard=standard, exited=True)
    steps.poor_household(factories.VillageFactory(commune=village.commune), standard)

    review = steps.opened(this_round, village, officer)

    listed = set(review.listed_households.values_list("household", "origin"))
    assert listed == {(poor.pk, "CURRENT_POOR"), (near_poor.pk, "CURRENT_NEAR_POOR")}


def test_the_list_holds_who_asked_and_who_was_flagged(this_round, village, officer):
    asked, flagged, cleared = (factories.HouseholdFactory(village=village) for _ in range(3))
    forms.start(asked, this_round, officer)
    steps.quick_check(flagged, this_round, officer, needs_form_b=True)
    steps.quick_check(cleared, this_round, officer, needs_form_b=False)

    review = steps.opened(this_round, village, officer)

    listed = set(review.listed_households.values_list("household", "origin"))
    assert listed == {(asked.pk, "APPLICATION"), (flagged.pk, "FLAGGED_A")}


def test_opening_twice_gives_the_same_list(this_round, village, officer, households):
    first, second = (steps.opened(this_round, village, officer) for _ in range(2))

    assert first == second
    assert ListedHousehold.objects.count() == 2


def test_a_round_without_steps_has_no_lists(standard, village, officer):
    plain = factories.RoundFactory(kind="IN_YEAR", with_standards=[standard])

    with pytest.raises(CannotProceed, match="không theo quy trình"):
        steps.opened(plain, village, officer)


def test_from_the_list_to_the_recognition(
    this_round, village, officer, chair, labour_office, households
):
    submission = steps.reported(this_round, village, officer, households, points=100)
    steps.opine(submission, labour_office)

    decision = steps.decide(submission, chair)

    review = VillageReview.objects.get()
    approved = Assessment.objects.filter(state="APPROVED", cleared_on=steps.DECIDED)
    numbers = Certificate.objects.values_list("number", "status", "decision")
    assert (review.step, review.recognised_on) == ("RECOGNISED", steps.DECIDED)
    assert approved.count() == 2
    assert list(numbers) == [(1, "POOR", decision.pk), (2, "POOR", decision.pk)]
    assert set(ListedHousehold.objects.values_list("outcome", flat=True)) == {"RECOGNISED"}


def test_deadlines_are_counted_in_working_days(this_round, village, officer, households):
    review = steps.agreed(this_round, village, officer, households)

    posting = steps.post(review, officer, posted_on=dt.date(2021, 10, 21))  # a Thursday
    steps.close(posting, officer, closed_on=dt.date(2021, 10, 26))
    submission = steps.report([review], officer, sent_on=dt.date(2021, 10, 29))  # a Friday

    assert posting.ends_on == dt.date(2021, 10, 26)
    assert submission.opinion_due_on == dt.date(2021, 11, 5)


def test_out_of_order_everything_that_is_missing_is_named(this_round, village, officer, households):
    review = steps.opened(this_round, village, officer)

    with pytest.raises(CannotProceed, match=r"Còn thiếu: chốt danh sách.*nộp đủ phiếu"):
        steps.meet(review, officer)
    with pytest.raises(CannotProceed, match="họp thôn"):
        steps.post(review, officer)
    with pytest.raises(CannotProceed, match="niêm yết đủ ngày"):
        steps.report([review], officer)
    with pytest.raises(CannotProceed, match="Chưa đến bước"):
        steps.complain(review, households[0], officer)
    assert at_step(review) == VillageStep.LISTING


def test_a_list_without_households_is_not_opened(this_round, village, officer):
    with pytest.raises(CannotProceed, match="không có hộ nào"):
        steps.opened(this_round, village, officer)


def test_the_survey_ends_when_every_household_has_a_submitted_form(
    this_round, village, officer, households
):
    review = steps.opened(this_round, village, officer)
    steps.start(review, officer)
    forms.submitted(households[0], this_round, officer)
    forms.filled(households[1], this_round, officer)

    with pytest.raises(CannotProceed, match=rf"còn 1 hộ .*{households[1].head_name}"):
        steps.finish(review, officer)


def test_half_of_those_present_are_enough(this_round, village, officer, households):
    review = steps.surveyed(this_round, village, officer, households)

    steps.meet(review, officer, votes_for=50, votes_against=50)

    assert at_step(review) == VillageStep.POSTING
    versions = ListedHousehold.objects.values_list("assessed_version", "assessment__version")
    assert all(noted == version for noted, version in versions)


def test_at_49_percent_the_village_meets_again(this_round, village, officer, households):
    review = steps.surveyed(this_round, village, officer, households)

    meeting = steps.meet(review, officer, votes_for=49, votes_against=51, opinions="Chấm sai")

    reasons = set(Assessment.objects.values_list("state", "return_reason"))
    said = "Họp thôn ngày 18/10/2021 không thông qua (49/100 người tán thành): Chấm sai"
    assert not meeting.agreed
    assert at_step(review) == VillageStep.SURVEY
    assert reasons == {("DRAFT", said)}


def test_a_second_meeting_is_counted_on(this_round, village, officer, households):
    review = steps.surveyed(this_round, village, officer, households)
    steps.meet(review, officer, votes_for=49)
    for form in Assessment.objects.all():
        forms.submit(form, by=officer)
    steps.finish(review, officer)

    again = steps.meet(review, officer, votes_for=90, votes_against=0)

    assert (again.number, again.agreed) == (2, True)
    assert at_step(review) == VillageStep.POSTING


def test_the_same_minutes_again_change_nothing(this_round, village, officer, households):
    review = steps.surveyed(this_round, village, officer, households)
    first = steps.meet(review, officer)

    second = steps.meet(review, officer)

    assert first == second
    assert VillageMeeting.history.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"votes_for": 90, "votes_against": 11}, "votes_against"),
        ({"present": 0, "votes_for": 0, "votes_against": 0}, "present"),
        ({"households_represented": 3}, "households_represented"),
        ({"held_on": dt.date(2021, 10, 14)}, "held_on"),
        ({"held_on": dt.date(2021, 11, 16)}, "held_on"),
    ],
)
def test_minutes_that_cannot_be_are_refused(this_round, village, officer, households, given, field):
    review = steps.surveyed(this_round, village, officer, households)

    with pytest.raises(CannotProceed) as refusal:
        steps.meet(review, officer, **given)
    assert refusal.value.field == field
    assert at_step(review) == VillageStep.MEETING


def test_somebody_who_saw_an_older_step_is_told(this_round, village, officer, households):
    review = steps.surveyed(this_round, village, officer, households)

    with pytest.raises(Conflict):
        steps.meet(review, officer, version=review.version - 1)


def test_a_posting_shorter_than_the_laws_days_is_not_closed(
    this_round, village, officer, households
):
    posting = steps.post(steps.agreed(this_round, village, officer, households), officer)

    with pytest.raises(CannotProceed, match=r"đủ 3 ngày làm việc .mới 2.*hết 22/10/2021"):
        steps.close(posting, officer, closed_on=dt.date(2021, 10, 21))
    posting.refresh_from_db()
    assert posting.closed_on is None


def test_holidays_make_a_posting_longer(this_round, village, officer, households):
    Holiday.objects.create(day=dt.date(2021, 10, 20), name="Ngày nghỉ thử")
    review = steps.agreed(this_round, village, officer, households)

    posting = steps.post(review, officer)

    assert posting.ends_on == dt.date(2021, 10, 25)


def test_a_number_nobody_knows_is_not_guessed(this_round, village, officer, households):
    review = steps.agreed(this_round, village, officer, households)
    ProcedureTerm.objects.filter(key="posting_days").update(value=None, certainty="UNKNOWN")

    with pytest.raises(Refused, match="Niêm yết công khai"):
        steps.post(review, officer)


def test_a_form_is_not_approved_outside_the_procedure(
    this_round, village, officer, chair, households
):
    steps.surveyed(this_round, village, officer, households)
    form = Assessment.objects.first()

    with pytest.raises(Refused, match="phải qua đủ các bước"):
        forms.approve(form, by=chair)


def test_without_an_opinion_the_chair_waits_for_the_deadline(
    this_round, village, officer, chair, households
):
    submission = steps.reported(this_round, village, officer, households)

    with pytest.raises(CannotProceed, match="đến hết 01/11/2021"):
        steps.decide(submission, chair, decided_on=steps.OPINION_DUE)
    decision = steps.decide(submission, chair, decided_on=dt.date(2021, 11, 2))

    assert decision.without_opinion


def test_the_district_sends_a_village_back(
    this_round, village, officer, chair, labour_office, households, standard
):
    other = factories.VillageFactory(commune=village.commune)
    fine = steps.posted(
        this_round, other, officer, [steps.poor_household(other, standard)], points=100
    )
    wrong = steps.posted(this_round, village, officer, households)
    submission = steps.report([fine, wrong], officer)

    opinion = steps.opine(
        submission, labour_office, review_again=[wrong.pk], text="Điểm B1 cao bất thường"
    )
    steps.decide(submission, chair)

    assert not opinion.agrees
    assert (at_step(fine), at_step(wrong)) == (VillageStep.RECOGNISED, VillageStep.SURVEY)
    assert set(
        Assessment.objects.filter(household__in=households).values_list("state", flat=True)
    ) == {"DRAFT"}


def test_one_form_that_cannot_be_approved_stops_the_whole_decision(
    this_round, village, officer, chair, labour_office, households
):
    submission = steps.reported(this_round, village, officer, households)
    steps.opine(submission, labour_office)
    gone = households[0]
    gone.state, gone.left_on = "MOVED", steps.TODAY
    gone.save()

    with pytest.raises(CannotRecognise) as refusal:
        steps.decide(submission, chair)

    assert len(refusal.value.hindrances) == 1
    assert gone.head_name in refusal.value.message
    assert not Assessment.objects.filter(state="APPROVED").exists()
    assert not Certificate.objects.exists()


def test_a_form_entered_anew_after_the_meeting_is_not_recognised(
    this_round, village, officer, chair, labour_office, households
):
    submission = steps.reported(this_round, village, officer, households)
    steps.opine(submission, labour_office)
    form = Assessment.objects.first()
    forms.submit(forms.give_back(form, by=chair), by=officer)

    with pytest.raises(CannotRecognise, match="nhập lại sau cuộc họp thôn"):
        steps.decide(submission, chair)


def test_a_decision_number_is_used_once_a_year(
    this_round, village, officer, chair, labour_office, households, standard
):
    steps.opine(first := steps.reported(this_round, village, officer, households), labour_office)
    steps.decide(first, chair)
    other = factories.VillageFactory(commune=village.commune)
    second = steps.reported(this_round, other, officer, [steps.poor_household(other, standard)])
    steps.opine(second, labour_office)

    with pytest.raises(CannotProceed, match="mang số này"):
        steps.decide(second, chair)


def test_deciding_again_changes_nothing(
    this_round, village, officer, chair, labour_office, households
):
    steps.opine(
        submission := steps.reported(this_round, village, officer, households), labour_office
    )
    first = steps.decide(submission, chair)

    assert steps.decide(submission, chair) == first
    assert Certificate.objects.count() == 2


def test_a_correction_goes_through_a_batch_of_its_own(
    this_round, village, officer, chair, labour_office, households
):
    steps.opine(first := steps.reported(this_round, village, officer, households), labour_office)
    steps.decide(first, chair)
    forms.submitted(
        households[0], this_round, officer, points=100, correction_reason="Nhập nhầm điểm"
    )

    review = steps.opened(this_round, village, officer, on=steps.TODAY)

    listed = review.listed_households.values_list("household", "origin")
    assert review.batch == 2
    assert list(listed) == [(households[0].pk, "CORRECTION")]


def test_a_closed_round_takes_no_steps(this_round, village, officer, households):
    review = steps.opened(this_round, village, officer)
    this_round.state = "CLOSED"
    this_round.save()

    with pytest.raises(CannotProceed, match="đã khóa"):
        steps.start(review, officer)


def test_the_database_takes_no_rows_of_a_closed_round(this_round, village, officer, households):
    posting = steps.post(steps.agreed(this_round, village, officer, households), officer)
    this_round.state = "CLOSED"
    this_round.save()

    for rows in (VillageReview.objects.all(), ListedHousehold.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(commune=village.commune)
    with pytest.raises(DatabaseError), transaction.atomic():
        posting.delete()
