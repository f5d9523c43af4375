"""The watch list: results close to a line, groups clustering just past it, recent exits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, Subquery

from accounts.models import User
from areas.models import Commune
from households.choices import EXITS, HouseholdState
from households.models import Household, PovertyRecord, PovertyStandard, StandardLine
from households.querysets import HouseholdQuerySet, PovertyRecordQuerySet
from inspections.rules import Crowding, crowding, distance, is_conspicuous

YEARS_AFTER_EXIT = 3  # how long a newly exited household is followed and may borrow


def lines_of(standard: PovertyStandard) -> dict[str, list[int]]:
    """Return the B1 lines of a standard by kind of area; empty where no points are published."""
    return {
        line.area_type: sorted({line.score_low, line.score_high})
        for line in StandardLine.objects.filter(standard=standard, score_low__isnull=False)
        if line.score_low is not None and line.score_high is not None
    }


def _within(lines: dict[str, list[int]], *, below: int, above: int) -> Q:
    """B1 from `below` points under a line to `above` points over one, in the form's own area."""
    found = Q(pk__in=[])
    for area_type, points in lines.items():
        for line in points:
            found |= Q(
                result__assessment__commune__area_type=area_type,
                result__b1_points__range=(line - below, line + above),
            )
    return found


def near_the_line(
    *,
    user: User,
    year: int,
    standard: PovertyStandard,
    margin: int,
    commune: Commune | None = None,
) -> PovertyRecordQuerySet:
    """Return the records whose approved B1 lies within `margin` points of a line.

    A result at the line belongs to the lower class; both sides get `margin` points.
    """
    records = PovertyRecord.objects.visible_to(user).of_year(year, standard)
    records = records.filter(commune=commune) if commune else records
    close = _within(lines_of(standard), below=margin, above=margin)
    return records.filter(close, has_left=False).for_list()


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLine:
    """A record with its distance from the nearest line in points (negative: below it)."""

    record: PovertyRecord
    points: int
    distance: int


def near_line_rows(records: Iterable[PovertyRecord], standard: PovertyStandard) -> list[NearLine]:
    """Return records (with `for_list()`) with their distance from the nearest line."""
    lines = lines_of(standard)
    rows = []
    for record in records:
        points = record.result.b1_points if record.result else None
        if points is not None:
            area = record.commune.area_type
            rows.append(
                NearLine(record=record, points=points, distance=distance(points, lines[area]))
            )
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitGroup:
    """The exits of one enumerator or one commune, and how they cluster past the line."""

    name: str
    place: str
    found: Crowding

    @property
    def is_conspicuous(self) -> bool:
        return is_conspicuous(self.found)


def crowded_groups(
    *, user: User, year: int, standard: PovertyStandard, margin: int
) -> tuple[list[ExitGroup], list[ExitGroup]]:
    """Return exits by enumerator and by commune, the most conspicuous first, in three
    queries.

    "Just past" is one to `margin` points over a line. Each group is compared with all others. A
    conspicuous group may indicate that results were steered towards the target; it is no proof.
    """
    lines = lines_of(standard)
    exits = (
        PovertyRecord.objects.visible_to(user)
        .of_year(year, standard)
        .filter(movement__in=EXITS, result__b1_points__isnull=False)
    )
    past = _within(lines, below=-1, above=margin)
    counted = {"exits": Count("pk"), "close": Count("pk", filter=past)}
    people = exits.order_by().values(
        name=F("result__assessment__entered_by__full_name"),
        person=F("result__assessment__entered_by"),
        place=F("commune__name"),
    )
    communes = exits.order_by().values("commune", name=F("commune__name"))
    by_person = list(people.annotate(**counted))
    by_commune = list(communes.annotate(**counted))
    return _groups(by_person), _groups(by_commune)


def _groups(rows: Sequence[Mapping[str, Any]]) -> list[ExitGroup]:
    exits, close = sum(row["exits"] for row in rows), sum(row["close"] for row in rows)
    groups = [
        ExitGroup(
            name=row["name"],
            place=row.get("place", ""),
            found=crowding(
                close=row["close"],
                exits=row["exits"],
                other_close=close - row["close"],
                other_exits=exits - row["exits"],
            ),
        )
        for row in rows
    ]

    def order(group: ExitGroup) -> tuple[float, str]:
        chance = group.found.probability
        return (2.0 if chance is None else chance, group.name)

    return sorted(groups, key=order)


def recent_exits(
    *, user: User, year: int, standard: PovertyStandard, commune: Commune | None = None
) -> HouseholdQuerySet:
    """Return households still living here that left poverty in this year or the three years
    before.

    Annotated with `exit_year`, the present `poverty_status`, and `b1_points` of the latest
    approved result.
    """
    since = year - YEARS_AFTER_EXIT
    records = PovertyRecord.objects.filter(household=OuterRef("pk"), year__range=(since, year))
    exits = records.filter(movement__in=EXITS)
    latest = PovertyRecord.objects.filter(
        household=OuterRef("pk"), standard=standard, result__b1_points__isnull=False
    ).order_by("-year")
    last_exit = exits.order_by().values("household").annotate(last=Max("year")).values("last")
    here = Household.objects.visible_to(user).filter(state=HouseholdState.ACTIVE)
    here = here.filter(village__commune=commune) if commune else here
    return (
        here.filter(Exists(exits) | Q(earlier_exit_year__range=(since, year)))
        .for_list()
        .with_status(year, standard)
        .annotate(
            exit_year=Subquery(last_exit, output_field=IntegerField()),
            b1_points=Subquery(latest.values("result__b1_points")[:1], output_field=IntegerField()),
        )
    )


def communes_of(user: User) -> list[Commune]:
    """Return the communes a sample can be drawn in."""
    return list(Commune.objects.visible_to(user).order_by("sort_key"))
