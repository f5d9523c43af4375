"""The year of the user's own commune, read for the home page in two queries."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q

from areas.models import Commune
from areas.querysets import within_commune
from households.choices import Figure
from households.models import PovertyRecord
from households.queries.poor_list import MINORITY_MARKS, POOR_COLUMNS
from households.queries.population import with_population
from households.querysets import FIGURES
from households.rules.flows import Flow
from targets.models import YearPlan
from targets.queries.coverage import CoverageRow, coverage_counts, coverage_row, joined_rows
from targets.queries.last_year import Gains, gains_of
from targets.queries.plans import units_of_year
from targets.queries.rows import CommuneShare, ProgressLine
from targets.rules.coverage import urgency

_SHARE = tuple(CommuneShare.__dataclass_fields__)
# Counted records by year, commune and the two marks of ethnic-minority households.
_Counts = Mapping[tuple[int, int, tuple[bool, bool]], Mapping[str, Any]]
_MARKS = ((True, True), (True, False), (False, True), (False, False))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigures:
    """The progress of a commune together with the communes merged into it."""

    full_name: str
    everyone: ProgressLine
    minority: ProgressLine


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnYear:
    """A commune's year. `figures` and `coverage` are None when the commune is not in the year."""

    commune: Commune
    figures: OwnFigures | None
    coverage: CoverageRow | None


def own_year(plan: YearPlan, commune: int, *, as_of: dt.date) -> OwnYear:
    """Return a commune's figures in a plan's year, in two queries.

    The same figures as `progress` on the present units and as `coverage(plan).of(commune)`,
    without reading the other communes.
    """
    units = _units(plan, commune)
    counts = _counts(plan, commune)
    own = next(unit for unit in units if unit.pk == commune)
    return OwnYear(
        commune=own,
        figures=_figures(plan, own, units, counts, as_of=as_of),
        coverage=_coverage(plan, own, units, counts),
    )


def _units(plan: YearPlan, commune: int) -> list[Any]:
    """The commune and those merged into it, with their shares of the plan and households."""
    of_district = Commune.objects.of_district(plan.district_id).order_by()
    allocated = plan.commune_targets.filter(Q(fall__gt=0) | Q(em_fall__gt=0)).order_by()
    opened_last_year = (
        PovertyRecord.objects.of_year(plan.year - 1, plan.standard)
        .filter(FIGURES[Figure.OPENING], commune__in=of_district.values("pk"))
        .order_by()
    )
    communes = Commune.objects.filter(within_commune(commune, "pk"))
    return list(
        with_population(communes, year=plan.year).annotate(
            in_district=Exists(of_district.filter(pk=OuterRef("pk"))),
            is_allocated=Exists(allocated),
            has_last_year=Exists(opened_last_year),
            share=FilteredRelation("targets", condition=Q(targets__plan=plan)),
            **{f"share_{name}": F(f"share__{name}") for name in _SHARE},
        )
    )


def _counts(plan: YearPlan, commune: int) -> _Counts:
    records = PovertyRecord.objects.within(commune).filter(
        standard=plan.standard, year__in=[plan.year - 1, plan.year]
    )
    rows: Iterable[Mapping[str, Any]] = (
        records.order_by()
        .values("year", "commune", *MINORITY_MARKS)
        .annotate(
            **{f"flow_{name}": Count("pk", filter=q) for name, q in POOR_COLUMNS.items()},
            **coverage_counts(plan),
        )
    )
    return {
        (row["year"], row["commune"], tuple(row[name] for name in MINORITY_MARKS)): row
        for row in rows
    }


def _flow(counts: _Counts, year: int, units: Iterable[Any], *, of_minority: bool = False) -> Flow:
    found = Flow()
    for unit, marks in product(units, _MARKS):
        if row := counts.get((year, unit.pk, marks)):
            flow = Flow(**{name: row[f"flow_{name}"] for name in POOR_COLUMNS})
            opened, now = marks
            found += flow.of_minority(opened=opened, now=now) if of_minority else flow
    return found


def _share_of(unit: Any) -> CommuneShare | None:
    """The commune's share of the plan, None where it has none."""
    if unit.share_fall is None:
        return None
    return CommuneShare(**{name: getattr(unit, f"share_{name}") for name in _SHARE})


def _known(plan: YearPlan, units: Iterable[Any], counts: _Counts) -> set[int]:
    listed = {commune for year, commune, _ in counts if year == plan.year}
    return {unit.pk for unit in units if unit.pk in listed or unit.share_fall is not None}


def _figures(
    plan: YearPlan, own: Any, units: Iterable[Any], counts: _Counts, *, as_of: dt.date
) -> OwnFigures | None:
    inside = [unit for unit in units if unit.in_district]
    of_year = units_of_year(plan, inside, on=as_of, known=_known(plan, inside, counts))
    merged = [unit for unit in of_year if unit.merged_into_id == own.pk]
    has_become_another = own in of_year and own.merged_into_id is not None
    parts: list[Any] = merged if has_become_another else [*merged, own]
    if not merged and (has_become_another or own not in of_year):
        return None
    shares = [share for part in parts if (share := _share_of(part))]
    return OwnFigures(
        full_name=own.full_name,
        everyone=ProgressLine(
            flow=_flow(counts, plan.year, parts),
            households=sum(part.living for part in parts),
            baseline_households=sum(each.households for each in shares) if shares else None,
            baseline_poor=sum(each.poor for each in shares) if shares else None,
            target_fall=sum(each.fall for each in shares) if shares and own.is_allocated else None,
        ),
        minority=ProgressLine(
            flow=_flow(counts, plan.year, parts, of_minority=True),
            households=sum(part.em_living for part in parts),
            baseline_households=sum(each.em_households for each in shares) if shares else None,
            baseline_poor=sum(each.em_poor for each in shares) if shares else None,
            target_fall=sum(each.em_fall for each in shares)
            if shares and own.is_allocated
            else None,
        ),
    )


def _coverage(
    plan: YearPlan, own: Any, units: Iterable[Any], counts: _Counts
) -> CoverageRow | None:
    opening, known = dt.date(plan.year, 1, 1), _known(plan, units, counts)
    of_year = _of_year(counts, plan.year)
    rows = [
        coverage_row(
            unit,
            target=_share_of(unit) if own.is_allocated else None,
            counts=of_year,
            last_year=_gains(plan, unit, counts) if own.has_last_year else None,
        )
        for unit in units
        if unit.pk in known or (unit.in_district and unit.is_valid_on(opening))
    ]
    rows.sort(key=lambda row: (urgency(row.everyone), row.sort_key, row.commune_id))
    like = next((row for row in rows if row.commune_id == own.pk), None)
    return joined_rows(rows, like=like or rows[0]) if rows else None


def _of_year(counts: _Counts, year: int) -> dict[tuple[int, bool], Counter[str]]:
    """Return a year's counts by commune and whether the households were minorities throughout."""
    found: dict[tuple[int, bool], Counter[str]] = defaultdict(Counter)
    for (counted, commune, marks), row in counts.items():
        if counted == year:
            numbers = {
                name: row[name] for name in row.keys() - {"year", "commune", *MINORITY_MARKS}
            }
            found[commune, all(marks)].update(numbers)
    return found


def _gains(plan: YearPlan, unit: Any, counts: _Counts) -> Gains:
    if not unit.in_district:
        return Gains()
    everyone = _flow(counts, plan.year - 1, [unit])
    return gains_of(everyone, _flow(counts, plan.year - 1, [unit], of_minority=True))
