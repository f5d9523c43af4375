"""Step 4: complaints about posted results, and the re-checks they can lead to."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from common.history import conflict_over, save_with_history
from households.models import Household
from procedure import rules
from procedure.choices import ComplaintOutcome, TermKey, VillageStep
from procedure.models import Complaint, Posting, VillageReview
from procedure.queries.procedures import terms_on
from procedure.services import steps
from procedure.services.steps import CannotProceed

_OPEN_STEPS = (VillageStep.POSTING, VillageStep.REPORTING)


@transaction.atomic
def receive_complaint(
    *,
    review_id: int,
    household: Household,
    complainant: str,
    content: str,
    received_on: dt.date,
    by: User,
    on: dt.date,
) -> Complaint:
    """Record a complaint made during the posting; idempotent.

    Raises CannotProceed before the posting, after the report, for a day outside the posting, or a
    household that is not on the list.
    """
    review = steps.locked_review(review_id)
    said = {"household": household, "complainant": complainant, "content": content}
    known = review.complaints.filter(received_on=received_on, **said).first()
    if known is not None:
        return known
    steps.require_step(review, *_OPEN_STEPS)
    posting = _posting(review)
    steps.require_day(
        received_on, field="received_on", on=on, after=posting.posted_on, what="niêm yết"
    )
    if posting.closed_on is not None and received_on > posting.closed_on:
        raise CannotProceed(
            f"Niêm yết đã kết thúc ngày {posting.closed_on:%d/%m/%Y}.", field="received_on"
        )
    if not review.listed_households.on_the_list().filter(household=household).exists():
        raise CannotProceed(
            "Hộ này không có tên trong danh sách niêm yết; hộ đề nghị được rà soát thì ghi vào"
            " danh sách lần sau.",
            field="household",
        )
    complaint = Complaint(
        village_review=review,
        posting=posting,
        commune_id=review.commune_id,
        received_on=received_on,
        due_on=terms_on(received_on).due(received_on, TermKey.COMPLAINT_DAYS),
        **said,
    )
    save_with_history(complaint, by=by)
    return complaint


@transaction.atomic
def answer_complaint(
    *,
    complaint_id: int,
    version: int,
    outcome: str,
    answer: str,
    answered_on: dt.date,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> Complaint:
    """Answer a complaint; an upheld one returns the household's form for a re-check.

    Raises CannotProceed when it is already answered or the commune has reported.
    """
    complaint = Complaint.objects.get(pk=complaint_id)
    review = steps.locked_review(complaint.village_review_id)
    complaint.refresh_from_db()
    said = (outcome, answer, answered_on)
    if said == (complaint.outcome, complaint.answer, complaint.answered_on):
        return complaint
    if complaint.outcome != ComplaintOutcome.PENDING:
        raise CannotProceed("Khiếu nại này đã được trả lời.")
    if complaint.version != version:
        raise conflict_over(complaint)
    if not rules.is_before_report(review.step):
        raise CannotProceed(f"{review}: {rules.why_not(review.step, VillageStep.REPORTING)}")
    steps.require_day(
        answered_on, field="answered_on", on=on, after=complaint.received_on, what="nhận khiếu nại"
    )
    if outcome == ComplaintOutcome.PENDING or not answer:
        raise CannotProceed("Hãy chọn kết quả và ghi nội dung trả lời.", field="answer")
    complaint.outcome, complaint.answer, complaint.answered_on = said
    if outcome == ComplaintOutcome.UPHELD:
        complaint.recheck_due_on = terms_on(answered_on).due(answered_on, TermKey.RECHECK_DAYS)
        _check_again(review, complaint, by=by, at=at)
    complaint.version += 1
    save_with_history(complaint, by=by)
    return complaint


def _check_again(review: VillageReview, complaint: Complaint, *, by: User, at: dt.datetime) -> None:
    form = steps.forms_of(review).filter(household=complaint.household_id).first()
    if form is not None and form.is_submitted:
        reason = (
            f"Phúc tra theo khiếu nại ngày {complaint.received_on:%d/%m/%Y}: {complaint.answer}"
        )
        steps.give_back(form, reason, by=by, at=at)


def _posting(review: VillageReview) -> Posting:
    posting = review.postings.order_by("-pk").first()
    if posting is None:
        raise CannotProceed(f"Kết quả của {review} chưa được niêm yết.")
    return posting
