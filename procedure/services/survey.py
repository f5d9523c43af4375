"""Step 2: from the settled list to a form for every household."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from procedure.choices import VillageStep
from procedure.models import VillageReview
from procedure.queries.lists import without_submitted_form
from procedure.services import steps
from procedure.services.steps import CannotProceed
from procedure.words.steps import names_of


@transaction.atomic
def start_survey(
    *, review_id: int, version: int, started_on: dt.date, by: User, on: dt.date
) -> VillageReview:
    """Settle the list and begin the survey. Raises CannotProceed for an empty list."""
    review = steps.locked_review(review_id)
    if review.step == VillageStep.SURVEY and review.survey_started_on == started_on:
        return review
    steps.require_step(review, VillageStep.LISTING)
    steps.require_version(review, version)
    steps.require_households(review)
    begins = review.round.starts_on
    steps.require_day(started_on, field="started_on", on=on, after=begins, what="bắt đầu đợt")
    review.survey_started_on = started_on
    return steps.move(review, VillageStep.SURVEY, by=by)


@transaction.atomic
def finish_survey(
    *, review_id: int, version: int, finished_on: dt.date, by: User, on: dt.date
) -> VillageReview:
    """End the survey.

    Raises CannotProceed, naming the households, while one has no submitted form.
    """
    review = steps.locked_review(review_id)
    if review.step == VillageStep.MEETING and review.survey_finished_on == finished_on:
        return review
    steps.require_step(review, VillageStep.SURVEY)
    steps.require_version(review, version)
    started = review.survey_started_on
    steps.require_day(
        finished_on, field="finished_on", on=on, after=started, what="bắt đầu khảo sát"
    )
    steps.require_households(review)
    require_all_submitted(review)
    review.survey_finished_on = finished_on
    return steps.move(review, VillageStep.MEETING, by=by)


def require_all_submitted(review: VillageReview) -> None:
    """Raise CannotProceed, naming them, while households of a list have no submitted form."""
    lacking = [row.household.head_name for row in without_submitted_form(review)]
    if lacking:
        raise CannotProceed(
            f"{review}: còn {len(lacking)} hộ chưa có phiếu nộp ({names_of(lacking)})."
        )
