"""The answers of all communes, and the totals that deciding them one way or another leads to."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from targets.choices import AnswerKind, ScenarioKind
from targets.models import (
    Allocation,
    AllocationAnswer,
    AllocationLine,
    Attachment,
    CommuneTarget,
    YearPlan,
)
from targets.queries.allocations import (
    Wanted,
    check_of,
    demand_of,
    split_rows,
    targets_of,
    wanted_by,
)
from targets.queries.answers import AnswerStanding, answers_by_commune


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One commune: the figures given and its answer, in households."""

    target: CommuneTarget
    standing: AnswerStanding
    files: tuple[Attachment, ...] = ()
    is_overdue: bool = False

    @property
    def proposal(self) -> AllocationAnswer | None:
        answer = self.standing.answer
        return answer if answer and answer.kind == AnswerKind.PROPOSE else None

    @property
    def difference(self) -> int | None:
        """Households more (or fewer) than given, in total; None without a proposal."""
        one = self.proposal
        return one.fall - one.given_fall if one else None

    @property
    def em_difference(self) -> int | None:
        one = self.proposal
        return one.em_fall - one.given_em_fall if one else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionScenario:
    """The district's totals if proposals are decided one way, and the rules broken then."""

    kind: ScenarioKind
    fall: int
    em_fall: int
    wanted: Wanted
    problems: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTable:
    """A plan's answers, communes in alphabetical order; `wanted` are the district's goals."""

    plan: YearPlan
    allocation: Allocation
    rows: Sequence[AnswerRow]
    wanted: Wanted

    @property
    def waiting(self) -> list[AnswerRow]:
        """The communes with a pending proposal."""
        return [row for row in self.rows if row.standing.is_pending]

    @property
    def unanswered(self) -> int:
        return sum(row.standing.answer is None for row in self.rows)

    @property
    def unreported(self) -> int:
        return sum(row.standing.report is None for row in self.rows)

    @property
    def given(self) -> tuple[int, int]:
        """The sums of the targets given, all and ethnic-minority."""
        lines = [row.standing.line for row in self.rows]
        return sum(line.fall for line in lines), sum(line.em_fall for line in lines)

    @property
    def scenarios(self) -> list[DecisionScenario]:
        """The totals if all pending proposals are agreed to, and if none is."""
        every = {row.proposal.pk for row in self.waiting if row.proposal}
        return [self.decided(every, ScenarioKind.ALL), self.decided((), ScenarioKind.NONE)]

    def decided(
        self, agreed: Collection[int], kind: ScenarioKind = ScenarioKind.CHOSEN
    ) -> DecisionScenario:
        """Return the totals if only these proposals (keys of answers) are agreed to."""
        lines = {row.target.commune_id: _line(row, agreed) for row in self.rows}
        rows = split_rows([row.target for row in self.rows], lines, {})
        check = check_of(rows, lines, demand_of(self.plan, self.wanted), self.wanted)
        return DecisionScenario(
            kind=kind,
            fall=sum(line.fall for line in lines.values()),
            em_fall=sum(line.em_fall for line in lines.values()),
            wanted=self.wanted,
            problems=check.sentences,
            warnings=check.warnings,
        )


def answer_table(plan: YearPlan, *, on: dt.date) -> AnswerTable | None:
    """Return the communes' answers to the adopted allocation, in 6 queries; None without one."""
    standings = answers_by_commune(plan)
    if not standings:
        return None
    files = files_of([each.answer for each in standings.values() if each.answer])
    rows = [
        AnswerRow(
            target=target,
            standing=(standing := standings[target.commune_id]),
            files=_files(standing, files),
            is_overdue=standing.is_overdue(on),
        )
        for target in targets_of(plan)
        if target.commune_id in standings
    ]
    return AnswerTable(
        plan=plan,
        allocation=rows[0].standing.allocation,
        rows=rows,
        wanted=wanted_by(plan),
    )


def files_of(answers: Sequence[AllocationAnswer]) -> dict[int, list[Attachment]]:
    """Return the files of answers without their contents, by the answer's key, in one query."""
    found: dict[int, list[Attachment]] = {}
    for file in Attachment.objects.filter(answer__in=answers).defer("content"):
        if file.answer_id is not None:
            found.setdefault(file.answer_id, []).append(file)
    return found


def _files(
    standing: AnswerStanding, files: Mapping[int, Sequence[Attachment]]
) -> tuple[Attachment, ...]:
    return tuple(files.get(standing.answer.pk, ())) if standing.answer else ()


def _line(row: AnswerRow, agreed: Collection[int]) -> AllocationLine:
    """Return a commune's line after the decision; an agreed proposal has no floor."""
    proposal, line = row.proposal, row.standing.line
    if proposal is None or proposal.pk not in agreed:
        return line
    return AllocationLine(
        commune_id=line.commune_id,
        fall=proposal.fall,
        em_fall=proposal.em_fall,
        weight=line.weight,
    )
