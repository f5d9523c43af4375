"""Step 6: the chair's decision recognises whole lists and issues certificates."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, create_many, save_with_history, update_many
from households.choices import PovertyStatus
from households.models import Assessment, AssessmentResult
from households.services.approval import approve_assessment
from procedure.choices import ComplaintOutcome, ListOutcome, VillageStep
from procedure.models import (
    Certificate,
    CommuneSubmission,
    ListedHousehold,
    RecognitionDecision,
    SubmittedReview,
    VillageReview,
)
from procedure.services import steps
from procedure.services.steps import CannotProceed

_CERTIFIED = [PovertyStatus.POOR, PovertyStatus.NEAR_POOR]


class CannotRecognise(CannotProceed):
    """Some forms cannot be recognised, so none was; `hindrances` names them with the reasons."""

    def __init__(self, hindrances: list[str]) -> None:
        super().__init__("Chưa công nhận được: " + " ".join(hindrances))
        self.hindrances = hindrances


@transaction.atomic
def decide(
    *,
    submission_id: int,
    version: int,
    number: str,
    decided_on: dt.date,
    signer_name: str,
    by: User,
    at: dt.datetime,
    on: dt.date,
    households: int | None = None,
) -> RecognitionDecision:
    """Sign the decision on a report: either all its forms are approved or none.

    `households` is the number of households that the signer confirmed, not checked when None.

    The district has agreed, or its time limit has passed without an answer (our reading of the
    law). Every form must be the one the village voted on, or one re-checked after a complaint.
    Certificates are numbered consecutively within the commune's year. Raises CannotProceed,
    CannotRecognise.
    """
    submission = CommuneSubmission.objects.select_for_update().get(pk=submission_id)
    steps.require_round_at_work(submission.round_id, submission.commune_id)
    known = RecognitionDecision.objects.filter(submission=submission).first()
    if known is not None and (known.number, known.decided_on) == (number, decided_on):
        return known
    if known is not None:
        raise CannotProceed("Báo cáo này đã có quyết định.")
    if submission.version != version:
        raise conflict_over(submission)
    opinion = getattr(submission, "opinion", None)
    reviews = _reviews(submission)
    if opinion is None:
        _require_silence(submission, decided_on)
    after = opinion.answered_on if opinion else submission.sent_on
    steps.require_day(decided_on, field="decided_on", on=on, after=after, what="ý kiến của huyện")
    _require_free_number(submission, number, decided_on.year)
    _require_confirmed(reviews, households)
    decision = RecognitionDecision(
        submission=submission,
        round_id=submission.round_id,
        commune_id=submission.commune_id,
        number=number,
        year=decided_on.year,
        decided_on=decided_on,
        signer_name=signer_name,
        without_opinion=opinion is None,
    )
    save_with_history(decision, by=by)
    _recognise(decision, reviews, by=by, at=at)
    _certify(decision, reviews, by=by)
    submission.version += 1
    save_with_history(submission, by=by)
    return decision


def _reviews(submission: CommuneSubmission) -> list[VillageReview]:
    kept = submission.submitted_reviews.filter(sent_back=False).order_by("village_review")
    reviews = [steps.locked_review(row.village_review_id) for row in kept]
    if not reviews:
        raise CannotProceed("Các thôn trong báo cáo này đều phải rà soát lại.")
    return reviews


def _require_silence(submission: CommuneSubmission, decided_on: dt.date) -> None:
    due_on = submission.opinion_due_on
    if due_on is None:
        raise CannotProceed("Chưa có ý kiến của huyện.")
    if decided_on <= due_on:
        raise CannotProceed(
            f"Chưa có ý kiến của huyện; hạn trả lời đến hết {due_on:%d/%m/%Y}.", field="decided_on"
        )


def _require_free_number(submission: CommuneSubmission, number: str, year: int) -> None:
    taken = RecognitionDecision.objects.filter(
        commune=submission.commune_id, year=year, number=number
    )
    if taken.exists():
        raise CannotProceed("Xã đã có quyết định mang số này trong năm.", field="number")


def _require_confirmed(reviews: list[VillageReview], households: int | None) -> None:
    listed = ListedHousehold.objects.open().filter(village_review__in=reviews).count()
    if households is not None and households != listed:
        raise CannotProceed(
            f"Danh sách đã thay đổi: nay có {listed} hộ, không phải {households} hộ. Hãy xem lại rồi"
            " ký."
        )


@transaction.atomic
def send_back(
    *,
    submission_id: int,
    version: int,
    village_reviews: Collection[int],
    reason: str,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> CommuneSubmission:
    """Send villages of a report back to the survey instead of signing, with a reason; idempotent.

    The chair answers for the decision; until it is signed the village can be reviewed again, meets
    and posts again (our reading of QĐ 24/2021). Raises CannotProceed while the district's time
    limit runs, after the decision, without a reason, for villages not in the report.
    """
    submission = CommuneSubmission.objects.select_for_update().get(pk=submission_id)
    steps.require_round_at_work(submission.round_id, submission.commune_id)
    if hasattr(submission, "decision"):
        raise CannotProceed("Báo cáo này đã có quyết định; chỉ sửa được bằng phiếu đính chính.")
    rows = list(submission.submitted_reviews.filter(village_review__in=village_reviews))
    if rows and all(row.chair_reason == reason != "" for row in rows):
        return submission
    if submission.version != version:
        raise conflict_over(submission)
    if not getattr(submission, "opinion", None):
        _require_silence(submission, on)
    _require_sendable(rows, village_reviews, reason)
    for row in rows:
        row.sent_back, row.chair_reason = True, reason
        save_with_history(row, by=by)
        review = steps.locked_review(row.village_review_id)
        steps.back_to_survey(review, f"Chủ tịch xã yêu cầu rà soát lại: {reason}", by=by, at=at)
    submission.version += 1
    save_with_history(submission, by=by)
    return submission


def _require_sendable(
    rows: Collection[SubmittedReview], wanted: Collection[int], reason: str
) -> None:
    if not reason:
        raise CannotProceed("Hãy ghi lý do rà soát lại.", field="reason")
    if not rows or len(rows) != len(set(wanted)):
        raise CannotProceed("Hãy chọn thôn trong báo cáo này.", field="village_reviews")
    if any(row.sent_back for row in rows):
        message = "Có thôn đã trở về rà soát lại; hãy bỏ chọn."
        raise CannotProceed(message, field="village_reviews")


def _recognise(
    decision: RecognitionDecision, reviews: list[VillageReview], *, by: User, at: dt.datetime
) -> None:
    hindrances: list[str] = []
    for review in reviews:
        listed = list(review.listed_households.open().select_related("household"))
        forms = {form.household_id: form for form in steps.forms_of(review)}
        rechecked = set(
            review.complaints.filter(outcome=ComplaintOutcome.UPHELD).values_list(
                "household", flat=True
            )
        )
        for row in listed:
            form = forms.get(row.household_id)
            said = _objection(row, form, row.household_id in rechecked)
            said = said or _approve(form, decision, by=by, at=at)
            if said:
                hindrances.append(f"{row.household.head_name} ({review}): {said}")
            row.assessment, row.outcome = form, ListOutcome.RECOGNISED
        update_many(listed, ["assessment", "outcome"], by=by)
        review.recognised_on = decision.decided_on
        steps.move(review, VillageStep.RECOGNISED, by=by)
    if hindrances:
        raise CannotRecognise(hindrances)


def _objection(row: ListedHousehold, form: Assessment | None, was_rechecked: bool) -> str:  # noqa: FBT001  (a fact of the row, not a switch)
    """Return why the form of a household is not the one the village voted on."""
    if form is None or not form.is_submitted:
        return "chưa có phiếu nộp."
    if form.version != row.assessed_version and not was_rechecked:
        return "phiếu đã nhập lại sau cuộc họp thôn mà không do phúc tra."
    return ""


def _approve(
    form: Assessment | None, decision: RecognitionDecision, *, by: User, at: dt.datetime
) -> str:
    """Approve a form as of the day of the decision; return why it could not be approved."""
    if form is None:
        return ""
    day = decision.decided_on
    try:
        approve_assessment(
            assessment_id=form.pk, version=form.version, by=by, at=at, on=day, cleared_on=day
        )
    except Refused as error:
        return error.message
    return ""


def _certify(decision: RecognitionDecision, reviews: list[VillageReview], *, by: User) -> None:
    """Issue a numbered certificate to each poor and near-poor household, by standard."""
    listed = ListedHousehold.objects.filter(
        village_review__in=reviews, outcome=ListOutcome.RECOGNISED
    )
    results = (
        AssessmentResult.objects.filter(
            assessment__in=listed.values("assessment"), status__in=_CERTIFIED
        )
        .select_related("assessment__household")
        .order_by(
            "assessment__household__village__sort_key",
            "assessment__household__sort_key",
            "assessment__household",
            "standard",
        )
    )
    earlier = Certificate.objects.filter(commune=decision.commune_id, year=decision.year)
    first = (earlier.aggregate(last=Max("number"))["last"] or 0) + 1
    rows = [
        Certificate(
            decision=decision,
            commune_id=decision.commune_id,
            household=result.assessment.household,
            standard_id=result.standard_id,
            status=result.status,
            year=decision.year,
            number=number,
        )
        for number, result in enumerate(results, start=first)
    ]
    create_many(rows, by=by)
