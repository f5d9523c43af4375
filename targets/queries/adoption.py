"""What adopting an allocation changes for each commune: figures, answers, reports."""

from collections.abc import Sequence
from dataclasses import dataclass

from targets.choices import AdoptionEffect
from targets.models import AllocationLine
from targets.queries.allocations import AllocationTable, ShareRow
from targets.queries.answers import (
    AnswerStanding,
    answer_applies,
    answers_by_commune,
    shares_of,
)
from targets.rules.answers import covers


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionRow:
    """A commune's figures in force (None: none yet) and those of the draft, and what follows."""

    row: ShareRow
    before: AllocationLine | None
    effect: AdoptionEffect
    loses_report: bool

    @property
    def difference(self) -> int | None:
        return None if self.before is None else self.row.fall - self.before.fall

    @property
    def em_difference(self) -> int | None:
        return None if self.before is None else self.row.em_fall - self.before.em_fall


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionPreview:
    """The communes of a draft in its order, and how many have to act again."""

    rows: Sequence[AdoptionRow]

    def count(self, effect: AdoptionEffect) -> int:
        return sum(each.effect == effect for each in self.rows)

    @property
    def is_change(self) -> bool:
        """Whether another allocation is in force."""
        return any(each.before is not None for each in self.rows)

    @property
    def answers_again(self) -> int:
        return self.count(AdoptionEffect.ANSWERS_AGAIN)

    @property
    def reports_again(self) -> int:
        return sum(each.loses_report for each in self.rows)

    @property
    def kept(self) -> int:
        return self.count(AdoptionEffect.KEEPS_ANSWER)

    @property
    def undecided(self) -> list[str]:
        """The communes whose pending proposal stands in the way, by name."""
        blocked = AdoptionEffect.DECIDE_FIRST
        return [each.row.name for each in self.rows if each.effect == blocked]


def adoption_preview(table: AllocationTable) -> AdoptionPreview:
    """Return what adopting an allocation changes, in 3 queries."""
    standings = answers_by_commune(table.allocation.plan)
    return AdoptionPreview(rows=[_row(row, standings.get(row.commune_id)) for row in table.rows])


def _row(row: ShareRow, standing: AnswerStanding | None) -> AdoptionRow:
    if standing is None:
        return AdoptionRow(row=row, before=None, effect=AdoptionEffect.FIRST, loses_report=False)
    new = AllocationLine(commune_id=row.commune_id, fall=row.fall, em_fall=row.em_fall)
    report = standing.report
    return AdoptionRow(
        row=row,
        before=standing.line,
        effect=_effect(standing, new),
        loses_report=report is not None
        and not covers((report.fall, report.em_fall), shares_of(new)),
    )


def _effect(standing: AnswerStanding, new: AllocationLine) -> AdoptionEffect:
    if standing.answer is None:
        return AdoptionEffect.NOT_ANSWERED
    if standing.is_pending:
        same = shares_of(standing.line) == shares_of(new)
        return AdoptionEffect.STAYS_PENDING if same else AdoptionEffect.DECIDE_FIRST
    keeps = answer_applies(standing.answer, new)
    return AdoptionEffect.KEEPS_ANSWER if keeps else AdoptionEffect.ANSWERS_AGAIN
