"""A review form's way: entered, submitted, approved; replaced, never edited, after that."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import User
from areas.models import Commune
from common.errors import Refused
from common.history import conflict_over, delete_with_history, save_with_history
from households import rules
from households.choices import AssessmentState, HouseholdState
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    Indicator,
    PovertyStandard,
    Round,
    StandardLine,
)
from households.services.years import record_result, require_year_not_closed


class CannotAssess(Refused):
    """The form cannot be entered, saved or submitted as things stand."""


class CannotApprove(Refused):
    """The form cannot be approved or returned as things stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFacts:
    """What was answered under one standard; None is "not answered yet".

    Points in B1 points, income in đồng a person a month, answers by indicator key.
    """

    standard_id: int
    b1_points: int | None = None
    income_per_person: int | None = None
    answers: Mapping[str, bool | None] = field(default_factory=dict)


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
    household = Household.objects.select_for_update().get(pk=household.pk)
    repeated = Assessment.objects.filter(client_id=client_id).first()
    if repeated is not None:
        if repeated.household_id != household.pk or repeated.round_id != round_.pk:
            raise CannotAssess("Mã phiếu này đã dùng cho một phiếu khác.")
        return repeated
    _require_open(round_)
    if household.state != HouseholdState.ACTIVE:
        raise CannotAssess("Hộ này không còn cư trú trên địa bàn.")
    existing = Assessment.objects.filter(household=household, round=round_)
    if existing.at_work().exists():
        raise CannotAssess("Hộ này đang có một phiếu chưa duyệt trong đợt.")
    approved = existing.filter(state=AssessmentState.APPROVED).first()
    if approved is not None and not correction_reason:
        raise CannotAssess("Hộ đã có phiếu được duyệt; hãy ghi lý do đính chính.")
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
    save_with_history(assessment, by=by)
    for standard in _standards_of(round_):
        answers = dict.fromkeys(_keys(standard))
        result = AssessmentResult(assessment=assessment, standard=standard, answers=answers)
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
    _require_open(assessment.round)
    _check_surveyed_on(assessment.round, surveyed_on, on)
    known = {result.standard_id: result for result in _results(assessment)}
    changed = [_apply(known, facts, assessment.commune) for facts in results]
    is_new = any(changed) or (surveyed_on, note) != (assessment.surveyed_on, assessment.note)
    if not is_new:
        return assessment
    if assessment.version != version:
        raise conflict_over(assessment)
    for result, was_changed in zip(
        (known[facts.standard_id] for facts in results), changed, strict=True
    ):
        if was_changed:
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
    _require_open(assessment.round)
    _require_version(assessment, version)
    missing = missing_facts(assessment)
    if missing:
        raise CannotAssess("Phiếu chưa đủ: " + "; ".join(missing) + ".")
    assessment.state = AssessmentState.SUBMITTED
    assessment.submitted_by, assessment.submitted_at = by, at
    assessment.return_reason = ""
    return _save(assessment, by=by)


@transaction.atomic
def approve_assessment(
    *, assessment_id: int, version: int, by: User, at: dt.datetime, on: dt.date
) -> Assessment:
    """Approve a submitted form: its class counts from now on, and the year's list follows.

    The one who approves is not the one who entered (recognition is signed by the commune's
    chair, QĐ 24/2021/QĐ-TTg). A form it corrects is superseded. Raises CannotApprove.
    """
    assessment = _locked(assessment_id)
    if assessment.is_approved and assessment.approved_by_id == by.pk:
        return assessment
    if not rules.may_become(assessment.state, AssessmentState.APPROVED):
        raise CannotApprove("Phiếu này không ở trạng thái chờ duyệt.")
    _require_version(assessment, version)
    if by.pk in {assessment.entered_by_id, assessment.submitted_by_id}:
        raise CannotApprove("Người duyệt không được là người nhập phiếu.")
    _require_open(assessment.round)
    require_year_not_closed(assessment.round.year)
    _supersede_former(assessment, by=by)
    assessment.state = AssessmentState.APPROVED
    assessment.approved_by, assessment.approved_at = by, at
    _save(assessment, by=by)
    household = Household.objects.select_related("ethnicity").get(pk=assessment.household_id)
    for result in _results(assessment):
        if _judge(result, assessment.commune):
            save_with_history(result, by=by)
        year = assessment.round.year
        record_result(result=result, household=household, year=year, by=by, on=on)
    return assessment


