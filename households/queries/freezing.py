"""Results frozen with a closed round, and its reopenings."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from areas.choices import CommuneKind
from common.sources import FigureSource
from households.choices import Figure, RoundKind
from households.models import (
    Assessment,
    FrozenPopulation,
    FrozenRecord,
    PovertyStandard,
    Round,
    RoundReopening,
    Snapshot,
)
from households.queries.population import FIGURES as POPULATION_FIGURES
from households.queries.population import Population
from households.querysets import FIGURES

# The figures of the frozen table, in households, counted as in the current list.
COUNTED = (
    Figure.OPENING,
    Figure.EXITS,
    Figure.OTHER_OUT,
    Figure.RELAPSED,
    Figure.NEW_POOR,
    Figure.OTHER_IN,
    Figure.CLOSING,
    Figure.NEAR_POOR_NOW,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenRow:
    """The households of each figure and the population of one commune, or of all (name "")."""

    commune_id: int | None
    name: str
    sort_key: str
    edition: int
    population: Population | None
    figures: Mapping[str, int]

    @property
    def rate(self) -> float | None:
        """The share of poor households at the closing; None without a number of households."""
        if self.population is None or not self.population.households:
            return None
        return self.figures[Figure.CLOSING] / self.population.households


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenResult:
    """The result of a closed round under a standard: editions, communes in order, the total."""

    standard: PovertyStandard
    snapshots: Sequence[Snapshot]
    communes: Sequence[FrozenRow]
    total: FrozenRow

    @property
    def first(self) -> Snapshot:
        """The latest edition of all communes, made when the round was locked."""
        return [one for one in self.snapshots if one.commune_id is None][-1]

    @property
    def source(self) -> FigureSource:
        return frozen_source(self.snapshots)


def frozen_source(snapshots: Sequence[Snapshot]) -> FigureSource:
    """Return what frozen figures are about: the latest of some editions dates them.

    The snapshots are loaded with their round and standard.
    """
    latest = max(snapshots, key=lambda one: (one.frozen_at, one.pk))
    pairs = {one.standard.code: one.standard_name for one in snapshots}
    return FigureSource(
        year=latest.round.year,
        standards=tuple(pairs.items()),
        as_of=timezone.localtime(latest.frozen_at).date(),
        computed_at=latest.frozen_at,
    )


def frozen_standards(round_: Round) -> list[PovertyStandard]:
    """Return the standards under which a round's result is frozen, that of the goals first."""
    rows = round_.round_standards.select_related("standard").order_by("position")
    return [row.standard for row in rows] if not round_.is_open else []


def current_lines(snapshots: Iterable[Snapshot]) -> Q:
    """Return the condition for the lines that count: each commune's latest edition.

    `snapshots` are those of one round, of one standard or of all, in order of their edition.
    """
    found = Q(pk__in=[])
    by_standard: dict[int, list[Snapshot]] = {}
    for snapshot in snapshots:
        by_standard.setdefault(snapshot.standard_id, []).append(snapshot)
    for editions in by_standard.values():
        latest = {one.commune_id: one.pk for one in editions if one.commune_id is not None}
        whole = [one.pk for one in editions if one.commune_id is None][-1:]
        found |= Q(snapshot__in=whole) & ~Q(commune__in=list(latest))
        found |= Q(snapshot__in=list(latest.values()))
    return found


def frozen_result(round_: Round, standard: PovertyStandard) -> FrozenResult | None:
    """Return a closed round's result in three queries; None while nothing is frozen."""
    of_standard = round_.snapshots.filter(standard=standard).order_by("edition")
    snapshots = list(of_standard.select_related("commune", "frozen_by", "standard", "round"))
    if not snapshots:
        return None
    counted = _counted(snapshots)
    people = _population(round_.year) if round_.kind == RoundKind.YEAR_END else {}
    editions = {one.commune_id: one.edition for one in snapshots}
    of_all = editions.get(None, 1)
    rows = [
        FrozenRow(
            commune_id=key,
            name=people[key][0] if key in people else counted[key]["commune_name"],
            sort_key=people[key][1] if key in people else counted[key]["commune__sort_key"],
            edition=editions.get(key, of_all),
            population=people[key][2] if key in people else None,
            figures={name: counted[key][name] if key in counted else 0 for name in COUNTED},
        )
        for key in counted.keys() | people.keys()
    ]
    rows.sort(key=lambda row: (row.sort_key, row.commune_id or 0))
    return FrozenResult(
        standard=standard, snapshots=snapshots, communes=rows, total=_total(rows, bool(people))
    )


def _counted(snapshots: Sequence[Snapshot]) -> dict[int, dict[str, Any]]:
    rows = (
        FrozenRecord.objects.filter(current_lines(snapshots))
        .order_by()
        .values("commune", "commune_name", "commune__sort_key")
        .annotate(**{name: Count("pk", filter=FIGURES[name]) for name in COUNTED})
    )
    return {row["commune"]: dict(row) for row in rows}


def _population(year: int) -> dict[int, tuple[str, str, Population]]:
    rows = FrozenPopulation.objects.filter(year=year).select_related("commune").order_by("edition")
    return {
        row.commune_id: (
            f"{CommuneKind(row.commune_kind).label} {row.commune_name}",
            row.commune.sort_key,
            Population(**{name: getattr(row, name) for name in POPULATION_FIGURES}),
        )
        for row in rows
    }


def _total(rows: Sequence[FrozenRow], has_people: bool) -> FrozenRow:  # noqa: FBT001
    people = [row.population for row in rows if row.population]
    summed = {name: sum(getattr(one, name) for one in people) for name in POPULATION_FIGURES}
    return FrozenRow(
        commune_id=None,
        name="",
        sort_key="",
        edition=1,
        population=Population(**summed) if has_people else None,
        figures={name: sum(row.figures[name] for row in rows) for name in COUNTED},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopeningRow:
    """A reopening, whether it is in force, and the number of the commune's forms in progress."""

    reopening: RoundReopening
    is_in_force: bool
    at_work: int


def reopenings_of(round_: Round, *, at: dt.datetime) -> list[ReopeningRow]:
    """Return a round's reopenings, latest first, in two queries."""
    work: Iterable[Mapping[str, Any]] = (
        Assessment.objects.filter(round=round_)
        .at_work()
        .order_by()
        .values("commune")
        .annotate(forms=Count("pk"))
    )
    at_work = {row["commune"]: row["forms"] for row in work}
    found = round_.reopenings.select_related("commune", "opened_by", "relocked_by")
    return [
        ReopeningRow(
            reopening=one,
            is_in_force=one.relocked_at is None and one.closes_at > at,
            at_work=at_work.get(one.commune_id, 0),
        )
        for one in found
    ]
