"""Step 4: the public posting of the results for the days required by the procedure."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from common.history import save_with_history
from common.workdays import add_working_days
from procedure import rules
from procedure.choices import TermKey, VillageStep
from procedure.models import Posting, VillageReview
from procedure.queries.procedures import terms_on
from procedure.services import steps
from procedure.services.steps import CannotProceed


@transaction.atomic
def post_results(
    *, review_id: int, version: int, places: str, posted_on: dt.date, by: User, on: dt.date
) -> Posting:
    """Begin the posting; its last day is counted in working days (QĐ 24/2021: 3).

    Not compared with the official text. Raises CannotProceed out of order, before the meeting, for
    an empty list, or while a posting is open.
    """
    review = steps.locked_review(review_id)
    at_work = review.postings.filter(closed_on=None).first()
    if at_work is not None and (at_work.places, at_work.posted_on) == (places, posted_on):
        return at_work
    steps.require_step(review, VillageStep.POSTING)
    steps.require_version(review, version)
    if at_work is not None:
        raise CannotProceed(f"Kết quả của {review} đang được niêm yết.")
    steps.require_households(review)
    posting = Posting(village_review=review, commune_id=review.commune_id, places=places)
    _date(review, posting, posted_on, on=on)
    save_with_history(posting, by=by)
    steps.save(review, by=by)
    return posting


@transaction.atomic
def close_posting(
    *, posting_id: int, version: int, closed_on: dt.date, by: User, on: dt.date
) -> Posting:
    """End a posting; the list then waits for the commune's report.

    `version` is that of the village's list. Raises CannotProceed, naming the last day, before the
    working days have passed, and while a complaint is unanswered.
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
    _require_long_enough(posting, closed_on)
    steps.require_day(closed_on, field="closed_on", on=on)
    _require_answered(review)
    _require_around_complaints(posting, closed_on)
    posting.closed_on = closed_on
    save_with_history(posting, by=by)
    review.posting_closed_on = closed_on
    steps.move(review, VillageStep.REPORTING, by=by)
    return posting


@transaction.atomic
def change_posting(
    *,
    posting_id: int,
    version: int,
    places: str,
    posted_on: dt.date,
    closed_on: dt.date | None,
    reason: str,
    by: User,
    on: dt.date,
) -> Posting:
    """Correct the record of the last posting until the commune reports; idempotent.

    `version` is that of the village's list. Without a last day a closed posting goes on. The
    history keeps what was recorded before, and the reason. Raises CannotProceed after the report,
    without a reason, for too few working days, or days that leave out a complaint received.
    """
    posting = Posting.objects.get(pk=posting_id)
    review = steps.locked_review(posting.village_review_id)
    posting.refresh_from_db()
    said = (places, posted_on, closed_on)
    if said == (posting.places, posting.posted_on, posting.closed_on):
        return posting
    _require_changeable(review, posting)
    steps.require_version(review, version)
    if not reason:
        raise CannotProceed("Hãy ghi lý do sửa lần niêm yết.", field="reason")
    if closed_on is not None and posting.closed_on is None:
        message = "Niêm yết chưa kết thúc; ngày kết thúc ghi ở bước niêm yết."
        raise CannotProceed(message, field="closed_on")
    was_closed = posting.closed_on is not None
    _date(review, posting, posted_on, on=on)
    posting.places, posting.closed_on = places, closed_on
    if closed_on is not None:
        _require_long_enough(posting, closed_on)
        steps.require_day(closed_on, field="closed_on", on=on)
    _require_around_complaints(posting, closed_on)
    save_with_history(posting, by=by, reason=reason[:100])
    review.posting_closed_on = closed_on
    if was_closed and closed_on is None:
        review.step = VillageStep.POSTING
    steps.save(review, by=by, reason=reason)
    return posting


def _date(review: VillageReview, posting: Posting, posted_on: dt.date, *, on: dt.date) -> None:
    """Set the first day of a posting and the last one required by the procedure."""
    held_on = review.meetings.order_by("-number").values_list("held_on", flat=True).first()
    steps.require_day(posted_on, field="posted_on", on=on, after=held_on, what="họp thôn")
    terms = terms_on(posted_on)
    days = terms.required(TermKey.POSTING_DAYS)
    posting.procedure, posting.posted_on = terms.procedure, posted_on
    posting.ends_on = add_working_days(posted_on, days, terms.holidays)


def _require_changeable(review: VillageReview, posting: Posting) -> None:
    if not rules.posting_may_change(
        review.step,
        is_closed=posting.closed_on is not None,
        is_last=not review.postings.filter(pk__gt=posting.pk).exists(),
    ):
        raise CannotProceed("Lần niêm yết này không sửa được nữa: xã đã báo cáo huyện.")


def _require_answered(review: VillageReview) -> None:
    if pending := review.complaints.pending().count():
        raise CannotProceed(
            f"Còn {pending} khiếu nại chưa trả lời; trả lời xong mới kết thúc niêm yết."
        )


def _require_around_complaints(posting: Posting, closed_on: dt.date | None) -> None:
    """Raise CannotProceed for days that leave out a complaint received during the posting."""
    days = list(posting.complaints.values_list("received_on", flat=True))
    if days and min(days) < posting.posted_on:
        message = f"Đã có khiếu nại nhận ngày {min(days):%d/%m/%Y}, trước ngày này."
        raise CannotProceed(message, field="posted_on")
    if days and closed_on is not None and max(days) > closed_on:
        message = f"Đã có khiếu nại nhận ngày {max(days):%d/%m/%Y}, sau ngày này."
        raise CannotProceed(message, field="closed_on")


def _require_long_enough(posting: Posting, closed_on: dt.date) -> None:
    if closed_on < posting.ends_on:
        raise CannotProceed(_too_short(posting, closed_on), field="closed_on")


def _too_short(posting: Posting, closed_on: dt.date) -> str:
    terms = terms_on(posting.posted_on)
    wanted = terms.working_days(posting.posted_on, posting.ends_on)
    done = terms.working_days(posting.posted_on, closed_on)
    return (
        f"Chưa niêm yết đủ {wanted} ngày làm việc (mới {done}): niêm yết từ"
        f" {posting.posted_on:%d/%m/%Y} thì ít nhất phải đến hết {posting.ends_on:%d/%m/%Y}."
    )
