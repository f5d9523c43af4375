"""One commune's target and all that was recorded about it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from accounts.models import User
from areas.models import Commune
from targets.choices import AllocationState
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
    standings_of,
)
from targets.queries.answers_compare import files_of
from targets.queries.plan_contents import PlanRow, plan_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntries:
    """All that was recorded on a commune's target in a year; `files` by the answer's key."""

    given: Sequence[AllocationLine] = ()
    reports: Sequence[PartyReport] = ()
    answers: Sequence[AllocationAnswer] = ()
    files: Mapping[int, Sequence[Attachment]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLedger:
    """A commune's target with its ledger; `standing` is None without an adopted allocation."""

    plan: YearPlan
    commune: Commune
    target: PlanRow | None
    standing: AnswerStanding | None
    entries: LedgerEntries
    today: dt.date

    @property
    def is_overdue(self) -> bool:
        return self.standing is not None and self.standing.is_overdue(self.today)

    @property
    def may_propose(self) -> bool:
        """Whether the commune may still propose other figures today."""
        standing = self.standing
        return standing is not None and standing.answer is None and not self.is_overdue

    @property
    def may_accept(self) -> bool:
        return self.standing is not None and self.standing.answer is None

    @property
    def may_withdraw(self) -> bool:
        """Whether the answer is in force and not decided yet."""
        standing = self.standing
        return standing is not None and standing.answer is not None and not standing.decided


def target_ledger(plan: YearPlan, commune: Commune, *, on: dt.date) -> TargetLedger:
    """Return a commune's target and its ledger, in at most 10 queries."""
    lines = AllocationLine.objects.filter(
        allocation__plan=plan, allocation__state=AllocationState.ADOPTED, commune=commune
    )
    standing = standings_of(lines).get(commune.pk)
    target = None
    if standing is not None:
        target = _target(plan, standing)
    return TargetLedger(
        plan=plan,
        commune=commune,
        target=target,
        standing=standing,
        entries=_entries(plan, commune),
        today=on,
    )


def communes_to_choose(plan: YearPlan, user: User) -> list[AnswerStanding]:
    """Return the standings of the communes the user sees, alphabetically, in 4 queries."""
    visible = set(Commune.objects.visible_to(user).values_list("pk", flat=True))
    found = [each for key, each in answers_by_commune(plan).items() if key in visible]
    return sorted(found, key=lambda each: (each.line.commune.sort_key, each.line.commune_id))


def _target(plan: YearPlan, standing: AnswerStanding) -> PlanRow:
    """Return the commune's row of the plan with the falls of its allocation."""
    line = standing.line
    rows = plan_rows(plan, floor=wanted_by(plan).points)
    row = next(row for row in rows if row.commune_id == line.commune_id)
    return replace(row, fall=line.fall, em_fall=line.em_fall)


def _entries(plan: YearPlan, commune: Commune) -> LedgerEntries:
    lines = AllocationLine.objects.filter(
        allocation__plan=plan, allocation__number__isnull=False, commune=commune
    )
    of_commune = {"allocation__plan": plan, "commune": commune}
    answers = list(
        AllocationAnswer.objects.filter(**of_commune).select_related(
            "allocation", "by", "withdrawn_by", "decision__by"
        )
    )
    return LedgerEntries(
        given=list(lines.select_related("allocation__adopted_by").order_by("allocation__number")),
        reports=list(PartyReport.objects.filter(**of_commune).select_related("by")),
        answers=answers,
        files=files_of(answers),
    )
