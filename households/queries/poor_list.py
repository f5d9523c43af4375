"""Figures of the year's lists by commune: the only source of progress, lists and reports."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.db.models import Aggregate, Case, Count, F, IntegerField, Min, Q, QuerySet, Sum, When

from common.prepared import PreparedQuery
from households.choices import AssessmentState, Figure
from households.models import (
    Assessment,
    AssessmentResult,
    PovertyRecord,
    PovertyStandard,
    RoundStandard,
)
from households.queries.population import Within, kept_within
from households.querysets import (
    FIGURES,
    FIRST_YEAR_NEAR_POOR,
    FIRST_YEAR_POOR,
    NEAR_POOR_GREW,
    NEAR_POOR_SHRANK,
    POOR_GREW,
    POOR_SHRANK,
)
from households.rules.flows import FLOW_FIELDS, NEAR_POOR_FIELDS, Flow, NearPoorFlow, Tables

# The condition of each column of the two tables.
POOR_COLUMNS = {
    **{name: FIGURES[name] for name in FLOW_FIELDS if name != "first_year"},
    "first_year": FIRST_YEAR_POOR,
}
_NEAR_POOR = {
    "opening": FIGURES[Figure.NEAR_POOR_OPENING],
    "exits": FIGURES[Figure.NEAR_POOR_EXITS],
    "became_poor": FIGURES[Figure.BECAME_POOR],
    "other_out": FIGURES[Figure.NEAR_POOR_OTHER_OUT],
    "fallen_from_poor": FIGURES[Figure.FALLEN_FROM_POOR],
    "relapsed": FIGURES[Figure.NEAR_POOR_RELAPSED],
    "first_near_poor": FIGURES[Figure.FIRST_NEAR_POOR],
    "other_in": FIGURES[Figure.NEAR_POOR_OTHER_IN],
    "closing": FIGURES[Figure.NEAR_POOR_NOW],
    "first_year": FIRST_YEAR_NEAR_POOR,
}
# Columns that count the present people; the others count those of the opening.
_OF_NOW = frozenset(
    {"relapsed", "first_poor", "first_near_poor", "other_in", "closing", "first_year"}
)
_CHANGE = {
    "poor": {"other_in": POOR_GREW, "other_out": POOR_SHRANK},
    "near_poor": {"other_in": NEAR_POOR_GREW, "other_out": NEAR_POOR_SHRANK},
}


# Whether a household was an ethnic-minority one at the opening, and is one now.
MINORITY_MARKS = ("opened_as_minority", "is_ethnic_minority")
Marks = tuple[bool, bool]


def _people(name: str, condition: Q, changed: Q | None) -> Sum:
    """Return the sum of people of a column; `changed` selects households that grew or shrank."""
    now, opening = F("members"), F("opening_members")
    of_now = name in _OF_NOW
    whens = [When(condition, then=now if of_now else opening)]
    if changed is not None:
        whens.append(When(changed, then=now - opening if of_now else opening - now))
    return Sum(Case(*whens, default=0, output_field=IntegerField()))


def list_columns(*, people: bool, near_poor: bool = True) -> dict[str, Aggregate]:
    """Return what is counted of records for the two tables, in people as well if requested.

    Without `near_poor` only the table of the poor list is counted.
    """
    found: dict[str, Aggregate] = {}
    tables = [("poor", POOR_COLUMNS), *([("near_poor", _NEAR_POOR)] if near_poor else [])]
    for table, columns in tables:
        for name, condition in columns.items():
            found[f"{table}_{name}"] = Count("pk", filter=condition)
            if not people:
                continue
            changed = _CHANGE[table].get(name)
            found[f"{table}_people_{name}"] = _people(name, condition, changed)
    return found


def tables_of(row: Mapping[str, Any]) -> Tables:
    """Return the tables of a row counted with `list_columns`; those not counted are empty."""

    def counted(table: str, names: Iterable[str]) -> dict[str, int]:
        return {name: row[f"{table}_{name}"] for name in names if f"{table}_{name}" in row}

    return Tables(
        poor=Flow(**counted("poor", FLOW_FIELDS)),
        poor_people=Flow(**counted("poor_people", FLOW_FIELDS)),
        near_poor=NearPoorFlow(**counted("near_poor", NEAR_POOR_FIELDS)),
        near_poor_people=NearPoorFlow(**counted("near_poor_people", NEAR_POOR_FIELDS)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneFlow:
    """The flow tables of all households of a commune and of its ethnic-minority ones."""

    of_everyone: Tables = field(default_factory=Tables)
    of_minority: Tables = field(default_factory=Tables)

    @property
    def everyone(self) -> Flow:
        """The poor list, in households."""
        return self.of_everyone.poor

    @property
    def minority(self) -> Flow:
        """The ethnic-minority households of the poor list."""
        return self.of_minority.poor

    def __add__(self, other: Self) -> "CommuneFlow":
        return CommuneFlow(
            of_everyone=self.of_everyone + other.of_everyone,
            of_minority=self.of_minority + other.of_minority,
        )


def poverty_flow(
    *,
    year: int,
    standard: PovertyStandard,
    within: Within | None = None,
    people: bool = True,
) -> dict[int, CommuneFlow]:
    """Return the flow of both lists of each commune, by commune key, in one query.

    `within` limits it to some communes, so that a district's page does not get slower with the size
    of the province. Without `people` the tables in people stay empty, which takes a third of the
    work. How households and people are counted: `rules.flows`; a commune without a record is
    absent. Households count as ethnic-minority ones by their head: at the opening as they closed
    the year before, at the closing as they are now, in a closed year as they were then.
    """
    rows: Iterable[Mapping[str, Any]] = (
        kept_within(PovertyRecord.objects.of_year(year, standard), within)
        .order_by()
        .values("commune", *MINORITY_MARKS)
        .annotate(**list_columns(people=people))
    )
    return flows_of((row["commune"], marks_of(row), row) for row in rows)


def marks_of(row: Mapping[str, Any]) -> Marks:
    """Return whether the households of a row opened, and are now, ethnic-minority ones."""
    opened, now = (row[name] for name in MINORITY_MARKS)
    return opened, now


def flows_of(rows: Iterable[tuple[int, Marks, Mapping[str, Any]]]) -> dict[int, CommuneFlow]:
    """Return the flows by commune key, from rows of `list_columns` by commune and marks."""
    flows: dict[int, CommuneFlow] = {}
    for commune, (opened, now), row in rows:
        known = flows.get(commune, CommuneFlow())
        found = tables_of(row)
        flows[commune] = CommuneFlow(
            of_everyone=known.of_everyone + found,
            of_minority=known.of_minority + found.of_minority(opened=opened, now=now),
        )
    return flows


def deciding_results(*, year: int, standard: PovertyStandard | int) -> QuerySet[AssessmentResult]:
    """Return the approved results of a year under a standard, deciding ones first.

    A year can have an in-year and a year-end round: the later survey counts, then the later
    approval.
    """
    return AssessmentResult.objects.filter(
        assessment__round__year=year,
        assessment__state=AssessmentState.APPROVED,
        standard=standard,
    ).order_by(
        F("assessment__surveyed_on").desc(nulls_last=True), "-assessment__approved_at", "-pk"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """The number of forms of a commune in a year's rounds, by state.

    `waiting_since` is the moment the oldest of those submitted was handed in.
    """

    drafts: int = 0
    submitted: int = 0
    approved: int = 0
    waiting_since: dt.datetime | None = None


def workload_by_commune(*, year: int, within: Within | None = None) -> dict[int, Workload]:
    """Return the number of forms of each commune in each state in a year, in one query."""
    rows: Iterable[Mapping[str, Any]]
    if isinstance(within, QuerySet) or within is None:
        rows = _workload(year, within)
    else:
        rows = _workload_of(year, *within)
    return {
        row["commune"]: Workload(
            drafts=row["drafts"],
            submitted=row["submitted"],
            approved=row["approved"],
            waiting_since=row["waiting_since"],
        )
        for row in rows
    }


def _workload(year: int, within: Within | None) -> QuerySet:
    return (
        kept_within(Assessment.objects.filter(round__year=year), within)
        .order_by()
        .values("commune")
        .annotate(
            drafts=Count("pk", filter=Q(state=AssessmentState.DRAFT)),
            submitted=Count("pk", filter=Q(state=AssessmentState.SUBMITTED)),
            approved=Count("pk", filter=Q(state=AssessmentState.APPROVED)),
            waiting_since=Min("submitted_at", filter=Q(state=AssessmentState.SUBMITTED)),
        )
    )


@PreparedQuery
def _workload_of(year: int, *within: int) -> QuerySet:
    return _workload(year, within)


def working_standard(year: int) -> PovertyStandard | None:
    """Return the standard that decides a year, None without a round.

    The first standard of its year-end round, else of its in-year round.
    """
    first = (
        RoundStandard.objects.filter(round__year=year, position=1)
        .select_related("standard")
        .order_by("-round__kind")
        .first()
    )
    return first.standard if first else None
