"""Decisions on submitted review forms: approve (one or many) or return.

An approved form is never edited; a correction replaces it.
"""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from households import rules
from households.choices import AssessmentState, HouseholdState
from households.models import Assessment, Household, Round
from households.services.answers import CannotApprove, judged_results, require_final_points
from households.services.entry import locked, require_open, require_version, saved
from households.services.years import record_result, require_year_not_closed


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
    """Approve a submitted form: its class counts from now on, and the year's list is updated.

    The approver must not be the user who entered the form (recognition is signed by the commune's
    chair, QĐ 24/2021/QĐ-TTg). A form it corrects is superseded. In a round that follows the
    procedure a form is approved only by the decision that ends it; `cleared_on` is the day on which
    all steps were done. Raises CannotApprove.
    """
    assessment = locked(assessment_id)
    if assessment.is_approved and assessment.approved_by_id == by.pk:
        return assessment
    if not rules.may_become(assessment.state, AssessmentState.APPROVED):
        raise CannotApprove("Phiếu này không ở trạng thái chờ duyệt.")
    require_version(assessment, version)
    if by.pk in {assessment.entered_by_id, assessment.submitted_by_id}:
        raise CannotApprove("Người duyệt không được là người nhập phiếu.")
    require_open(assessment.round, assessment.commune_id, at)
    _require_cleared(assessment.round, cleared_on)
    require_final_points(assessment)
    require_year_not_closed(assessment.round.year, commune_id=assessment.commune_id, at=at)
    household = _resident(assessment.household_id)
    _supersede_former(assessment, by=by)
    assessment.state = AssessmentState.APPROVED
    assessment.approved_by, assessment.approved_at = by, at
    assessment.cleared_on = cleared_on
    saved(assessment, by=by)
    year = assessment.round.year
    for result in judged_results(assessment, by=by):
        record_result(household=household, standard_id=result.standard_id, year=year, by=by, on=on)
    return assessment


def approve_assessments(
    *, versions: Mapping[int, int], by: User, at: dt.datetime, on: dt.date
) -> dict[int, str]:
    """Approve several forms independently; return the reasons of refusals by form key.

    `versions` gives the version of each form that the user saw.
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
    """Return a submitted form to the officer with a reason. Raises CannotApprove."""
    assessment = locked(assessment_id)
    if not reason:
        raise CannotApprove("Hãy ghi lý do trả lại.", field="reason")
    if assessment.is_draft and assessment.return_reason == reason:
        return assessment
    if not assessment.is_submitted:
        raise CannotApprove("Phiếu này không ở trạng thái chờ duyệt.")
    require_open(assessment.round, assessment.commune_id, at)
    require_version(assessment, version)
    assessment.state = AssessmentState.DRAFT
    assessment.submitted_by = assessment.submitted_at = None
    assessment.return_reason = reason
    return saved(assessment, by=by)


def _resident(household_id: int) -> Household:
    """Lock the household, so that it cannot leave meanwhile; raise CannotApprove when it has left."""
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
    saved(former, by=by)


def _require_cleared(round_: Round, cleared_on: dt.date | None) -> None:
    if round_.follows_procedure and cleared_on is None:
        raise CannotApprove(
            f"{round_} phải qua đủ các bước: phiếu được công nhận bằng quyết định của chủ tịch xã,"
            " sau họp thôn, niêm yết và ý kiến của huyện."
        )
