"""What waits for a person in the procedure, for the first page."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from common.reminders import Reminder
from households.choices import AssessmentState, RoundState
from households.models import Assessment
from procedure.choices import Actor, ComplaintOutcome, VillageStep
from procedure.models import CommuneSubmission, Complaint, Posting, VillageReview
from procedure.queries.commune import submissions_waiting_for
from procedure.queries.deadlines import Dates, actor_of, days_late, due_on
from procedure.querysets.steps import ComplaintQuerySet

_MOST_SHOWN = 6
_OF_THE_OFFICER = [
    step
    for step in VillageStep
    if actor_of(step) == Actor.OFFICER and step != VillageStep.RECOGNISED
]


def reminders_for(user: User, today: dt.date) -> list[Reminder]:
    """Return the most urgent steps this person has to take, the latest first, in one query."""
    if user.may(Action.RUN_PROCEDURE):
        return _steps(user, today)
    waiting = submissions_waiting_for(user, today)
    return [_report(each, today) for each in waiting][:_MOST_SHOWN]


def _steps(user: User, today: dt.date) -> list[Reminder]:
    reviews = (
        VillageReview.objects.visible_to(user)
        .filter(round__state=RoundState.OPEN, step__in=_OF_THE_OFFICER)
        .select_related("village", "round")
        .annotate(
            posting_ends_on=Subquery(_postings().values("ends_on")[:1]),
            answer_due_on=Subquery(_pending().order_by("due_on").values("due_on")[:1]),
            recheck_due_on=Subquery(_rechecks().values("recheck_due_on")[:1]),
            has_complaints=Exists(_pending()),
        )
    )
    found = [_step(review, today) for review in reviews]
    return sorted(found, key=lambda each: (-each.days_late, each.due_on))[:_MOST_SHOWN]


def _postings() -> QuerySet[Posting]:
    return Posting.objects.filter(village_review=OuterRef("pk"), closed_on=None)


def _pending() -> ComplaintQuerySet:
    return Complaint.objects.pending().filter(village_review=OuterRef("pk"))


def _rechecks() -> QuerySet[Complaint]:
    """Upheld complaints whose household's form is still to be handed in again."""
    drafts = Assessment.objects.filter(
        household=OuterRef("household"),
        round=OuterRef("village_review__round"),
        state=AssessmentState.DRAFT,
    )
    upheld = Complaint.objects.filter(
        Exists(drafts), village_review=OuterRef("pk"), outcome=ComplaintOutcome.UPHELD
    )
    return upheld.order_by("recheck_due_on")


def _step(review: Any, today: dt.date) -> Reminder:
    answers = [day for day in (review.answer_due_on, review.recheck_due_on) if day]
    due = due_on(
        review.step,
        Dates(
            round_due_on=review.round.due_on,
            survey_due_on=review.survey_due_on,
            posting_ends_on=review.posting_ends_on,
            answers_due=answers,
        ),
    )
    has_complaints = ", có khiếu nại chưa trả lời" if review.has_complaints else ""
    return Reminder(
        name=str(review),
        what=f"{review.get_step_display()}{has_complaints}",
        url=reverse("procedure:village_review", args=[review.pk]),
        due_on=due,
        days_late=days_late(due, today),
    )


def _report(submission: CommuneSubmission, today: dt.date) -> Reminder:
    due_on = submission.opinion_due_on
    is_answered = hasattr(submission, "opinion")
    return Reminder(
        name=str(submission),
        what="Chờ quyết định công nhận" if is_answered else "Chờ ý kiến của huyện",
        url=reverse("procedure:submission", args=[submission.pk]),
        due_on=None if is_answered else due_on,
        days_late=0 if is_answered else days_late(due_on, today),
    )
