"""Shared by all steps: locking, the order of the steps, dates, returned forms."""

import datetime as dt

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, save_with_history, update_many
from households.choices import AssessmentState
from households.models import Assessment, Round
from households.querysets import AssessmentQuerySet
from households.services.approval import return_assessment
from procedure import rules
from procedure.choices import VillageStep
from procedure.models import VillageReview


class CannotProceed(Refused):
    """The step is not possible; the text names what is missing."""


def locked_review(review_id: int) -> VillageReview:
    """Lock a village's list; its round stays open until the transaction ends."""
    review = VillageReview.objects.select_for_update().get(pk=review_id)
    require_round_at_work(review.round_id, review.commune_id)
    return review


def require_round_at_work(round_id: int, commune_id: int) -> Round:
    """Return the round, locked while open. Raises CannotProceed when it is closed for the commune.

    The database itself checks whether a reopening of the commune has expired.
    """
    round_ = Round.objects.select_for_update(no_key=True).get(pk=round_id)
    reopened = round_.reopenings.filter(commune=commune_id, relocked_at=None)
    if not round_.is_open and not reopened.exists():
        raise CannotProceed(f"{round_} đã khóa.")
    return round_


def require_step(review: VillageReview, *wanted: VillageStep) -> None:
    """Raise CannotProceed, naming what is missing, unless the list is at one of the steps."""
    if review.step not in wanted:
        raise CannotProceed(f"{review}: {rules.why_not(review.step, wanted[0])}")


def require_version(review: VillageReview, version: int) -> None:
    """Raise Conflict when the list changed after the user opened it."""
    if review.version != version:
        raise conflict_over(review)


def require_households(review: VillageReview) -> None:
    """Raise CannotProceed for a list without a household; emptied, it is ended instead."""
    if not review.listed_households.open().exists():
        raise CannotProceed(f"Danh sách của {review} không có hộ nào.")


def require_day(
    day: dt.date, *, field: str, on: dt.date, after: dt.date | None = None, what: str = ""
) -> None:
    """Raise CannotProceed for a day in the future, or before the day it must follow."""
    if day > on:
        raise CannotProceed("Ngày này không được sau hôm nay.", field=field)
    if after is not None and day < after:
        raise CannotProceed(f"Ngày này không được trước {after:%d/%m/%Y} ({what}).", field=field)


def move(review: VillageReview, step: VillageStep, *, by: User, reason: str = "") -> VillageReview:
    """Move a list forward (or back) to a step."""
    if not rules.may_become(review.step, step):
        raise CannotProceed(f"{review}: {rules.why_not(review.step, step)}")
    review.step = step
    return save(review, by=by, reason=reason)


def save(review: VillageReview, *, by: User, reason: str = "") -> VillageReview:
    review.version += 1
    save_with_history(review, by=by, reason=reason[:100])
    return review


def back_to_survey(review: VillageReview, reason: str, *, by: User, at: dt.datetime) -> None:
    """Send a list back to the survey and return its submitted forms with the reason.

    The village has to vote again: what it voted on is no longer kept beside the households.
    """
    for form in forms_of(review).filter(state=AssessmentState.SUBMITTED):
        give_back(form, reason, by=by, at=at)
    voted = list(review.listed_households.open().exclude(assessed_version=None))
    for row in voted:
        row.assessment = row.assessed_version = None
    update_many(voted, ["assessment", "assessed_version"], by=by)
    review.survey_finished_on = review.posting_closed_on = None
    move(review, VillageStep.SURVEY, by=by, reason=reason)


def give_back(form: Assessment, reason: str, *, by: User, at: dt.datetime) -> None:
    """Return one submitted form to the officer."""
    return_assessment(
        assessment_id=form.pk, version=form.version, reason=reason[:300], by=by, at=at
    )


def forms_of(review: VillageReview) -> AssessmentQuerySet:
    """Return the unfinished and submitted forms of the households still open on a list."""
    open_ones = review.listed_households.open().values("household")
    forms = Assessment.objects.at_work().filter(round=review.round_id, household__in=open_ones)
    return forms.select_related("household").order_by("pk")