@transaction.atomic
def return_assessment(
    *, assessment_id: int, version: int, reason: str, by: User, at: dt.datetime
) -> Assessment:
    """Give a submitted form back to the officer with a reason. Raises CannotApprove."""
    assessment = _locked(assessment_id)
    if assessment.is_draft and assessment.return_reason == reason:
        return assessment
    if not assessment.is_submitted:
        raise CannotApprove("Phiếu này không ở trạng thái chờ duyệt.")
    _require_version(assessment, version)
    if not reason:
        raise CannotApprove("Hãy ghi lý do trả lại.", field="reason")
    assessment.state = AssessmentState.DRAFT
    assessment.submitted_by = assessment.submitted_at = None
    assessment.return_reason = reason
    return _save(assessment, by=by)


@transaction.atomic
def discard_assessment(*, assessment_id: int, version: int, by: User) -> None:
    """Drop a draft; its history stays. Raises CannotAssess when it is no draft."""
    assessment = _locked(assessment_id)
    _require_draft(assessment)
    _require_version(assessment, version)
    for result in _results(assessment):
        delete_with_history(result, by=by)
    delete_with_history(assessment, by=by)


def missing_facts(assessment: Assessment) -> list[str]:
    """Return what still keeps a draft from being submitted, in words, in form order."""
    missing = [] if assessment.surveyed_on else ["ngày khảo sát"]
    for result in _results(assessment):
        name = result.standard.name
        line = line_for(result.standard, assessment.commune)
        if line.judged_by_points and result.b1_points is None:
            missing.append(f"tổng điểm B1 ({name})")
        if not line.judged_by_points and result.income_per_person is None:
            missing.append(f"thu nhập bình quân ({name})")
        open_questions = rules.unanswered(_keys(result.standard), result.answers)
        if open_questions:
            missing.append(f"{len(open_questions)} chỉ số thiếu hụt ({name})")
    return missing


def line_for(standard: PovertyStandard, commune: Commune) -> rules.Line:
    """Return a standard's line for the commune's kind of area (rural or urban)."""
    line = StandardLine.objects.select_related("standard").get(
        standard=standard, area_type=commune.area_type
    )
    return line.as_rule()


def _locked(assessment_id: int) -> Assessment:
    locked = Assessment.objects.select_for_update().get(pk=assessment_id)
    locked.round = Round.objects.get(pk=locked.round_id)
    locked.commune = Commune.objects.get(pk=locked.commune_id)
    return locked


def _results(assessment: Assessment) -> list[AssessmentResult]:
    return list(assessment.results.select_related("standard").order_by("standard__valid_from"))


def _standards_of(round_: Round) -> list[PovertyStandard]:
    return [row.standard for row in round_.round_standards.select_related("standard")]


def _keys(standard: PovertyStandard) -> list[str]:
    return list(
        Indicator.objects.filter(standard=standard).order_by("number").values_list("key", flat=True)
    )


def _apply(known: Mapping[int, AssessmentResult], facts: ResultFacts, commune: Commune) -> bool:
    """Put the facts into the result row and judge it; says whether anything changed."""
    result = known.get(facts.standard_id)
    if result is None:
        raise CannotAssess("Đợt rà soát này không áp dụng chuẩn nghèo đó.")
    keys = _keys(result.standard)
    unknown = sorted(set(facts.answers) - set(keys))
    if unknown:
        raise CannotAssess(f"Chuẩn này không có chỉ số: {', '.join(unknown)}.")
    answers = {key: facts.answers.get(key) for key in keys}
    before = (result.b1_points, result.income_per_person, result.answers)
    result.b1_points, result.income_per_person = facts.b1_points, facts.income_per_person
    result.answers = answers
    judged = _judge(result, commune)
    return judged or before != (facts.b1_points, facts.income_per_person, answers)


def _judge(result: AssessmentResult, commune: Commune) -> bool:
    """Classify a result if its facts are complete; says whether the class changed."""
    before = (result.b2_points, result.status, result.basis, result.explanation)
    line = line_for(result.standard, commune)
    result.b2_points = rules.deprivation_points(result.answers, line.points_per_deprivation)
    result.status = result.basis = result.explanation = ""
    if not rules.unanswered(_keys(result.standard), result.answers):
        _classify_into(result, line)
    return before != (result.b2_points, result.status, result.basis, result.explanation)


def _classify_into(result: AssessmentResult, line: rules.Line) -> None:
    facts = rules.Facts(
        b1_points=result.b1_points,
        income_per_person=result.income_per_person,
        deprivations=sum(1 for deprived in result.answers.values() if deprived),
    )
    try:
        judged = rules.classify(facts, line)
    except rules.CannotClassify:
        return
    result.status, result.basis = judged.status, judged.basis
    result.explanation = judged.explanation


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


def _require_draft(assessment: Assessment) -> None:
    if not assessment.is_draft:
        raise CannotAssess("Phiếu đã nộp hoặc đã duyệt thì không sửa được.")


def _require_open(round_: Round) -> None:
    if not round_.is_open:
        raise CannotAssess(f"{round_} đã khóa.")


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
