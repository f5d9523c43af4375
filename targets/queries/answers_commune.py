"""One commune's target and the ledger of what was said about it, step by step."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from accounts.choices import Role
from accounts.models import User
from areas.models import Commune
from targets.choices import AllocationState, AnswerKind
from targets.models import (
    AllocationAnswer,
    AllocationLine,
    Attachment,
    PartyReport,
    YearPlan,
)
from targets.queries.allocations import wanted_by
from targets.queries.answers import (
    AnswerStanding,
    answers_by_commune,
    decision_of,
    is_late,
    standings_of,
)
from targets.queries.answers_compare import files_of
from targets.queries.plan_contents import PlanRow, plan_rows

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerStep:
    """One dated step, signed by a person in a role; `at` is when it was written down."""

    on: dt.date
    at: dt.datetime
    what: str
    figures: str
    words: str = ""
    who: str = ""
    role: str = ""
    is_late: bool = False
    files: Sequence[Attachment] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneTargetPage:
    """A commune's target with its ledger, oldest step first; no standing without an allocation."""

    plan: YearPlan
    commune: Commune
    target: PlanRow | None
    standing: AnswerStanding | None
    steps: Sequence[LedgerStep]
    today: dt.date

    @property
    def is_overdue(self) -> bool:
        return self.standing is not None and self.standing.is_overdue(self.today)

    @property
    def may_propose(self) -> bool:
        """Whether the commune may still ask for other figures today."""
        standing = self.standing
        return standing is not None and standing.answer is None and not self.is_overdue

    @property
    def may_accept(self) -> bool:
        return self.standing is not None and self.standing.answer is None

    @property
    def may_withdraw(self) -> bool:
        """Whether the answer stands and nobody has decided on it."""
        standing = self.standing
        return standing is not None and standing.answer is not None and not standing.decided


def commune_target(plan: YearPlan, commune: Commune, *, on: dt.date) -> CommuneTargetPage:
    """Return a commune's target and its ledger, in at most 10 queries."""
    lines = AllocationLine.objects.filter(
        allocation__plan=plan, allocation__state=AllocationState.ADOPTED, commune=commune
    )
    standing = standings_of(lines).get(commune.pk)
    target = None
    if standing is not None:
        target = _target(plan, standing)
    return CommuneTargetPage(
        plan=plan,
        commune=commune,
        target=target,
        standing=standing,
        steps=sorted(_steps(plan, commune), key=lambda step: (step.on, step.at)),
        today=on,
    )


def communes_to_choose(plan: YearPlan, user: User) -> list[AnswerStanding]:
    """Return how the communes this person sees stand, in alphabetical order, in 4 queries."""
    visible = set(Commune.objects.visible_to(user).values_list("pk", flat=True))
    found = [each for key, each in answers_by_commune(plan).items() if key in visible]
    return sorted(found, key=lambda each: (each.line.commune.sort_key, each.line.commune_id))


def _target(plan: YearPlan, standing: AnswerStanding) -> PlanRow:
    """Return the commune's row of the plan with the falls that its allocation gives."""
    line = standing.line
    rows = plan_rows(plan, floor=wanted_by(plan).points)
    row = next(row for row in rows if row.commune_id == line.commune_id)
    return replace(row, fall=line.fall, em_fall=line.em_fall)


def _steps(plan: YearPlan, commune: Commune) -> Iterable[LedgerStep]:
    lines = AllocationLine.objects.filter(
        allocation__plan=plan, allocation__number__isnull=False, commune=commune
    )
    for line in lines.select_related("allocation__adopted_by").order_by("allocation__number"):
        yield _given(line)
    of_commune = {"allocation__plan": plan, "commune": commune}
    for report in PartyReport.objects.filter(**of_commune).select_related("by"):
        yield _reported(report)
    answers = list(
        AllocationAnswer.objects.filter(**of_commune).select_related(
            "allocation", "by", "withdrawn_by", "decision__by"
        )
    )
    files = files_of(answers)
    for answer in answers:
        yield from _said(answer, files)


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


def _said(
    answer: AllocationAnswer, files: Mapping[int, Sequence[Attachment]]
) -> Iterable[LedgerStep]:
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
        files=files.get(answer.pk, ()),
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
    """Narrow a value that the database lets no signed row go without."""
    if value is None:
        raise ValueError("A signed step has its day.")
    return value
