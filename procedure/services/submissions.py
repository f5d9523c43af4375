"""Step 5: the commune's report to the district, and the district's opinion."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from areas.models import Commune
from common.history import conflict_over, save_with_history
from households.models import Round
from procedure.choices import TermKey, VillageStep
from procedure.models import CommuneSubmission, DistrictOpinion, SubmittedReview, VillageReview
from procedure.queries.lists import hindrances_of
from procedure.queries.procedures import terms_on
from procedure.services import steps
from procedure.services.steps import CannotProceed
from procedure.words.steps import hindrance_sentences


@transaction.atomic
def report_to_district(
    *,
    round_: Round,
    commune: Commune,
    versions: Mapping[int, int],
    sent_on: dt.date,
    note: str,
    by: User,
    on: dt.date,
) -> CommuneSubmission:
    """Report villages whose posting has ended and whose complaints are all settled.

    `versions` are the versions of the lists that the user saw; repeating the report on the same day
    with the same villages returns the same report. The district answers within the procedure's days
    (QĐ 24/2021: 5 working days, not compared with the official text). Raises CannotProceed with all
    obstacles.
    """
    if not versions:
        raise CannotProceed("Hãy chọn ít nhất một thôn để báo cáo.")
    repeated = _repeated(round_, commune, versions, sent_on)
    if repeated is not None:
        return repeated
    listed = VillageReview.objects.filter(round=round_, commune=commune, pk__in=versions)
    if listed.count() != len(versions):
        raise CannotProceed("Các thôn phải thuộc cùng một xã và một đợt.", field="villages")
    reviews = [steps.locked_review(key) for key in sorted(versions)]
    _require_ready(reviews)
    for review in reviews:
        steps.require_version(review, versions[review.pk])
    closed_on = max(each.posting_closed_on for each in reviews if each.posting_closed_on)
    steps.require_day(sent_on, field="sent_on", on=on, after=closed_on, what="niêm yết xong")
    submission = _submission(round_, commune, sent_on, note)
    save_with_history(submission, by=by)
    for review in reviews:
        row = SubmittedReview(submission=submission, village_review=review)
        save_with_history(row, by=by)
        steps.move(review, VillageStep.OPINION, by=by)
    return submission


def _submission(round_: Round, commune: Commune, sent_on: dt.date, note: str) -> CommuneSubmission:
    terms = terms_on(sent_on)
    earlier = CommuneSubmission.objects.filter(round=round_, commune=commune)
    return CommuneSubmission(
        round=round_,
        commune=commune,
        procedure=terms.procedure,
        number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1,
        sent_on=sent_on,
        note=note,
        opinion_due_on=terms.due(sent_on, TermKey.OPINION_DAYS),
    )


def _repeated(
    round_: Round, commune: Commune, versions: Mapping[int, int], sent_on: dt.date
) -> CommuneSubmission | None:
    last = (
        CommuneSubmission.objects.filter(round=round_, commune=commune, opinion=None)
        .order_by("-number")
        .first()
    )
    if last is None or last.sent_on != sent_on:
        return None
    kept = last.submitted_reviews.filter(sent_back=False)
    covered = set(kept.values_list("village_review", flat=True))
    return last if covered == set(versions) else None


def _require_ready(reviews: Collection[VillageReview]) -> None:
    for review in reviews:
        steps.require_step(review, VillageStep.REPORTING)
    hindrances = [
        sentence
        for review in reviews
        for sentence in hindrance_sentences(review, hindrances_of(review))
    ]
    if hindrances:
        raise CannotProceed(" ".join(hindrances))


@transaction.atomic
def give_opinion(
    *,
    submission_id: int,
    version: int,
    answered_on: dt.date,
    review_again: Collection[int],
    text: str,
    document_number: str,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> DistrictOpinion:
    """Record the district's opinion: agreement, or which villages to review again and why.

    `review_again` are keys of lists in the report; the others go on to the chair's decision. Lists
    that the chair has sent back are no longer in it. Raises CannotProceed when the report is already
    answered or decided, or when none of its lists is left.
    """
    submission = CommuneSubmission.objects.select_for_update().get(pk=submission_id)
    steps.require_round_at_work(submission.round_id, submission.commune_id)
    known = DistrictOpinion.objects.filter(submission=submission).first()
    if known is not None and (known.answered_on, known.text) == (answered_on, text):
        return known
    _require_unanswered(submission, known)
    if submission.version != version:
        raise conflict_over(submission)
    kept = submission.submitted_reviews.filter(sent_back=False)
    covered = list(kept.order_by("village_review"))
    if not covered:
        raise CannotProceed("Chủ tịch xã đã cho các thôn trong báo cáo này rà soát lại.")
    if not set(review_again) <= {row.village_review_id for row in covered}:
        raise CannotProceed("Thôn đề nghị rà soát lại không có trong báo cáo.")
    if review_again and not text:
        raise CannotProceed("Đề nghị rà soát lại phải nêu rõ lý do.", field="text")
    sent_on = submission.sent_on
    steps.require_day(answered_on, field="answered_on", on=on, after=sent_on, what="xã báo cáo")
    opinion = DistrictOpinion(
        submission=submission,
        commune_id=submission.commune_id,
        document_number=document_number,
        answered_on=answered_on,
        agrees=not review_again,
        text=text,
    )
    save_with_history(opinion, by=by)
    for row in covered:
        review = steps.locked_review(row.village_review_id)
        if review.pk in review_again:
            row.sent_back = True
            save_with_history(row, by=by)
            steps.back_to_survey(review, f"Huyện đề nghị rà soát lại: {text}", by=by, at=at)
        else:
            steps.move(review, VillageStep.DECISION, by=by)
    submission.version += 1
    save_with_history(submission, by=by)
    return opinion


def _require_unanswered(submission: CommuneSubmission, known: DistrictOpinion | None) -> None:
    if known is not None:
        raise CannotProceed("Huyện đã cho ý kiến về báo cáo này.")
    if hasattr(submission, "decision"):
        raise CannotProceed("Đã quá hạn và chủ tịch xã đã quyết định.")
