"""A review form's way: entered, submitted, approved; replaced, never edited, after that."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, delete_with_history, save_with_history
from households import rules
from households.choices import AssessmentState, HouseholdState
from households.models import Assessment, AssessmentResult, Household, Round
from households.queries_rounds import is_open_for
from households.queries_sheets import missing_in, sheets_of, sheets_of_form
from households.services.judging import (
    CannotApprove,
    CannotAssess,
    ResultFacts,
    apply_facts,
    judged_results,
)
from households.services.years import record_result, require_year_not_closed

_TAKEN_KEY = "Mã phiếu này đã dùng cho một phiếu khác."


@transaction.atomic
def start_assessment(
    *,
    household: Household,
    round_: Round,
    client_id: uuid.UUID,
    by: User,
    at: dt.datetime,
    correction_reason: str = "",
) -> Assessment:
    """Open an empty form for a household in a round; repeated with one `client_id`, the same form.

    When the round already has an approved form the new one is a correction and needs a reason.
    Raises CannotAssess for a closed round, a household that left, or another form at work.
    """
    household = Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    repeated = Assessment.objects.filter(client_id=client_id).first()
    if repeated is not None:
        if (repeated.household_id, repeated.round_id) != (household.pk, round_.pk):
            raise CannotAssess(_TAKEN_KEY)
        return repeated
    # Held until commit: nobody closes the round between this look and the new row.
    round_ = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    approved = _require_startable(household, round_, correction_reason, at=at)
    assessment = Assessment(
        client_id=client_id,
        household=household,
        commune_id=household.commune_id,
        round=round_,
        corrects=approved,
        correction_reason=correction_reason if approved else "",
        entered_by=by,
        entered_at=at,
    )
    try:
        with transaction.atomic():
            save_with_history(assessment, by=by)
    except IntegrityError as error:  # the key was used at this very moment for another household
        raise CannotAssess(_TAKEN_KEY) from error
    for sheet in sheets_of(round_, assessment.commune):
        answers = dict.fromkeys(sheet.keys)
        result = AssessmentResult(assessment=assessment, standard=sheet.standard, answers=answers)
        save_with_history(result, by=by)
    return assessment


@transaction.atomic
def save_assessment(
    *,
    assessment_id: int,
    version: int,
    surveyed_on: dt.date | None,
    note: str,
    results: Sequence[ResultFacts],
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> Assessment:
    """Save a draft and classify it under each standard whose facts are complete.

    Saving the same content again changes nothing. Raises Conflict when somebody else saved
    after this person opened the form, CannotAssess when it is no draft, the round is closed,
    the survey date lies outside the round or after `on`, or an answer is to no known question.
    """
    assessment = _locked(assessment_id)
    _require_draft(assessment)
    _require_open(assessment.round, assessment.commune_id, at)
    _check_surveyed_on(assessment.round, surveyed_on, on)
    changed = apply_facts(sheets_of_form(assessment), results)
    is_new = bool(changed) or (surveyed_on, note) != (assessment.surveyed_on, assessment.note)
    if not is_new:
        return assessment
    _require_version(assessment, version)
    for result in changed:
        save_with_history(result, by=by)
    assessment.surveyed_on, assessment.note = surveyed_on, note
    assessment.entered_by, assessment.entered_at = by, at
    return _save(assessment, by=by)


@transaction.atomic
def submit_assessment(*, assessment_id: int, version: int, by: User, at: dt.datetime) -> Assessment:
    """Hand a complete draft to the chair. Raises CannotAssess naming what is missing."""
    assessment = _locked(assessment_id)
    if assessment.is_submitted and assessment.submitted_by_id == by.pk:
        return assessment
    _require_draft(assessment)
    _require_open(assessment.round, assessment.commune_id, at)
    _require_version(assessment, version)
    _require_complete(assessment)
    assessment.state = AssessmentState.SUBMITTED
    assessment.submitted_by, assessment.submitted_at = by, at
    assessment.return_reason = ""
    return _save(assessment, by=by)


@transaction.atomic
def approve_assessment(
    *,
    assessment_id: int,
    version: int,
    by: User,
    at: dt.datetime,
    on: dt.date,
    cleared_on: dt.date | None = None,
) -> Assessment:
    """Approve a submitted form: its class counts from now on, and the year's list follows.

    The one who approves is not the one who entered (recognition is signed by the commune's
    chair, QĐ 24/2021/QĐ-TTg). A form it corrects is superseded. In a round that follows the
    procedure a form is approved only by the decision that ends it, which says with `cleared_on`
    on which day all steps were done. Raises CannotApprove.
    """
    assessment = _locked(assessment_id)
    if assessment.is_approved and assessment.approved_by_id == by.pk:
        return assessment
    if not rules.may_become(assessment.state, AssessmentState.APPROVED):
        raise CannotApprove("Phiếu này không ở trạng thái chờ duyệt.")
    _require_version(assessment, version)
    if by.pk in {assessment.entered_by_id, assessment.submitted_by_id}:
        raise CannotApprove("Người duyệt không được là người nhập phiếu.")
    _require_open(assessment.round, assessment.commune_id, at)
    _require_cleared(assessment.round, cleared_on)
    require_year_not_closed(assessment.round.year, commune_id=assessment.commune_id, at=at)
    household = _resident(assessment.household_id)
    _supersede_former(assessment, by=by)
    assessment.state = AssessmentState.APPROVED
    assessment.approved_by, assessment.approved_at = by, at
    assessment.cleared_on = cleared_on
    _save(assessment, by=by)
    year = assessment.round.year
    for result in judged_results(assessment, by=by):
        record_result(result=result, household=household, year=year, by=by, on=on)
    return assessment


def approve_assessments(
    *, versions: Mapping[int, int], by: User, at: dt.datetime, on: dt.date
) -> dict[int, str]:
    """Approve several forms, each by itself; returns why the others were refused, by form key.

    `versions` gives each form as the person saw it.
    """
    refused = {}
    for key, version in versions.items():
        try:
            approve_assessment(assessment_id=key, version=version, by=by, at=at, on=on)
        except Refused as error:
            refused[key] = error.message
    return refused


@transaction.atomic
def return_assessment(
    *, assessment_id: int, version: int, reason: str, by: User, at: dt.datetime
) -> Assessment:
    """Give a submitted form back to the officer with a reason. Raises CannotApprove."""
    assessment = _locked(assessment_id)
    if not reason:
        raise CannotApprove("Hãy ghi lý do trả lại.", field="reason")
    if assessment.is_draft and assessment.return_reason == reason:
        return assessment
    if not assessment.is_submitted:
        raise CannotApprove("Phiếu này không ở trạng thái chờ duyệt.")
    _require_open(assessment.round, assessment.commune_id, at)
    _require_version(assessment, version)
    assessment.state = AssessmentState.DRAFT
    assessment.submitted_by = assessment.submitted_at = None
    assessment.return_reason = reason
    return _save(assessment, by=by)


@transaction.atomic
def discard_assessment(*, assessment_id: int, version: int, by: User, at: dt.datetime) -> None:
    """Drop a draft; its history stays. Raises CannotAssess when it is no draft."""
    assessment = _locked(assessment_id)
    _require_draft(assessment)
    _require_open(assessment.round, assessment.commune_id, at)
    _require_version(assessment, version)
    for result in assessment.results.all():
        delete_with_history(result, by=by)
    delete_with_history(assessment, by=by)


def _require_startable(
    household: Household, round_: Round, correction_reason: str, *, at: dt.datetime
) -> Assessment | None:
    """Return the approved form that a new one would correct, None when there is none."""
    _require_open(round_, household.commune_id, at)
    if household.state != HouseholdState.ACTIVE:
        raise CannotAssess("Hộ này không còn cư trú trên địa bàn.")
    existing = Assessment.objects.filter(household=household, round=round_)
    if existing.at_work().exists():
        raise CannotAssess("Hộ này đang có một phiếu chưa duyệt trong đợt.")
    approved = existing.filter(state=AssessmentState.APPROVED).first()
    if approved is not None and not correction_reason:
        message = "Hộ đã có phiếu được duyệt; hãy ghi lý do đính chính."
        raise CannotAssess(message, field="correction_reason")
    return approved


def _locked(assessment_id: int) -> Assessment:
    # Without joins: round and commune are read after the lock was granted, not before the wait.
    return Assessment.objects.select_for_update().get(pk=assessment_id)


def _resident(household_id: int) -> Household:
    """Lock the household, so that it cannot leave meanwhile, and see that it still lives here."""
    household = (
        Household.objects.select_for_update(of=("self",), no_key=True)
        .select_related("ethnicity")
        .get(pk=household_id)
    )
    if household.state != HouseholdState.ACTIVE:
        raise CannotApprove("Hộ này không còn cư trú trên địa bàn.")
    return household


def _supersede_former(assessment: Assessment, *, by: User) -> None:
    former = (
        Assessment.objects.select_for_update()
        .filter(
            household=assessment.household_id,
            round=assessment.round_id,
            state=AssessmentState.APPROVED,
        )
        .first()
    )
    if former is None:
        return
    if assessment.corrects_id != former.pk:
        raise CannotApprove("Hộ này đã có phiếu được duyệt trong đợt.")
    former.state = AssessmentState.SUPERSEDED
    _save(former, by=by)


def _save(assessment: Assessment, *, by: User) -> Assessment:
    assessment.version += 1
    save_with_history(assessment, by=by)
    return assessment


def _require_version(assessment: Assessment, version: int) -> None:
    if assessment.version != version:
        raise conflict_over(assessment)


def _require_complete(assessment: Assessment) -> None:
    missing = missing_in(assessment, sheets_of_form(assessment))
    if missing:
        raise CannotAssess("Phiếu chưa đủ: " + "; ".join(missing) + ".")


def _require_draft(assessment: Assessment) -> None:
    if not assessment.is_draft:
        raise CannotAssess("Phiếu đã nộp hoặc đã duyệt thì không sửa được.")


def _require_open(round_: Round, commune_id: int, at: dt.datetime) -> None:
    if not is_open_for(round_, commune_id, at):
        raise CannotAssess(f"{round_} đã khóa.")


def _require_cleared(round_: Round, cleared_on: dt.date | None) -> None:
    if round_.follows_procedure and cleared_on is None:
        raise CannotApprove(
            f"{round_} phải qua đủ các bước: phiếu được công nhận bằng quyết định của chủ tịch xã,"
            " sau họp thôn, niêm yết và ý kiến của huyện."
        )


def _check_surveyed_on(round_: Round, surveyed_on: dt.date | None, on: dt.date) -> None:
    if surveyed_on is None:
        return
    if surveyed_on > on:
        raise CannotAssess("Ngày khảo sát không được sau hôm nay.", field="surveyed_on")
    if surveyed_on < round_.starts_on:
        raise CannotAssess(
            f"Ngày khảo sát phải từ {round_.starts_on:%d/%m/%Y} (ngày bắt đầu đợt).",
            field="surveyed_on",
        )
