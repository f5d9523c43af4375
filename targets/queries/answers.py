"""The state of each commune with its target: reported, answered, decided."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from targets.choices import AllocationState, AnswerKind, AnswerStep, Verdict
from targets.models import (
    AdjustmentDecision,
    Allocation,
    AllocationAnswer,
    AllocationLine,
    PartyReport,
    YearPlan,
)
from targets.rules.answers import covers, still_applies


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStanding:
    """A commune's target, in households, and the steps in force on it.

    `report` and `answer` are those that cover the present figures, made under this allocation or an
    earlier one whose figures were the same or higher.
    """

    line: AllocationLine
    report: PartyReport | None = None
    answer: AllocationAnswer | None = None

    @property
    def allocation(self) -> Allocation:
        return self.line.allocation

    @property
    def due_on(self) -> dt.date | None:
        return self.allocation.answers_due_on

    @property
    def reported_on(self) -> dt.date | None:
        return self.report.reported_on if self.report else None

    @property
    def kind(self) -> str:
        return self.answer.kind if self.answer else ""

    @property
    def decision(self) -> AdjustmentDecision | None:
        return decision_of(self.answer) if self.answer else None

    @property
    def decided(self) -> str:
        """The verdict on the commune's proposal, empty without one."""
        return self.decision.verdict if self.decision else ""

    @property
    def is_pending(self) -> bool:
        """Whether the answer is a proposal that the district has not decided."""
        return self.kind == AnswerKind.PROPOSE and not self.decided

    @property
    def is_settled(self) -> bool:
        """Whether there is an answer that waits for no decision."""
        return self.answer is not None and not self.is_pending

    @property
    def is_late(self) -> bool:
        """Whether the answer came after the deadline of its allocation."""
        answer = self.answer
        return answer is not None and is_late(answer.answered_on, answer.allocation.answers_due_on)

    @property
    def is_of_other_figures(self) -> bool:
        """Whether the answer was to higher figures than the present ones."""
        answer, line = self.answer, self.line
        return answer is not None and (answer.given_fall, answer.given_em_fall) != (
            line.fall,
            line.em_fall,
        )

    def is_overdue(self, on: dt.date) -> bool:
        """Whether the deadline has passed without an answer."""
        return self.answer is None and is_late(on, self.due_on)

    @property
    def step(self) -> AnswerStep:
        return _STEPS[self.kind, self.decided]


_STEPS = {
    ("", ""): AnswerStep.NOT_ANSWERED,
    (AnswerKind.ACCEPT, ""): AnswerStep.ACCEPTED,
    (AnswerKind.PROPOSE, ""): AnswerStep.PROPOSED,
    (AnswerKind.PROPOSE, Verdict.ACCEPTED): AnswerStep.AGREED,
    (AnswerKind.PROPOSE, Verdict.REFUSED): AnswerStep.KEPT,
}


def is_late(on: dt.date, due_on: dt.date | None) -> bool:
    """Return whether a working day is after the last day; never without a deadline."""
    return due_on is not None and on > due_on


def decision_of(answer: AllocationAnswer) -> AdjustmentDecision | None:
    """Return the district's decision on a proposal, None while there is none."""
    return getattr(answer, "decision", None)


def answers_by_commune(plan: YearPlan) -> dict[int, AnswerStanding]:
    """Return the standing of each commune of the adopted allocation, by commune key, in 3
    queries.

    Empty while no allocation is adopted.
    """
    lines = AllocationLine.objects.filter(
        allocation__plan=plan, allocation__state=AllocationState.ADOPTED
    )
    return standings_of(lines)


def allocation_on(plan: YearPlan, day: dt.date | None) -> Allocation | None:
    """Return the allocation in force at the end of a day, today without one.

    Before any was given it is the first; None without an adopted one.
    """
    given = plan.allocations.exclude(state=AllocationState.WITHDRAWN).filter(number__isnull=False)
    known = list(given.order_by("-number"))
    if day is None:
        return next((each for each in known if each.is_adopted), None)
    for each in known:
        signed_at = each.adopted_at and timezone.localdate(each.adopted_at)
        if each.decided_on and each.decided_on <= day and signed_at and signed_at <= day:
            return each
    return known[-1] if known else None


def standings_of(lines: QuerySet[AllocationLine]) -> dict[int, AnswerStanding]:
    """Return the standings for lines of an adopted allocation, by commune key, in 3 queries."""
    known = {line.commune_id: line for line in lines.select_related("allocation", "commune")}
    plans = {line.allocation.plan_id for line in known.values()}
    steps = {"allocation__plan__in": plans, "commune__in": known}
    found_reports: dict[int, PartyReport] = {}
    found_answers: dict[int, AllocationAnswer] = {}
    for report in PartyReport.objects.filter(**steps).order_by("at", "pk"):
        line = known[report.commune_id]
        if covers((report.fall, report.em_fall), (line.fall, line.em_fall)):
            found_reports[report.commune_id] = report
    answers = AllocationAnswer.objects.filter(withdrawn_at=None, **steps)
    for answer in answers.select_related("decision", "allocation", "by").order_by("at", "pk"):
        if answer_applies(answer, known[answer.commune_id]):
            found_answers[answer.commune_id] = answer
    return {
        key: AnswerStanding(line=line, report=found_reports.get(key), answer=found_answers.get(key))
        for key, line in known.items()
    }


def shares_of(line: AllocationLine) -> tuple[int, int]:
    """Return the falls of a line, all and ethnic-minority."""
    return line.fall, line.em_fall


def answer_applies(answer: AllocationAnswer, line: AllocationLine) -> bool:
    """Return whether an answer is about the present figures of a commune's line."""
    decision = decision_of(answer)
    return still_applies(
        given=(answer.given_fall, answer.given_em_fall),
        asked=(answer.fall, answer.em_fall),
        present=(line.fall, line.em_fall),
        kind=answer.kind,
        verdict=decision.verdict if decision else "",
    )
