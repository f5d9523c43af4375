"""The steps on a commune's target in words, for its page and the API."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from accounts.choices import Role
from accounts.models import User
from targets.choices import AnswerKind
from targets.models import AllocationAnswer, AllocationLine, Attachment, PartyReport
from targets.queries.answers import decision_of, is_late
from targets.queries.answers_commune import LedgerEntries

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerStep:
    """One dated step with its author and role; `at` is when it was recorded."""

    on: dt.date
    at: dt.datetime
    what: str
    figures: str
    words: str = ""
    who: str = ""
    role: str = ""
    is_late: bool = False
    files: Sequence[Attachment] = ()


def ledger_steps(entries: LedgerEntries) -> list[LedgerStep]:
    """Return all steps on a commune's target, oldest first."""
    steps = [
        *(_given(line) for line in entries.given),
        *(_reported(report) for report in entries.reports),
    ]
    for answer in entries.answers:
        steps += _answered(answer, entries.files.get(answer.pk, ()))
    return sorted(steps, key=lambda step: (step.on, step.at))


def _given(line: AllocationLine) -> LedgerStep:
    allocation = line.allocation
    due_on = allocation.answers_due_on
    words = f"Theo {allocation.decision_number}"
    if due_on is not None:
        words = f"{words}; xã trả lời trước hết ngày {due_on:%d/%m/%Y}"
    return LedgerStep(
        on=_known(allocation.decided_on),
        at=_known(allocation.adopted_at),
        what=f"Huyện giao chỉ tiêu lần {allocation.number}",
        figures=_households(line.fall, line.em_fall),
        words=words,
        who=str(allocation.adopted_by or ""),
        role=_role_of(allocation.adopted_by),
    )


def _reported(report: PartyReport) -> LedgerStep:
    number = f"Văn bản {report.document_number}" if report.document_number else ""
    return LedgerStep(
        on=report.reported_on,
        at=report.at,
        what="Xã báo cáo chỉ tiêu với Đảng ủy",
        figures=_households(report.fall, report.em_fall),
        words=". ".join(part for part in (number, report.note) if part),
        who=str(report.by or ""),
        role=Role(report.role).label,
    )


def _answered(answer: AllocationAnswer, files: Sequence[Attachment]) -> Iterable[LedgerStep]:
    proposes = answer.kind == AnswerKind.PROPOSE
    yield LedgerStep(
        on=answer.answered_on,
        at=answer.at,
        what="Xã đề nghị điều chỉnh" if proposes else "Xã nhận chỉ tiêu",
        figures=_households(answer.fall, answer.em_fall),
        words=f"Lý do: {answer.reason}" if proposes else "",
        who=str(answer.by or ""),
        role=Role(answer.role).label,
        is_late=is_late(answer.answered_on, answer.allocation.answers_due_on),
        files=files,
    )
    if answer.withdrawn_on is not None:
        yield LedgerStep(
            on=answer.withdrawn_on,
            at=_known(answer.withdrawn_at),
            what="Xã rút trả lời",
            figures="",
            who=str(answer.withdrawn_by or ""),
            role=_role_of(answer.withdrawn_by),
        )
    decision = decision_of(answer)
    if decision is not None:
        yield LedgerStep(
            on=decision.decided_on,
            at=decision.at,
            what=f"Huyện quyết định: {decision.get_verdict_display().lower()}",
            figures="",
            words=f"Theo {decision.decision_number}. Lý do: {decision.reason}",
            who=str(decision.by or ""),
            role=Role(decision.role).label,
        )


def _households(fall: int, em_fall: int) -> str:
    return f"giảm {fall} hộ nghèo, trong đó {em_fall} hộ DTTS"


def _role_of(user: User | None) -> str:
    return user.get_role_display() if user else ""


def _known(value: _Value | None) -> _Value:
    """Return a value that the database requires of every signed row. Raises ValueError for None."""
    if value is None:
        raise ValueError("A signed step has its day.")
    return value
