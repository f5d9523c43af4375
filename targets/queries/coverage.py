"""How far the households registered to leave poverty cover the targets, by commune."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Aggregate,
    BooleanField,
    Count,
    ExpressionWrapper,
    IntegerField,
    QuerySet,
    Value,
)

from areas.models import Commune
from common.prepared import PreparedQuery
from households.choices import Figure
from households.models import PovertyRecord
from households.querysets import FIGURES, MINORITY_THROUGHOUT
from targets.choices import GoalGroup, ReviewOutcome
from targets.models import CommuneTarget, YearPlan
from targets.queries.last_year import Gains, gains_last_year
from targets.queries.plans import communes_of
from targets.queries.registrations import OUTCOMES
from targets.queries.rows import CommuneShare
from targets.rules.coverage import Coverage, expected_gains, urgency

# What is counted of all records of a year, and of those of its registered households.
RECORD_COUNTS = {
    "exits": Count("pk", filter=OUTCOMES[ReviewOutcome.EXITED]),
    "gains": Count("pk", filter=FIGURES[Figure.RELAPSED] | FIGURES[Figure.NEW_POOR]),
}
NAMED_COUNTS = {
    "registered": Count("pk"),
    "exited": Count("pk", filter=OUTCOMES[ReviewOutcome.EXITED]),
    "still_poor": Count("pk", filter=OUTCOMES[ReviewOutcome.STILL_POOR]),
    "not_reviewed": Count("pk", filter=OUTCOMES[ReviewOutcome.NOT_REVIEWED]),
    "left": Count("pk", filter=OUTCOMES[ReviewOutcome.LEFT]),
}
_NAMES = (*RECORD_COUNTS, *NAMED_COUNTS)
_KEYS = ("commune", "of_minority")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """The registrations of a commune, or of the district (`commune_id` 0), of all and of
    minorities.

    `merged_into` is the key of the commune it is part of now.
    """

    commune_id: int
    name: str
    sort_key: str
    everyone: Coverage
    minority: Coverage
    merged_into: int | None = None

    def is_of(self, commune: int | None) -> bool:
        """Whether the commune is this one, or the one it was merged into."""
        return commune is not None and commune in {self.commune_id, self.merged_into}

    @property
    def cannot_reach(self) -> bool:
        """Whether the registrations cannot bring the target, of all or of
        ethnic-minority households."""
        return self.everyone.can_reach is False or self.minority.can_reach is False


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReport:
    """The coverage of a year; communes worst first (`rules.coverage.urgency`), then by name."""

    year: int
    communes: Sequence[CoverageRow]
    total: CoverageRow

    def of(self, commune: int) -> CoverageRow | None:
        """Return a commune together with those merged into it; None when the year has
        none of them."""
        rows = [row for row in self.communes if row.is_of(commune)]
        own = next((row for row in rows if row.commune_id == commune), None)
        return joined_rows(rows, like=own or rows[0]) if rows else None

    @property
    def unable(self) -> Sequence[CoverageRow]:
        """The communes whose registrations cannot reach the target."""
        return [row for row in self.communes if row.cannot_reach]


def coverage(plan: YearPlan) -> CoverageReport:
    """Return the coverage of a year's registrations, by commune and in total, in 4 queries.

    Households. Ethnic-minority ones by the year's record, as in the flow tables: those that were so
    when the year opened and still are. A registered household counts by the outcome in its record, in the commune of its
    record. Expected gains: `rules.coverage`. The total adds the communes up: its target is the sum
    of the shares, None while the goal is not allocated.
    """
    targets = {row.commune_id: row for row in plan.commune_targets.order_by()}
    counts = _counts(plan)
    last_year = gains_last_year(plan)
    shared = any(row.fall or row.em_fall for row in targets.values())
    known = {*targets, *(commune for commune, _ in counts)}
    rows = [
        coverage_row(
            commune,
            target=targets.get(commune.pk) if shared else None,
            counts=counts,
            last_year=last_year.get(commune.pk, Gains()) if last_year else None,
        )
        for commune in communes_of(plan, on=dt.date(plan.year, 1, 1), known=known)
    ]
    rows.sort(key=lambda row: (urgency(row.everyone), row.sort_key, row.commune_id))
    nowhere = CoverageRow(
        commune_id=0,
        name=GoalGroup.EVERYWHERE.label,
        sort_key="",
        everyone=Coverage(),
        minority=Coverage(),
    )
    return CoverageReport(year=plan.year, communes=rows, total=joined_rows(rows, like=nowhere))


def named_records(plan: YearPlan, records: QuerySet) -> QuerySet:
    """Return those of the records that are of the plan's opening list and registered to exit."""
    named = plan.registrations.registered().order_by().values("household")
    of_year = records.filter(FIGURES[Figure.OPENING], year=plan.year, standard=plan.standard_id)
    return of_year.filter(household__in=named)


