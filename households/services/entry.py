"""The officer's work on a review form: start, save, submit, discard."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from common.history import conflict_over, delete_with_history, save_with_history
from households import rules
from households.choices import AssessmentState, HouseholdState
from households.models import Assessment, AssessmentResult, Household, Member, Round
from households.queries.comparison import has_stale_reason, past_of, turnings_of
from households.queries.drafts import DraftFacts, draft_facts
from households.queries.parts import FormPart, parts_of_form
from households.queries.people import home_of
from households.queries.rounds import arrival_year, is_open_for
from households.services.answers import (
    CannotAssess,
    ChangedResult,
    ResultFacts,
    apply_facts,
    classify,
    refresh,
    save_changed,
)
from households.services.prefill import copied_results, copy_facts, source_of
from households.words.review import missing_in

_TAKEN_KEY = "Mã phiếu này đã dùng cho một phiếu khác."
_DRAFT_FIELDS = (
    "surveyed_on",
    "note",
    "house_area",
    "change_reason",
    "people",
    "entered_by",
    "entered_at",
    "version",
)


@transaction.atomic
def start_assessment(
    *,
    household: Household,
    round_: Round,
    client_id: uuid.UUID,
    by: User,
    at: dt.datetime,
    on: dt.date | None = None,
    correction_reason: str = "",
) -> Assessment:
    """Start a form for a household in a round; idempotent for one `client_id`.

    It starts with the facts of the last approved form, so that only changes need to be entered,
    and with the answers from the register on the day `on` (that of `at` when not given). When
    the round already has an approved form the new one is a correction and needs a reason. Raises
    CannotAssess for a closed round, a household that left, or another form in progress.
    """
    household = Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    repeated = Assessment.objects.filter(client_id=client_id).first()
    if repeated is not None:
        if (repeated.household_id, repeated.round_id) != (household.pk, round_.pk):
            raise CannotAssess(_TAKEN_KEY)
        return repeated
    # Locked until commit: the round cannot be closed between this check and the new row.
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
    _begin(assessment, on=on or timezone.localtime(at).date(), by=by)
    return assessment


def _begin(assessment: Assessment, *, on: dt.date, by: User) -> None:
    source = source_of(assessment.household, assessment.round, assessment.corrects)
    if source is not None:
        copy_facts(source, assessment)
    home = _home(assessment, _members_of(assessment), on)
    try:
        with transaction.atomic():
            save_with_history(assessment, by=by)
    except IntegrityError as error:  # concurrent use of the key for another household
        raise CannotAssess(_TAKEN_KEY) from error
    parts = [
        replace(part, result=AssessmentResult(assessment=assessment, standard=part.standard))
        for part in parts_of_form(assessment, on=on)
    ]
    apply_facts(parts, copied_results(source, assessment, parts) if source else (), home)
    for part in parts:
        if part.result is not None:
            save_with_history(part.result, by=by)


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
    house_area: Decimal | None = None,
    change_reason: str = "",
    read: DraftFacts | None = None,
) -> Assessment:
    """Save a draft and classify it under each standard whose facts are complete.

    Answers decided by the register, or by the area of the house (m²), are filled in as on the day
    of the survey. Idempotent for the same content. `read` are the draft's facts when the caller
    has just read them; they are read again when the form was saved in between. Raises Conflict
    when another user saved after this user opened the form, CannotAssess when it is no draft, the
    round is closed, the survey date lies outside the round or after `on`, an answer names no known
    question, or one question has two answers.
    """
    assessment = locked(assessment_id)
    _require_draft(assessment)
    require_open(assessment.round, assessment.commune_id, at)
    if surveyed_on is not None:
        check_day_of(assessment.round, surveyed_on, on, what="Ngày khảo sát", field="surveyed_on")
    before = _content(assessment)
    assessment.surveyed_on, assessment.note = surveyed_on, note
    assessment.house_area, assessment.change_reason = house_area, change_reason
    if read is None or not read.is_current_for(assessment, on):
        read = draft_facts(assessment, on)
    home = _home(assessment, read.members, on)
    changed = apply_facts(read.parts, results, home)
    if not changed and _content(assessment) == before:
        return assessment
    require_version(assessment, version)
    save_changed(changed, by=by)
    assessment.entered_by, assessment.entered_at = by, at
    return saved(assessment, by=by, fields=_DRAFT_FIELDS)


@transaction.atomic
def submit_assessment(*, assessment_id: int, version: int, by: User, at: dt.datetime) -> Assessment:
    """Submit a complete draft for approval. Raises CannotAssess naming what is missing.

    Also raised when the register has changed since the form was saved and its answers differ.
    """
    assessment = locked(assessment_id)
    if assessment.is_submitted and assessment.submitted_by_id == by.pk:
        return assessment
    _require_draft(assessment)
    require_open(assessment.round, assessment.commune_id, at)
    require_version(assessment, version)
    parts = parts_of_form(assessment, on=assessment.surveyed_on)
    save_changed(_as_in_the_register(assessment, parts), by=by)
    _require_complete(assessment, parts)
    assessment.state = AssessmentState.SUBMITTED
    assessment.submitted_by, assessment.submitted_at = by, at
    assessment.return_reason = ""
    return saved(assessment, by=by)


@transaction.atomic
def discard_assessment(*, assessment_id: int, version: int, by: User, at: dt.datetime) -> None:
    """Delete a draft; its history is kept. Raises CannotAssess when it is no draft."""
    assessment = locked(assessment_id)
    _require_draft(assessment)
    require_open(assessment.round, assessment.commune_id, at)
    require_version(assessment, version)
    for result in assessment.results.all():
        delete_with_history(result, by=by)
    delete_with_history(assessment, by=by)


def _require_startable(
    household: Household, round_: Round, correction_reason: str, *, at: dt.datetime
) -> Assessment | None:
    """Return the approved form that a new one would correct, None without one."""
    require_open(round_, household.commune_id, at)
    if household.state != HouseholdState.ACTIVE:
        raise CannotAssess("Hộ này không còn cư trú trên địa bàn.")
    arrived_in = arrival_year(household)
    if arrived_in is not None and arrived_in > round_.year:
        raise CannotAssess(
            f"Hộ đến hoặc tách ra được tính vào năm {arrived_in}; không rà soát trong năm {round_.year}."
        )
    existing = Assessment.objects.filter(household=household, round=round_)
    if existing.at_work().exists():
        raise CannotAssess("Hộ này đang có một phiếu chưa duyệt trong đợt.")
    approved = existing.filter(state=AssessmentState.APPROVED).first()
    if approved is not None and not correction_reason:
        message = "Hộ đã có phiếu được duyệt; hãy ghi lý do đính chính."
        raise CannotAssess(message, field="correction_reason")
    return approved


def locked(assessment_id: int) -> Assessment:
    """Return a form under lock."""
    # Without joins: round and commune are read after the lock is granted, not before the wait.
    return Assessment.objects.select_for_update().get(pk=assessment_id)


def saved(assessment: Assessment, *, by: User, fields: Sequence[str] | None = None) -> Assessment:
    """Save a form as its next version; with `fields` only those columns are written."""
    assessment.version += 1
    save_with_history(assessment, by=by, update_fields=fields)
    return assessment


def require_version(assessment: Assessment, version: int) -> None:
    """Raise Conflict when the form is not the version the user saw."""
    if assessment.version != version:
        raise conflict_over(assessment)


def require_open(round_: Round, commune_id: int, at: dt.datetime) -> None:
    """Raise CannotAssess when the round no longer accepts forms of a commune."""
    if not is_open_for(round_, commune_id, at):
        raise CannotAssess(f"{round_} đã khóa.")


def _members_of(assessment: Assessment) -> list[Member]:
    return list(assessment.household.members.order_by("position", "pk"))


def _home(assessment: Assessment, members: Sequence[Member], on: dt.date) -> rules.Home:
    """Return the household as known on the day of the survey; record its members in the form."""
    assessment.people = {str(each.client_id): each.full_name for each in members}
    return home_of(members, assessment.surveyed_on or on, assessment.house_area)


def _content(assessment: Assessment) -> tuple[object, ...]:
    facts = (assessment.surveyed_on, assessment.house_area, assessment.note)
    return (*facts, assessment.change_reason, assessment.people)


def _as_in_the_register(assessment: Assessment, parts: Sequence[FormPart]) -> list[ChangedResult]:
    """Re-derive what follows from the register; raise CannotAssess when an answer has changed."""
    if assessment.surveyed_on is None:
        return []
    before = [_judged_facts(part) for part in parts]
    changed = refresh(parts, _home(assessment, _members_of(assessment), assessment.surveyed_on))
    if before != [_judged_facts(part) for part in parts]:
        raise CannotAssess(
            "Sổ hộ đã thay đổi sau khi lưu phiếu. Hãy mở phiếu, xem lại rồi lưu trước khi nộp."
        )
    return changed


def _judged_facts(part: FormPart) -> tuple[object, ...]:
    result = part.result or AssessmentResult()
    return result.b1_points, result.answers


def _require_complete(assessment: Assessment, parts: Sequence[FormPart]) -> None:
    turnings = turnings_of(assessment, parts, past_of(assessment))
    outcomes = [(part, classify(part)) for part in parts]
    is_stale = has_stale_reason(assessment, parts, reason=assessment.change_reason)
    missing = missing_in(assessment, outcomes, turnings, has_stale_reason=is_stale)
    if missing:
        owes_a_reason = is_stale or (turnings and not assessment.change_reason)
        field = "change_reason" if owes_a_reason and len(missing) == 1 else None
        raise CannotAssess("Phiếu chưa đủ: " + "; ".join(missing) + ".", field=field)


def _require_draft(assessment: Assessment) -> None:
    if not assessment.is_draft:
        raise CannotAssess("Phiếu đã nộp hoặc đã duyệt thì không sửa được.")


def check_day_of(round_: Round, day: dt.date, on: dt.date, *, what: str, field: str) -> None:
    """Raise CannotAssess when a date of a round is before its start, or after `on`."""
    if day > on:
        raise CannotAssess(f"{what} không được sau hôm nay.", field=field)
    if day < round_.starts_on:
        raise CannotAssess(
            f"{what} phải từ {round_.starts_on:%d/%m/%Y} (ngày bắt đầu đợt).", field=field
        )
