"""Numbers about the poor list, per commune: the one source of progress, lists and reports."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from areas.models import Commune
from households.choices import AssessmentState
from households.models import (
    Assessment,
    PovertyRecord,
    PovertyStandard,
    RoundStandard,
)
from households.querysets import FIGURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What became of the poor list of one commune in a year, in households.

    Columns 1–9 of the flow table of the TT 07/2021 family: 9 = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8.
    `closing` is counted by itself, so that the identity can fail and be seen to fail.
    """

    opening: int = 0
    exits_to_near_poor: int = 0
    exits_above: int = 0
    other_out: int = 0
    fallen_from_near_poor: int = 0
    relapsed: int = 0
    first_poor: int = 0
    other_in: int = 0
    closing: int = 0
    reviewed: int = 0

    @property
    def exits(self) -> int:
        return self.exits_to_near_poor + self.exits_above

    @property
    def new_poor(self) -> int:
        return self.fallen_from_near_poor + self.first_poor

    @property
    def expected_closing(self) -> int:
        gone = self.exits + self.other_out
        come = self.relapsed + self.new_poor + self.other_in
        return self.opening - gone + come

    @property
    def balances(self) -> bool:
        return self.closing == self.expected_closing

    @property
    def net_fall(self) -> int:
        return self.opening - self.closing

    def __add__(self, other: "Flow") -> "Flow":
        return Flow(**{name: getattr(self, name) + getattr(other, name) for name in _FIELDS})


_FIELDS = tuple(Flow.__dataclass_fields__)


def _counts(prefix: str, extra: Q) -> dict[str, Count]:
    return {f"{prefix}{name}": Count("pk", filter=FIGURES[name] & extra) for name in _FIELDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneFlow:
    """The flows of all poor households of a commune and of its ethnic-minority ones."""

    everyone: Flow
    minority: Flow


def poverty_flow(*, year: int, standard: PovertyStandard) -> dict[int, CommuneFlow]:
    """Return the flow of the poor list of each commune, by commune key, in one query.

    Households; a commune without a record is absent. Households count as ethnic-minority by
    the ethnicity of the head when the record was made.
    """
    aggregates = _counts("", Q()) | _counts("em_", Q(is_ethnic_minority=True))
    rows: Iterable[Mapping[str, Any]] = (
        PovertyRecord.objects.of_year(year, standard)
        .order_by()
        .values("commune")
        .annotate(**aggregates)
    )
    return {
        row["commune"]: CommuneFlow(
            everyone=Flow(**{name: row[name] for name in _FIELDS}),
            minority=Flow(**{name: row[f"em_{name}"] for name in _FIELDS}),
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Forms of a commune in a year's rounds, by state."""

    drafts: int = 0
    submitted: int = 0
    approved: int = 0


def workload_by_commune(*, year: int) -> dict[int, Workload]:
    """Return how many forms each commune has in each state in a year, in one query."""
    rows: Iterable[Mapping[str, Any]] = (
        Assessment.objects.filter(round__year=year)
        .order_by()
        .values("commune")
        .annotate(
            drafts=Count("pk", filter=Q(state=AssessmentState.DRAFT)),
            submitted=Count("pk", filter=Q(state=AssessmentState.SUBMITTED)),
            approved=Count("pk", filter=Q(state=AssessmentState.APPROVED)),
        )
    )
    return {
        row["commune"]: Workload(
            drafts=row["drafts"], submitted=row["submitted"], approved=row["approved"]
        )
        for row in rows
    }


def working_standard(year: int) -> PovertyStandard | None:
    """Return the standard that judges a year: the first of its year-end round, else of its
    in-year round; None without a round."""
    first = (
        RoundStandard.objects.filter(round__year=year, position=1)
        .select_related("standard")
        .order_by("-round__kind")
        .first()
    )
    return first.standard if first else None


def communes_on(day: dt.date) -> list[Commune]:
    """Return the communes in force on a day, in alphabetical order."""
    return list(Commune.objects.valid_on(day))
