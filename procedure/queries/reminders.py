"""The most urgent steps of the procedure that the user has to take, for the home page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.models import User
from households.choices import AssessmentState, RoundState
from households.models import Assessment
from procedure.choices import Actor, ComplaintOutcome, VillageStep
from procedure.models import Complaint, Posting, VillageReview
from procedure.querysets.steps import ComplaintQuerySet
from procedure.rules.step_deadlines import StepDates, actor_of, days_late, due_on

_OF_THE_OFFICER = [
    step
    for step in VillageStep
    if actor_of(step) == Actor.OFFICER and step != VillageStep.RECOGNISED
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStep:
    """A village's list with the step that waits for the officer."""

    review: VillageReview
    has_complaints: bool
    due_on: dt.date | None
    days_late: int


def open_steps(user: User, today: dt.date) -> Sequence[OpenStep]:
    """Return the lists on which the officer has to act, the latest first, in one query."""
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
    return sorted(found, key=lambda each: (-each.days_late, each.due_on))


def _step(review: Any, today: dt.date) -> OpenStep:
    due = due_on(
        review.step,
        StepDates(
            round_due_on=review.round.due_on,
            survey_due_on=review.survey_due_on,
            posting_ends_on=review.posting_ends_on,
            answers_due=[day for day in (review.answer_due_on, review.recheck_due_on) if day],
        ),
    )
    return OpenStep(
        review=review,
        has_complaints=review.has_complaints,
        due_on=due,
        days_late=days_late(due, today),
    )


def _postings() -> QuerySet[Posting]:
    return Posting.objects.filter(village_review=OuterRef("pk"), closed_on=None)


def _pending() -> ComplaintQuerySet:
    return Complaint.objects.pending().filter(village_review=OuterRef("pk"))


def _rechecks() -> QuerySet[Complaint]:
    """Upheld complaints whose household's form is still to be submitted again."""
    drafts = Assessment.objects.filter(
        household=OuterRef("household"),
        round=OuterRef("village_review__round"),
        state=AssessmentState.DRAFT,
    )
    upheld = Complaint.objects.filter(
        Exists(drafts), village_review=OuterRef("pk"), outcome=ComplaintOutcome.UPHELD
    )
    return upheld.order_by("recheck_due_on")
