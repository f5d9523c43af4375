"""Freezing the result of a locked round. Frozen rows are only ever added."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Q, TextChoices

from accounts.models import User
from areas.choices import CommuneKind, VillageKind
from areas.models import Commune
from common.errors import Refused
from households.choices import RoundKind, RoundState
from households.models import FrozenPopulation, PovertyStandard, Round, RoundReopening, Snapshot
from households.queries.population import FIGURES, Population
from households.queries.year_end import population_at_year_end


@transaction.atomic
def freeze_population(
    *,
    year: int,
    at: dt.datetime,
    by: User | None,
    population: Mapping[int, Population] | None = None,
) -> int:
    """Freeze the households and persons of every commune for a year; return communes written.

    Called when a year's final round is locked, and when units change in a year still open: from
    then on `population_by_commune` returns these figures for the year, by the present units. Events
    that count in a later year are left out. A frozen year is left unchanged, so repeating is
    harmless. `population` replaces the figures of
    the register, by commune key.
    """
    if FrozenPopulation.objects.filter(year=year).exists():
        return 0
    return _write(population or population_at_year_end(year), year=year, at=at, by=by)


def unfreeze_closing(*, round_: Round) -> None:
    """Delete the population frozen by the latest closing of a round that has just been undone.

    Snapshots stay as former editions.
    """
    last = round_.snapshots.filter(commune=None).order_by("edition").last()
    if last is not None and round_.kind == RoundKind.YEAR_END:
        FrozenPopulation.objects.filter(year=round_.year, frozen_at=last.frozen_at).delete()


@transaction.atomic
def unfreeze_population(*, year: int) -> int:
    """Delete the frozen population of a year still open, when a change of units is undone.

    Returns the rows removed. Raises Refused once the year's final round is locked.
    """
    if Round.objects.filter(year=year, kind=RoundKind.YEAR_END, state=RoundState.CLOSED).exists():
        raise Refused(f"Năm {year} đã khóa; số hộ, số khẩu đã khóa của năm không gỡ được.")
    return FrozenPopulation.objects.filter(year=year).delete()[0]


def _freeze_commune_again(*, year: int, commune: Commune, at: dt.datetime, by: User | None) -> int:
    """Add an edition of one commune's figures when they differ; return rows written (0 or 1).

    A commune no longer in force keeps its figures: it has no households now.
    """
    former = FrozenPopulation.objects.filter(year=year, commune=commune)
    latest = former.order_by("-edition").first()
    if latest is None or commune.valid_to is not None:
        return 0
    living = population_at_year_end(year).get(commune.pk, Population())
    if all(getattr(latest, name) == getattr(living, name) for name in FIGURES):
        return 0
    return _write({commune.pk: living}, year=year, at=at, by=by)


def freeze_round(*, round_: Round, at: dt.datetime, by: User | None) -> list[Snapshot]:
    """Freeze the result of a round that has just been closed, one snapshot per standard.

    A round closed again after its closing was undone gets another edition. The lines are those of the year's list, with the present names of households and units. A
    year-end round also freezes the year's population.
    """
    if round_.kind == RoundKind.YEAR_END:
        freeze_population(year=round_.year, at=at, by=by)
    last = round_.snapshots.aggregate(n=Max("edition"))["n"] or 0
    return [
        _snapshot(round_, row.standard, edition=last + 1, at=at, by=by)
        for row in round_.round_standards.select_related("standard")
    ]


def freeze_reopened(*, reopening: RoundReopening, at: dt.datetime, by: User | None) -> None:
    """Add an edition of one commune's result when it is locked again; former editions are kept."""
    round_, commune = reopening.round, reopening.commune
    if round_.kind == RoundKind.YEAR_END:
        _freeze_commune_again(year=round_.year, commune=commune, at=at, by=by)
    for row in round_.round_standards.select_related("standard"):
        former = Snapshot.objects.filter(round=round_, standard=row.standard)
        last = former.filter(Q(commune=commune) | Q(commune=None)).aggregate(n=Max("edition"))["n"]
        edition = (last or 1) + 1
        _snapshot(round_, row.standard, edition=edition, at=at, by=by, reopening=reopening)


