"""The numbers of the leader's dashboard: the year's progress, and what explains it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q

from areas.choices import Boundaries
from areas.models import Commune
from households.choices import Figure
from households.models import FrozenPopulation, PovertyRecord
from households.querysets import FIGURES
from reports.charts.tiles import Place
from targets import rules
from targets.models import YearPlan
from targets.queries import Progress, progress


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
    source: str

    @property
    def rate(self) -> Fraction | None:
        return rules.rate(self.poor, self.households)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """Everything the page shows of a year. `plan_years` are the years to choose from."""

    progress: Progress
    plan_years: Sequence[int]
    places: Sequence[Place]
    border: frozenset[int]
    years: Sequence[YearRate]


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
        years=year_rates(found, plan=plan, plans=plans),
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


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None


def year_rates(found: Progress, *, plan: YearPlan, plans: Sequence[YearPlan]) -> list[YearRate]:
    """Return the district's rates by year, each under its own standard, in 1 or 2 queries.

    Known are the year before each plan (its baseline), each frozen year under every standard
    it was judged by, and the year shown as it stands. A baseline yields to a frozen year. Years
    after the one shown are left out.
    """
    rates = {
        (each.year - 1, each.standard.code): YearRate(
            year=each.year - 1,
            standard_code=each.standard.code,
            standard_name=each.standard.name,
            poor=each.poor,
            households=each.households,
            source="số liệu đầu kỳ của kế hoạch",
        )
        for each in plans
        if each.year <= found.year
    }
    rates |= {(each.year, each.standard_code): each for each in _frozen_rates(plan)}
    line = found.total.everyone
    if line.rate is not None and (found.year, found.standard_code) not in rates:
        rates[found.year, found.standard_code] = YearRate(
            year=found.year,
            standard_code=found.standard_code,
            standard_name=found.standard_name,
            poor=line.flow.closing,
            households=line.households,
            source="hiện nay",
        )
    return [rates[key] for key in sorted(rates)]


def _frozen_rates(plan: YearPlan) -> list[YearRate]:
    """Return the rates of the frozen years; without such a year the records are not asked."""
    communes = Commune.objects.of_district(plan.district_id).order_by().values("pk")
    frozen = FrozenPopulation.objects.filter(commune__in=communes, year__lte=plan.year)
    latest = frozen.order_by("edition")
    households: dict[int, dict[int, int]] = defaultdict(dict)
    for year, commune, number in latest.values_list("year", "commune", "households"):
        households[year][commune] = number
    if not households:
        return []
    rows = (
        PovertyRecord.objects.filter(commune__in=communes, year__in=list(households))
        .order_by()
        .values_list("year", "standard__code", "standard__name")
        .annotate(Count("pk", filter=FIGURES[Figure.CLOSING]))
    )
    return [
        YearRate(
            year=year,
            standard_code=code,
            standard_name=name,
            poor=poor,
            households=sum(households[year].values()),
            source="đã khóa",
        )
        for year, code, name, poor in rows
    ]
