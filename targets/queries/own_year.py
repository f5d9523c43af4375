"""The year of one commune, read for the home page and the registrations in two queries."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from areas.models import Commune
from areas.querysets import within_commune
from common.prepared import PreparedQuery
from households.choices import Figure
from households.models import Assessment, PovertyRecord
from households.queries.poor_list import POOR_COLUMNS, Marks
from households.queries.population import with_population
from households.querysets import FIGURES
from households.rules.flows import Flow
from targets.models import YearPlan
from targets.queries.coverage import CoverageRow, coverage_row, joined_rows
from targets.queries.last_year import Gains, gains_of
from targets.queries.plans import units_of_year
from targets.queries.rows import CommuneShare, ProgressLine, YearEnd
from targets.queries.year_counts import (
    YearCounts,
    area_year,
    counts_of,
    flow_of,
    gains_before,
    minority_flow_of,
    year_counts,
)
from targets.queries.year_end import YearEnds
from targets.rules.coverage import urgency
from targets.rules.strata import AreaYear

_SHARE = tuple(CommuneShare.__dataclass_fields__)
_COLUMNS = {f"poor_{name}": Count("pk", filter=q) for name, q in POOR_COLUMNS.items()}
_MARKS: tuple[Marks, ...] = ((True, True), (True, False), (False, True), (False, False))


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
    keys = (plan.pk, plan.year, plan.standard_id, plan.district_id, commune)
    units: list[Any] = _units(*keys)
    counts = counts_of(_counts(*keys), columns=_COLUMNS)
    own = next(unit for unit in units if unit.pk == commune)
    return OwnYear(
        commune=own,
        figures=_figures(plan, own, units, counts, as_of=as_of),
        coverage=_coverage(plan, own, units, counts),
    )


@PreparedQuery
def _units(key: int, year: int, standard: int, district: int, commune: int) -> QuerySet:
    """The commune and those merged into it, with their shares of the plan and households."""
    plan = YearPlan(pk=key, year=year, standard_id=standard, district_id=district)
    of_district = Commune.objects.of_district(plan.district_id).order_by()
    allocated = plan.commune_targets.filter(Q(fall__gt=0) | Q(em_fall__gt=0)).order_by()
    opened_last_year = (
        PovertyRecord.objects.of_year(year - 1, standard)
        .filter(FIGURES[Figure.OPENING], commune__in=of_district.values("pk"))
        .order_by()
    )
    communes = Commune.objects.filter(within_commune(commune, "pk"))
    return with_population(communes, year=year).annotate(
        in_district=Exists(of_district.filter(pk=OuterRef("pk"))),
        is_allocated=Exists(allocated),
        has_last_year=Exists(opened_last_year),
        share=FilteredRelation("targets", condition=Q(targets__plan=key)),
        **{f"share_{name}": F(f"share__{name}") for name in _SHARE},
    )


@PreparedQuery
def _counts(key: int, year: int, standard: int, district: int, commune: int) -> QuerySet:
    return year_counts(
        YearPlan(pk=key, year=year, standard_id=standard, district_id=district),
        records=PovertyRecord.objects.within(commune),
        forms=Assessment.objects.within(commune),
        columns=_COLUMNS,
    )


def _flow(
    counts: YearCounts, year: int, units: Iterable[Any], *, of_minority: bool = False
) -> Flow:
    found = Flow()
    for unit, marks in product(units, _MARKS):
        if row := counts.get((year, unit.pk, marks)):
            found += minority_flow_of(marks, row) if of_minority else flow_of(row)
    return found


def _year_end(
    plan: YearPlan,
    counts: YearCounts,
    units: Iterable[Any],
    *,
    of_minority: bool,
    has_last_year: bool,
) -> YearEnd:
    """The same as in `progress`; a unit of a merger without a basis takes the unit's own rates."""
    areas: dict[int, AreaYear] = {}
    for unit in units:
        found = [(marks, counts.get((plan.year, unit.pk, marks))) for marks in _MARKS]
        rows = [(marks, row) for marks, row in found if row and (any(marks) or not of_minority)]
        if rows:
            areas[unit.pk] = area_year(rows, of_minority=of_minority)
    before = gains_before(counts, plan.year) or {}
    last_year = {unit: before.get(unit, (0, 0))[of_minority] for unit in areas}
    return YearEnds.from_areas(
        areas, year=plan.year, last_year=last_year if has_last_year else None
    ).total


def _share_of(unit: Any) -> CommuneShare | None:
    """The commune's share of the plan, None where it has none."""
    if unit.share_fall is None:
        return None
    return CommuneShare(**{name: getattr(unit, f"share_{name}") for name in _SHARE})


def _known(plan: YearPlan, units: Iterable[Any], counts: YearCounts) -> set[int]:
    listed = {commune for year, commune, _ in counts if year == plan.year}
    return {unit.pk for unit in units if unit.pk in listed or unit.share_fall is not None}


def _figures(
    plan: YearPlan, own: Any, units: Iterable[Any], counts: YearCounts, *, as_of: dt.date
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
            year_end=_year_end(
                plan, counts, parts, of_minority=False, has_last_year=own.has_last_year
            ),
        ),
        minority=ProgressLine(
            flow=_flow(counts, plan.year, parts, of_minority=True),
            households=sum(part.em_living for part in parts),
            baseline_households=sum(each.em_households for each in shares) if shares else None,
            baseline_poor=sum(each.em_poor for each in shares) if shares else None,
            target_fall=sum(each.em_fall for each in shares)
            if shares and own.is_allocated
            else None,
            year_end=_year_end(
                plan, counts, parts, of_minority=True, has_last_year=own.has_last_year
            ),
        ),
    )


def _coverage(
    plan: YearPlan, own: Any, units: Iterable[Any], counts: YearCounts
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


def _of_year(counts: YearCounts, year: int) -> dict[tuple[int, bool], Counter[str]]:
    """Return a year's counts by commune and whether the households were minorities throughout."""
    found: dict[tuple[int, bool], Counter[str]] = defaultdict(Counter)
    for (counted, commune, marks), row in counts.items():
        if counted == year:
            found[commune, all(marks)].update(row)
    return found


def _gains(plan: YearPlan, unit: Any, counts: YearCounts) -> Gains:
    if not unit.in_district:
        return Gains()
    everyone = _flow(counts, plan.year - 1, [unit])
    return gains_of(everyone, _flow(counts, plan.year - 1, [unit], of_minority=True))