def _snapshot(
    round_: Round,
    standard: PovertyStandard,
    *,
    edition: int,
    at: dt.datetime,
    by: User | None,
    reopening: RoundReopening | None = None,
) -> Snapshot:
    snapshot = Snapshot.objects.create(
        round=round_,
        standard=standard,
        standard_name=standard.name,
        commune=reopening.commune if reopening else None,
        edition=edition,
        frozen_at=at,
        frozen_by=by,
        reopening=reopening,
    )
    with connection.cursor() as cursor:
        cursor.execute(*_lines_of(snapshot))
    return snapshot


# The source of each column of a frozen line; one statement copies all lines.
_SOURCES = {
    "household_id": "r.household_id",
    "commune_id": "r.commune_id",
    "household_code": "h.code",
    "head_name": "h.head_name",
    "sort_key": "h.sort_key",
    "village_name": "{village_kind} || ' ' || v.name",
    "commune_name": "{commune_kind} || ' ' || c.name",
    "is_ethnic_minority": "r.is_ethnic_minority",
    "opening_members": "r.opening_members",
    "members": "r.members",
    "opening_status": "r.opening_status",
    "status": "r.status",
    "movement": "r.movement",
    "near_poor_movement": "r.near_poor_movement",
    "has_left": "r.has_left",
    "explanation": "COALESCE(x.explanation, '')",
}


def _lines_of(snapshot: Snapshot) -> tuple[str, list[Any]]:
    """Return the statement that copies the lines of the list into a snapshot."""
    columns = ", ".join(_SOURCES)
    village_kind, village_words = _label_of("v.kind", VillageKind)
    commune_kind, commune_words = _label_of("c.kind", CommuneKind)
    sources = ", ".join(_SOURCES.values()).format(
        village_kind=village_kind, commune_kind=commune_kind
    )
    of_commune = "" if snapshot.commune_id is None else " AND r.commune_id = %s"
    statement = (
        f"INSERT INTO households_frozenrecord (snapshot_id, {columns})"  # noqa: S608  (own names)
        f" SELECT %s, {sources} FROM households_povertyrecord r"
        " JOIN households_household h ON h.id = r.household_id"
        " JOIN areas_village v ON v.id = h.village_id"
        " JOIN areas_commune c ON c.id = r.commune_id"
        " LEFT JOIN households_assessmentresult x ON x.id = r.result_id"
        f" WHERE r.year = %s AND r.standard_id = %s{of_commune}"
    )
    place = [snapshot.commune_id] if of_commune else []
    of_list = [snapshot.round.year, snapshot.standard_id, *place]
    return statement, [snapshot.pk, *village_words, *commune_words, *of_list]


def _label_of(column: str, choices: type[TextChoices]) -> tuple[str, list[str]]:
    """Return the SQL that turns a stored code into its Vietnamese label, and its parameters."""
    whens = " ".join(["WHEN %s THEN %s"] * len(choices))
    return f"CASE {column} {whens} END", [word for pair in choices.choices for word in pair]


def _write(
    population: Mapping[int, Population], *, year: int, at: dt.datetime, by: User | None
) -> int:
    editions = dict(
        FrozenPopulation.objects.filter(year=year)
        .order_by()
        .values_list("commune")
        .annotate(last=Max("edition"))
    )
    rows = [
        FrozenPopulation(
            year=year,
            commune=commune,
            edition=editions.get(commune.pk, 0) + 1,
            commune_code=commune.code,
            commune_name=commune.name,
            commune_kind=commune.kind,
            area_type=commune.area_type,
            frozen_at=at,
            frozen_by=by,
            **{name: getattr(population[commune.pk], name) for name in FIGURES},
        )
        for commune in Commune.objects.filter(pk__in=population)
    ]
    return len(FrozenPopulation.objects.bulk_create(rows))
