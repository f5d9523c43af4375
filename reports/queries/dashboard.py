"""The numbers of the leader's dashboard: the year's progress, and what explains it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q

from areas.choices import Boundaries
from areas.models import Commune
from common.charts.tiles import Place
from households.queries.boundaries import regrouped
from reports.queries.catalogues import indicators_of, reasons_of_poverty
from support.queries import reason_counts
from targets.models import YearPlan
from targets.queries.deprivations import counts_of
from targets.queries.forecast import YearForecast, forecast
from targets.queries.months import months
from targets.queries.path import planned_path
from targets.queries.progress import progress
from targets.queries.rows import Progress
from targets.rules.standing import ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRate:
    """The poverty rate at the end of a year under one standard; the last one may be of today.

    Households. `source` says where the figures come from, for a reader.
    """

    year: int
    standard_code: str
    standard_name: str
    poor: int
    households: int
    em_poor: int
    em_households: int
    source: str

    @property
    def rate(self) -> Fraction | None:
        return ratio(self.poor, self.households)

    @property
    def em_rate(self) -> Fraction | None:
        return ratio(self.em_poor, self.em_households)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Households of a commune with one reason or lack; `em_`: ethnic-minority ones among them."""

    households: int = 0
    em_households: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One reason of poverty, or one lacking service: households with it, of so many looked at.

    `em_`: ethnic-minority ones among them. `communes` crosses it with the communes, by key: for
    people without the right to names only through `reports.rules.masking`.
    """

    name: str
    households: int
    looked_at: int
    em_households: int
    em_looked_at: int
    communes: Mapping[int, Crossing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """Everything the page shows of a year.

    `plan_years` are the years to choose from; `ahead` holds the months so far, the planned path
    and where the year will end. It is made without the names of those registered to exit.
    """

    progress: Progress
    plan_years: Sequence[int]
    places: Sequence[Place]
    border: frozenset[int]
    years: Sequence[YearRate]
    ahead: YearForecast
    reasons: Sequence[Cause]
    deprivations: Sequence[Cause]


def plans_for(year: int | None, *, on: dt.date) -> tuple[YearPlan | None, list[YearPlan]]:
    """Return the plan of a year as `plan_for` does, and all plans, latest first, in one query."""
    plans = list(YearPlan.objects.select_related("standard", "district").order_by("-year"))
    if year is not None:
        return next((plan for plan in plans if plan.year == year), None), plans
    begun = [plan for plan in plans if plan.year <= on.year]
    return next(iter(begun or plans[-1:]), None), plans


def dashboard(
    plan: YearPlan,
    *,
    plans: Sequence[YearPlan],
    as_of: dt.date,
    computed_at: dt.datetime | None = None,
    boundaries: str = Boundaries.OLD,
) -> Dashboard:
    """Return the numbers of a year; the figures of goals and communes are those of `progress`."""
    found = progress(plan, as_of=as_of, computed_at=computed_at, boundaries=boundaries)
    places, border = _places([row.pk for row in found.communes])
    return Dashboard(
        progress=found,
        plan_years=[each.year for each in plans],
        places=places,
        border=border,
        years=year_rates(found, plans=plans),
        ahead=forecast(
            found,
            months(plan, as_of=found.as_of, into=found.grouping.into, within=found.within),
            path=planned_path(plan),
        ),
        reasons=_reasons(plan, found),
        deprivations=_deprivations(plan, found),
    )


def _places(communes: Sequence[int]) -> tuple[list[Place], frozenset[int]]:
    """Return where the communes lie, in the order given, and which of them are at the border.

    A unit without a position of its own lies in the middle of those merged into it.
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


def _reasons(plan: YearPlan, progress: Progress) -> list[Cause]:
    """Return why the poor are poor, of those analysed, in one query beside the catalogue's."""
    counts = reason_counts(
        year=plan.year,
        standard=plan.standard_id,
        within=progress.within,
        reasons=reasons_of_poverty(),
    )
    return [
        Cause(
            name=reason.name,
            households=counts.total.found[reason.key].households,
            looked_at=counts.total.analysed,
            em_households=counts.total.found[reason.key].em_households,
            em_looked_at=counts.total.em_analysed,
            communes=regrouped(
                {
                    key: Crossing(
                        households=each.found[reason.key].households,
                        em_households=each.found[reason.key].em_households,
                    )
                    for key, each in counts.communes.items()
                },
                progress.grouping.into,
            ),
        )
        for reason in counts.reasons
    ]


def _deprivations(plan: YearPlan, progress: Progress) -> list[Cause]:
    """Return which basic services the poor lack, of those with a result, in one query beside the
    catalogue's."""
    counts = counts_of(plan, indicators_of(plan.standard_id), within=progress.within)
    return [
        Cause(
            name=indicator.name,
            households=counts.total[indicator.key].deprived,
            looked_at=counts.total[indicator.key].measured,
            em_households=counts.total[indicator.key].em_deprived,
            em_looked_at=counts.total[indicator.key].em_measured,
            communes=regrouped(
                {
                    key: Crossing(
                        households=each[indicator.key].deprived,
                        em_households=each[indicator.key].em_deprived,
                    )
                    for key, each in counts.communes.items()
                },
                progress.grouping.into,
            ),
        )
        for indicator in counts.indicators
    ]


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None


def year_rates(found: Progress, *, plans: Sequence[YearPlan]) -> list[YearRate]:
    """Return the district's rates by year, each under its own standard; no query.

    Known are the end of the year before each plan, which its baseline records under the plan's
    standard, and the year shown as it stands. Years after the one shown are left out.
    """
    rates = [
        YearRate(
            year=each.year - 1,
            standard_code=each.standard.code,
            standard_name=each.standard.name,
            poor=each.poor,
            households=each.households,
            em_poor=each.em_poor,
            em_households=each.em_households,
            source=f"đầu kỳ năm {each.year}",
        )
        for each in plans
        if each.year <= found.year
    ]
    every, minority = found.total.everyone, found.total.minority
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
                source="hiện nay",
            )
        )
    return sorted(rates, key=lambda each: (each.year, each.standard_code))
