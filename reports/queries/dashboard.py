"""The figures of the leader's dashboard: the year's progress and what explains it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db.models import Q

from accounts.models import User
from areas.choices import Boundaries
from areas.models import Commune
from common.charts.tiles import Place
from common.kept import kept
from procedure.queries.deadlines import late_communes, year_round
from reports.queries.area import DISTRICT, DashboardArea, area_of
from reports.queries.causes import Cause, deprivations_of, reasons_of
from targets.models import YearPlan
from targets.queries.alerts import Alert, year_alerts
from targets.queries.changes import days_before
from targets.queries.forecast import YearForecast, forecast
from targets.queries.months import YearMonths, month_end, months
from targets.queries.plans import units_with_shares
from targets.queries.progress import kind_of_reader, progress
from targets.queries.rows import Progress
from targets.rules.standing import ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRate:
    """The poverty rate at the end of a year under one standard, in households.

    `plan_year` is the year of the plan whose baseline records it; None for the figures of today.
    """

    year: int
    standard_code: str
    standard_name: str
    poor: int
    households: int
    em_poor: int
    em_households: int
    plan_year: int | None

    @property
    def rate(self) -> Fraction | None:
        return ratio(self.poor, self.households)

    @property
    def em_rate(self) -> Fraction | None:
        return ratio(self.em_poor, self.em_households)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """All figures of a year's dashboard.

    `plan_years` are the years with a plan; `ahead` holds the months so far, the planned path and
    the forecast, computed without the households registered to exit. `area` is the part of the
    district shown, `counted` the year by month on the units shown, with the net falls of a week and
    a month before. As of a past day, `month` is its month, and reasons, deprivations and classes
    are not recorded by day: the first two are empty, `progress.lists` is None.
    """

    progress: Progress
    area: DashboardArea
    counted: YearMonths
    month: int | None
    present: int
    plan_years: Sequence[int]
    places: Sequence[Place]
    border: frozenset[int]
    years: Sequence[YearRate]
    ahead: YearForecast
    reasons: Sequence[Cause]
    deprivations: Sequence[Cause]


def plans_for(year: int | None, *, on: dt.date) -> tuple[YearPlan | None, list[YearPlan]]:
    """Return the plan `plan_for` returns, and all plans, latest first, in one query."""
    plans = list(YearPlan.objects.select_related("standard", "district").order_by("-year"))
    if year is not None:
        return next((plan for plan in plans if plan.year == year), None), plans
    begun = [plan for plan in plans if plan.year <= on.year]
    return next(iter(begun or plans[-1:]), None), plans


def late_now(plan: YearPlan, month: int | None, *, on: dt.date) -> tuple[Alert, ...]:
    """Return what is wrong in the communes today; nothing for the end of an earlier month."""
    return year_alerts(plan, today=on) if month is None else ()


def dashboard(
    plan: YearPlan,
    *,
    plans: Sequence[YearPlan],
    as_of: dt.date,
    computed_at: dt.datetime | None = None,
    boundaries: str = Boundaries.OLD,
    reader: User | None = None,
    month: int | None = None,
    area: str = DISTRICT,
) -> Dashboard:
    """Return the figures of a year as a reader is given them; goals and communes are those of
    `progress`.

    `month` shows the year as of the end of an earlier month, which `as_of` must have passed; `area`
    is a key of `DashboardArea`. Kept until the database changes. Raises UnknownArea.
    """
    asked = (plan.pk, as_of, boundaries, month, area, kind_of_reader(reader))
    found = kept(
        ("dashboard", *asked),
        lambda: _computed(
            plan,
            plans=plans,
            as_of=as_of,
            computed_at=computed_at,
            boundaries=boundaries,
            reader=reader,
            month=month,
            area=area,
        ),
    )
    progress_now = replace(found.progress, computed_at=computed_at)
    return replace(found, progress=progress_now)


def _computed(
    plan: YearPlan,
    *,
    plans: Sequence[YearPlan],
    as_of: dt.date,
    computed_at: dt.datetime | None,
    boundaries: str,
    reader: User | None,
    month: int | None,
    area: str,
) -> Dashboard:
    day = as_of if month is None else month_end(plan.year, month)
    of_year = max(dt.date(plan.year, 1, 1), min(day, dt.date(plan.year, 12, 31)))
    units = units_with_shares(plan)
    within = tuple(unit.pk for unit in units[0])
    counted = months(plan, as_of=as_of, within=within, days=days_before(of_year))
    past = None if month is None else counted.up_to(month)
    found = progress(
        plan,
        as_of=day,
        computed_at=computed_at,
        boundaries=boundaries,
        reader=reader,
        near_poor=True,
        past=past,
        units=units,
    )
    shown = area_of(found, area)
    places, border = _places([row.pk for row in found.communes])
    return Dashboard(
        progress=found,
        plan_years=[each.year for each in plans],
        places=places,
        border=border,
        years=year_rates(found, plans=plans, area=shown),
        area=shown,
        counted=(counted if past is None else past).regrouped(found.grouping.into),
        month=month,
        present=counted.until,
        ahead=forecast(
            found,
            counted if past is None else past,
            present=counted.until,
            late=late_communes(year_round(plan.year), as_of) if past is None else None,
        ),
        reasons=reasons_of(plan, found, reader=reader) if past is None else (),
        deprivations=deprivations_of(plan, found, reader=reader) if past is None else (),
    )


def _places(communes: Sequence[int]) -> tuple[list[Place], frozenset[int]]:
    """Return the positions of the communes, in the order given, and those at the border.

    A unit without a position of its own is placed in the middle of those merged into it.
    """
    own: dict[int, tuple[float, float]] = {}
    merged: dict[int, list[tuple[float, float]]] = defaultdict(list)
    border = set()
    rows = Commune.objects.filter(Q(pk__in=communes) | Q(merged_into__in=communes)).order_by()
    for pk, into, longitude, latitude, is_border in rows.values_list(
        "pk", "merged_into", "longitude", "latitude", "is_border"
    ):
        if is_border:
            border |= {pk, into or pk}
        if longitude is None or latitude is None:
            continue
        own[pk] = (float(longitude), float(latitude))
        merged[into or pk].append(own[pk])
    places = []
    for pk in communes:
        known = [own[pk]] if pk in own else merged.get(pk, [])
        places.append(
            Place(key=pk, longitude=_mean(x for x, _ in known), latitude=_mean(y for _, y in known))
        )
    return places, frozenset(border)


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None


def year_rates(
    found: Progress, *, plans: Sequence[YearPlan], area: DashboardArea | None = None
) -> list[YearRate]:
    """Return the rates by year, each under its own standard; no query.

    Each plan's baseline records the end of the year before it under the plan's standard; the year
    shown is added with its present figures. Years after it are left out. For a part of the district
    only the baseline of the year shown is known.
    """
    if area is None:
        area = area_of(found, DISTRICT)
    rates = _baselines(found, plans) if area.is_district else _baseline_of(found, area)
    every, minority = area.everyone, area.minority
    if every.rate is not None:
        rates.append(
            YearRate(
                year=found.year,
                standard_code=found.standard_code,
                standard_name=found.standard_name,
                poor=every.flow.closing,
                households=every.households,
                em_poor=minority.flow.closing,
                em_households=minority.households,
                plan_year=None,
            )
        )
    return sorted(rates, key=lambda each: (each.year, each.standard_code))


def _baseline_of(found: Progress, area: DashboardArea) -> list[YearRate]:
    every, minority = area.everyone, area.minority
    if every.baseline_rate is None:
        return []
    return [
        YearRate(
            year=found.year - 1,
            standard_code=found.standard_code,
            standard_name=found.standard_name,
            poor=every.baseline_poor or 0,
            households=every.baseline_households or 0,
            em_poor=minority.baseline_poor or 0,
            em_households=minority.baseline_households or 0,
            plan_year=found.year,
        )
    ]


def _baselines(found: Progress, plans: Sequence[YearPlan]) -> list[YearRate]:
    return [
        YearRate(
            year=each.year - 1,
            standard_code=each.standard.code,
            standard_name=each.standard.name,
            poor=each.poor,
            households=each.households,
            em_poor=each.em_poor,
            em_households=each.em_households,
            plan_year=each.year,
        )
        for each in plans
        if each.year <= found.year
    ]
