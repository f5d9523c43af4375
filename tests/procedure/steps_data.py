"""Data for tests of the procedure: a village part-way through its steps."""

import datetime as dt

from households.models import QuickCheck, Round
from procedure.models import VillageReview
from procedure.services import (
    complaints,
    decisions,
    listing,
    meetings,
    postings,
    submissions,
    survey,
)
from procedure.services.reference import load_procedures
from tests import factories
from tests.households.review_data import NOON, TODAY
from tests.households.review_data import submitted as submitted_form

# Days of the year-end round of 2021, a working week apart.
LISTED, STARTED, FINISHED, MET = (dt.date(2021, 10, day) for day in (4, 5, 15, 18))
POSTED, LAST_POSTED, REPORTED = (dt.date(2021, 10, day) for day in (19, 22, 25))
OPINION_DUE, ANSWERED, DECIDED = (dt.date(2021, 11, 1), dt.date(2021, 10, 28), TODAY)


def a_round(standard) -> Round:
    """Return a round of 2021 that follows the procedure, with its reference data."""
    load_procedures()
    return factories.RoundFactory(year=2021, follows_procedure=True, with_standards=[standard])


def poor_household(village, standard, **given):
    household = factories.HouseholdFactory(village=village, **given)
    factories.PovertyRecordFactory(household=household, standard=standard)
    return household


def quick_check(household, round_, officer, **given) -> None:
    QuickCheck.objects.create(
        household=household,
        commune=household.commune,
        round=round_,
        checked_on=LISTED,
        entered_by=officer,
        entered_at=NOON,
        **given,
    )


def opened(round_, village, officer, **given) -> VillageReview:
    given.setdefault("survey_due_on", None)
    return listing.open_village_review(
        round_=round_, village=village, by=officer, on=given.pop("on", LISTED), **given
    )


def fresh(review) -> VillageReview:
    return VillageReview.objects.get(pk=review.pk)


def start(review, officer, **given):
    given.setdefault("started_on", STARTED)
    return survey.start_survey(
        review_id=review.pk,
        version=given.pop("version", fresh(review).version),
        by=officer,
        on=TODAY,
        **given,
    )


def finish(review, officer, **given):
    given.setdefault("finished_on", FINISHED)
    return survey.finish_survey(
        review_id=review.pk,
        version=given.pop("version", fresh(review).version),
        by=officer,
        on=TODAY,
        **given,
    )


def minutes(**given) -> meetings.MeetingFacts:
    said = {
        "held_on": MET,
        "place": "Nhà rông",
        "chair_name": "Rơ Châm Thử",
        "secretary_name": "Siu Thử",
        "invited": 120,
        "present": 100,
        "votes_for": 80,
        "votes_against": 15,
        "households_represented": 1,
        "opinions": "",
    }
    return meetings.MeetingFacts(**{**said, **given})


def meet(review, officer, **given):
    return meetings.hold_meeting(
        review_id=review.pk,
        version=given.pop("version", fresh(review).version),
        facts=minutes(**given),
        by=officer,
        at=NOON,
        on=TODAY,
    )


def post(review, officer, **given):
    given.setdefault("places", "Nhà rông; trụ sở UBND xã")
    given.setdefault("posted_on", POSTED)
    return postings.post_results(
        review_id=review.pk,
        version=given.pop("version", fresh(review).version),
        by=officer,
        on=TODAY,
        **given,
    )


def close(posting, officer, **given):
    given.setdefault("closed_on", LAST_POSTED)
    version = given.pop("version", fresh(posting.village_review).version)
    return postings.close_posting(
        posting_id=posting.pk, version=version, by=officer, on=TODAY, **given
    )


def complain(review, household, officer, **given):
    given.setdefault("complainant", "Ksor Thử")
    given.setdefault("content", "Hộ này đã có xe máy mới")
    given.setdefault("received_on", POSTED)
    return complaints.receive_complaint(
        review_id=review.pk, household=household, by=officer, on=TODAY, **given
    )


def answer(complaint, officer, **given):
    given.setdefault("outcome", "REJECTED")
    given.setdefault("answer", "Xe đi mượn")
    given.setdefault("answered_on", LAST_POSTED)
    given.setdefault("version", complaint.version)
    return complaints.answer_complaint(
        complaint_id=complaint.pk, by=officer, at=NOON, on=TODAY, **given
    )


def report(reviews, officer, **given):
    first = fresh(reviews[0])
    given.setdefault("versions", {review.pk: fresh(review).version for review in reviews})
    given.setdefault("sent_on", REPORTED)
    given.setdefault("round_", first.round)
    given.setdefault("commune", first.commune)
    return submissions.report_to_district(note="", by=officer, on=TODAY, **given)


def opine(submission, office, **given):
    given.setdefault("review_again", ())
    given.setdefault("text", "")
    given.setdefault("answered_on", ANSWERED)
    given.setdefault("version", submission.version)
    return submissions.give_opinion(
        submission_id=submission.pk,
        document_number="215/UBND",
        by=office,
        at=NOON,
        on=TODAY,
        **given,
    )


def decide(submission, chair, **given):
    submission.refresh_from_db()
    given.setdefault("number", "75/QĐ-UBND")
    given.setdefault("decided_on", DECIDED)
    given.setdefault("version", submission.version)
    return decisions.decide(
        submission_id=submission.pk,
        signer_name="Puih Thử",
        by=chair,
        at=NOON,
        on=TODAY,
        **given,
    )


def surveyed(round_, village, officer, households, **facts) -> VillageReview:
    """Return a village whose households all have a submitted form, before its meeting."""
    review = opened(round_, village, officer)
    start(review, officer)
    for household in households:
        submitted_form(household, round_, officer, **facts)
    return finish(review, officer)


def agreed(round_, village, officer, households, **facts) -> VillageReview:
    review = surveyed(round_, village, officer, households, **facts)
    meet(review, officer)
    return fresh(review)


def posted(round_, village, officer, households, **facts) -> VillageReview:
    """Return a village whose posting has ended."""
    review = agreed(round_, village, officer, households, **facts)
    close(post(review, officer), officer)
    return fresh(review)


def reported(round_, village, officer, households, **facts):
    return report([posted(round_, village, officer, households, **facts)], officer)
