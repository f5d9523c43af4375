"""The histories of forms, rounds and scoring tables as shown on their pages."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from common.history import HistoryEvent, history_events
from households.choices import AssessmentState, RoundState, TableState
from households.models import Assessment, Round, ScoringTable

SAVED, RETURNED = "Lưu nháp", "Trả lại"
_STEPS = {
    AssessmentState.SUBMITTED: "Nộp phiếu",
    AssessmentState.APPROVED: "Duyệt",
    AssessmentState.SUPERSEDED: "Được thay bằng phiếu đính chính",
}


def story_of(assessment: Assessment) -> list[HistoryEvent]:
    """Return the steps of a form, newest first; a user's consecutive saves count as one."""
    shown: list[HistoryEvent] = []
    for event in history_events(assessment, _form_step):
        is_repeated = shown and shown[-1].what == event.what == SAVED
        if not (is_repeated and shown[-1].who == event.who):
            shown.append(event)
    return shown


def last_return(story: list[HistoryEvent]) -> HistoryEvent | None:
    """Return the last time a form was returned, None when it never was."""
    return next((event for event in story if event.what == RETURNED), None)


def _form_step(row: Any, before: Any) -> tuple[str, str]:
    if before is None:
        if row.state != AssessmentState.DRAFT:
            return "Nạp phiếu đã có từ trước", ""
        return ("Mở phiếu đính chính" if row.corrects_id else "Mở phiếu"), row.correction_reason
    if before.state == row.state:
        return SAVED, ""
    if row.state == AssessmentState.DRAFT:
        return RETURNED, row.return_reason
    return _STEPS[AssessmentState(row.state)], ""


def story_of_round(round_: Round) -> list[HistoryEvent]:
    """Return the changes to a round and its reopenings, newest first."""
    events = history_events(round_, _round_step)[::-1]
    return sorted([*events, *_reopenings(round_)], key=lambda event: event.at, reverse=True)


def _round_step(row: Any, before: Any) -> tuple[str, str]:
    reason = row.history_change_reason or ""
    if before is None:
        return "Mở đợt", reason
    if before.state == row.state and before.closing_proposed_at != row.closing_proposed_at:
        proposes = row.closing_proposed_at is not None
        return ("Đề nghị khóa" if proposes else "Rút đề nghị khóa"), ""
    if before.state == row.state:
        steps = ", qua đủ các bước" if row.follows_procedure else ""
        return f"Sửa: {row.starts_on:%d/%m/%Y} – {row.due_on:%d/%m/%Y}{steps}", reason
    return ("Mở lại cả đợt" if row.state == RoundState.OPEN else "Khóa đợt"), reason


def _reopenings(round_: Round) -> Iterator[HistoryEvent]:
    for one in round_.reopenings.select_related("commune", "opened_by", "relocked_by"):
        name, until = one.commune.name_in_sentence, timezone.localtime(one.closes_at)
        what = f"Mở lại cho {name} đến {until:%H:%M %d/%m/%Y}"
        yield HistoryEvent(at=one.opened_at, who=str(one.opened_by), what=what, reason=one.reason)
        if one.relocked_at is not None:
            who, own = str(one.relocked_by or ""), "" if one.relocked_by else " (tự khóa)"
            yield HistoryEvent(at=one.relocked_at, who=who, what=f"Khóa lại {name}{own}")


def story_of_table(table: ScoringTable) -> list[HistoryEvent]:
    """Return the changes to a scoring table, newest first."""
    return history_events(table, _table_step)


def _table_step(row: Any, before: Any) -> tuple[str, str]:
    if before is None:
        return "Tạo bảng điểm", ""
    if row.verified_at and not before.verified_at:
        return "Kiểm chứng với phụ lục chính thức", row.verified_against
    if row.state != before.state:
        return TableState(row.state).label, ""
    return "Sửa bảng điểm", ""
