"""The plans, their communes, and the proposed baseline of the next one."""

import datetime as dt
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from areas.models import Commune
from common.prepared import PreparedQuery
from common.sources import FigureSource
from households.models import PovertyStandard, Round
from households.queries.boundaries import merged_by, regrouped
from households.queries.poor_list import poverty_flow
from households.queries.population import Population, population_by_commune
from households.queries.sources import year_source
from targets.models import YearPlan
from targets.queries.rows import BaselineFigures, CommuneShare

_SHARE = tuple(CommuneShare.__dataclass_fields__)


def plan_for(year: int | None, *, on: dt.date) -> YearPlan | None:
    """Return the plan of a year; without a year the latest one begun by a day, or the first."""
    found = _begun(on.year) or _first() if year is None else _of(year)
    return found[0] if found else None


@PreparedQuery
def _of(year: int) -> QuerySet[YearPlan]:
    return YearPlan.objects.select_related("standard", "district").filter(year=year)


@PreparedQuery
def _begun(year: int) -> QuerySet[YearPlan]:
    plans = YearPlan.objects.select_related("standard", "district")
    return plans.filter(year__lte=year).order_by("-year")[:1]


@PreparedQuery
def _first() -> QuerySet[YearPlan]:
    return YearPlan.objects.select_related("standard", "district").order_by("year")[:1]


def plan_source(plan: YearPlan, *, on: dt.date, at: dt.datetime) -> FigureSource:
    """Return what figures of a plan's year are about."""
    return year_source(plan.year, on=on, at=at, standard=plan.standard)


def plan_years() -> list[int]:
    """Return the years with a plan, latest first."""
    return list(YearPlan.objects.order_by("-year").values_list("year", flat=True))


def communes_of(
    plan: YearPlan, *, on: dt.date, known: AbstractSet[int] = frozenset()
) -> QuerySet[Commune]:
    """Return the communes of the plan's district in force on a day of its year, and all `known`.

    A day outside the year counts as its first or last day: units merge between years.
    """
    in_force = Commune.objects.valid_on(_day_of(plan, on)).of_district(plan.district_id).order_by()
    return Commune.objects.filter(Q(pk__in=in_force.values("pk")) | Q(pk__in=known))


def units_with_shares(plan: YearPlan) -> tuple[list[Commune], dict[int, CommuneShare]]:
    """Return all communes the plan's district has ever had, and their shares by key, in one query.

    By name, with the communes they were merged into.
    """
    units: list[Any] = _units(plan.pk, plan.district_id)
    found = {
        unit.pk: CommuneShare(**{name: getattr(unit, f"share_{name}") for name in _SHARE})
        for unit in units
        if unit.share_fall is not None
    }
    return units, found


@PreparedQuery
def _units(plan: int, district: int) -> QuerySet[Commune]:
    shares = {f"share_{name}": F(f"share__{name}") for name in _SHARE}
    return (
        Commune.objects.of_district(district)
        .select_related("merged_into")
        .annotate(share=FilteredRelation("targets", condition=Q(targets__plan=plan)), **shares)
    )


def units_of_year(
    plan: YearPlan, units: Iterable[Commune], *, on: dt.date, known: AbstractSet[int]
) -> list[Commune]:
    """Return the units that `communes_of` would return, from units already loaded; no query."""
    day = _day_of(plan, on)
    return [unit for unit in units if unit.pk in known or unit.is_valid_on(day)]


def _day_of(plan: YearPlan, on: dt.date) -> dt.date:
    return max(dt.date(plan.year, 1, 1), min(on, dt.date(plan.year, 12, 31)))


def closing_figures(*, year: int, standard: PovertyStandard) -> dict[int, BaselineFigures]:
    """Return the figures of each commune at the end of a year, by key, in 3 queries (2 if frozen).

    They are the proposal for the next year's baseline, on the units in force when it begins;
    empty if the year has no poor list.
    """
    flows = poverty_flow(year=year, standard=standard)
    if not flows:
        return {}
    into = merged_by(dt.date(year + 1, 1, 1))
    flows, living = regrouped(flows, into), regrouped(population_by_commune(year=year), into)
    figures = {}
    for key, flow in flows.items():
        population = living.get(key, Population())
        figures[key] = BaselineFigures(
            households=population.households,
            poor=flow.everyone.closing,
            em_households=population.em_households,
            em_poor=flow.minority.closing,
        )
    return figures


def plans_after(round_: Round) -> list[str]:
    """Return sentences about the plans of later years, which rest on a closed round."""
    years = YearPlan.objects.filter(year__gt=round_.year).order_by("year")
    return [f"Kế hoạch năm {year} đã mở." for year in years.values_list("year", flat=True)]