def part_of_union(
    rows: QuerySet, counts: Mapping[str, Aggregate], *, keys: Iterable[str], names: Iterable[str]
) -> QuerySet:
    """Return the keys and all `names` of grouped rows, 0 for what is not counted of these rows."""
    others = {name: Value(0, IntegerField()) for name in names if name not in counts}
    return rows.annotate(**counts, **others).values_list(*keys, *names)


@PreparedQuery
def _counted(plan: int, year: int, standard: int) -> QuerySet:
    """Two counts in one query: only the records of registered households are looked up."""
    records = PovertyRecord.objects.of_year(year, standard).order_by()
    named = named_records(YearPlan(pk=plan, year=year, standard_id=standard), records)

    def counted(rows: QuerySet, counts: Mapping[str, Count]) -> QuerySet:
        minority = ExpressionWrapper(MINORITY_THROUGHOUT, BooleanField())
        by_commune = rows.annotate(of_minority=minority).values(*_KEYS)
        return part_of_union(by_commune, counts, keys=_KEYS, names=_NAMES)

    return counted(records, RECORD_COUNTS).union(counted(named, NAMED_COUNTS), all=True)


def _counts(plan: YearPlan) -> dict[tuple[int, bool], Counter[str]]:
    found: dict[tuple[int, bool], Counter[str]] = defaultdict(Counter)
    for commune, of_minority, *figures in _counted(plan.pk, plan.year, plan.standard_id):
        found[commune, bool(of_minority)].update(dict(zip(_NAMES, figures, strict=True)))
    return found


def coverage_row(
    commune: Commune,
    *,
    target: CommuneTarget | CommuneShare | None,
    counts: Mapping[tuple[int, bool], Mapping[str, Any]],
    last_year: Gains | None,
) -> CoverageRow:
    """Return the coverage of one commune; `counts` by commune key and ethnic minority."""
    of_minority = counts.get((commune.pk, True), {})
    both = [of_minority, counts.get((commune.pk, False), {})]
    return CoverageRow(
        commune_id=commune.pk,
        name=commune.full_name,
        sort_key=commune.sort_key,
        merged_into=commune.merged_into_id,
        everyone=_coverage(
            both,
            target=target.fall if target else None,
            last_year=last_year.every if last_year else None,
        ),
        minority=_coverage(
            [of_minority],
            target=target.em_fall if target else None,
            last_year=last_year.minority if last_year else None,
        ),
    )


def _coverage(
    counts: Sequence[Mapping[str, Any]], *, target: int | None, last_year: int | None
) -> Coverage:
    def summed(name: str) -> int:
        return sum(row.get(name, 0) for row in counts)

    return Coverage(
        registered=summed("registered"),
        exited=summed("exited"),
        still_poor=summed("still_poor"),
        not_reviewed=summed("not_reviewed"),
        left=summed("left"),
        exits_unnamed=summed("exits") - summed("exited"),
        target=target,
        expected_gains=expected_gains(so_far=summed("gains"), last_year=last_year),
    )


def joined_rows(rows: Iterable[CoverageRow], *, like: CoverageRow) -> CoverageRow:
    """Add rows up under the name of one of them."""
    rows = list(rows)
    return CoverageRow(
        commune_id=like.commune_id,
        name=like.name,
        sort_key=like.sort_key,
        merged_into=like.merged_into,
        everyone=sum((row.everyone for row in rows), Coverage()),
        minority=sum((row.minority for row in rows), Coverage()),
    )
