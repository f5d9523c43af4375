"""Step 4: the public posting of the results for the days required by the procedure."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from common.history import save_with_history
from common.workdays import add_working_days
from procedure.choices import TermKey, VillageStep
from procedure.models import Posting
from procedure.queries.procedures import terms_on
from procedure.services import steps
from procedure.services.steps import CannotProceed


@transaction.atomic
def post_results(
    *, review_id: int, version: int, places: str, posted_on: dt.date, by: User, on: dt.date
) -> Posting:
    """Begin the posting; its last day is counted in working days (QĐ 24/2021: 3).

    Not compared with the official text. Raises CannotProceed out of order, before the meeting, or
    while a posting is open.
    """
    review = steps.locked_review(review_id)
    at_work = review.postings.filter(closed_on=None).first()
    if at_work is not None and (at_work.places, at_work.posted_on) == (places, posted_on):
        return at_work
    steps.require_step(review, VillageStep.POSTING)
    steps.require_version(review, version)
    if at_work is not None:
        raise CannotProceed(f"Kết quả của {review} đang được niêm yết.")
    held_on = review.meetings.order_by("-number").values_list("held_on", flat=True).first()
    steps.require_day(posted_on, field="posted_on", on=on, after=held_on, what="họp thôn")
    terms = terms_on(posted_on)
    days = terms.required(TermKey.POSTING_DAYS)
    posting = Posting(
        village_review=review,
        commune_id=review.commune_id,
        procedure=terms.procedure,
        places=places,
        posted_on=posted_on,
        ends_on=add_working_days(posted_on, days, terms.holidays),
    )
    save_with_history(posting, by=by)
    steps.save(review, by=by)
    return posting


@transaction.atomic
def close_posting(
    *, posting_id: int, version: int, closed_on: dt.date, by: User, on: dt.date
) -> Posting:
    """End a posting; the list then waits for the commune's report.

    `version` is that of the village's list. Raises CannotProceed, naming the last day, before the
    working days have passed.
    """
    posting = Posting.objects.get(pk=posting_id)
    review = steps.locked_review(posting.village_review_id)
    posting.refresh_from_db()
    if posting.closed_on == closed_on:
        return posting
    steps.require_step(review, VillageStep.POSTING)
    steps.require_version(review, version)
    if posting.closed_on is not None:
        raise CannotProceed("Lần niêm yết này đã kết thúc.")
    if closed_on < posting.ends_on:
        raise CannotProceed(_too_short(posting, closed_on), field="closed_on")
    steps.require_day(closed_on, field="closed_on", on=on)
    posting.closed_on = closed_on
    save_with_history(posting, by=by)
    review.posting_closed_on = closed_on
    steps.move(review, VillageStep.REPORTING, by=by)
    return posting


def _too_short(posting: Posting, closed_on: dt.date) -> str:
    terms = terms_on(posting.posted_on)
    wanted = terms.working_days(posting.posted_on, posting.ends_on)
    done = terms.working_days(posting.posted_on, closed_on)
    return (
        f"Chưa niêm yết đủ {wanted} ngày làm việc (mới {done}): niêm yết từ"
        f" {posting.posted_on:%d/%m/%Y} thì ít nhất phải đến hết {posting.ends_on:%d/%m/%Y}."
    )
