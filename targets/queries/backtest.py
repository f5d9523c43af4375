"""Test of the forecast on past years: each month's forecast against the year's result."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from areas.models import Commune
from households.choices import PovertyStatus
from households.models import PovertyRecord
from targets.models import YearPlan
from targets.queries.months import YearMonths, year_months
from targets.rules.forecast import Accuracy, Forecast, accuracy, forecast_of
from targets.rules.path import MONTHS
from targets.rules.strata import AreaYear, strata_of

MOST_YEARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestMonth:
    """The accuracy of the forecasts made at one month's end, for communes and for the district."""

    month: int
    communes: Accuracy
    district: Accuracy


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """The accuracy of forecasts for past years; `years` is empty if there is none to test with.

    Only forecasts made while households were still to be reviewed count. Months without a
    forecast are left out.
    """

    years: Sequence[int]
    months: Sequence[BacktestMonth]
    communes: Accuracy
    district: Accuracy


def backtest(plan: YearPlan) -> Backtest:
    """Test the forecast on up to three years before the plan's, in one query plus one per year.

    The latest years whose list was opened under the plan's standard are taken.
    """
    known = (
        PovertyRecord.objects.filter(
            year__lt=plan.year, standard=plan.standard_id, opening_status=PovertyStatus.POOR
        )
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()[:MOST_YEARS]
    )
    within = Commune.objects.of_district(plan.district_id)
    past = [
        year_months(
            year=year,
            standard=plan.standard_id,
            within=within,
            as_of=dt.date(year, 12, 31),
        )
        for year in known
    ]
    of_communes = [(month, pair) for year in past for month, pair in _communes(year)]
    of_district = [(month, pair) for year in past for month, pair in _district(year)]
    found = [
        BacktestMonth(
            month=month,
            communes=accuracy(pair for at, pair in of_communes if at == month),
            district=accuracy(pair for at, pair in of_district if at == month),
        )
        for month in range(1, MONTHS + 1)
    ]
    return Backtest(
        years=[year.year for year in past],
        months=[month for month in found if month.communes.made],
        communes=accuracy(pair for _, pair in of_communes),
        district=accuracy(pair for _, pair in of_district),
    )


def _communes(year: YearMonths) -> Iterator[tuple[int, tuple[Forecast, int]]]:
    areas = list(year.communes.values())
    for month in range(1, year.until + 1):
        strata = strata_of([AreaYear(counts=area.everyone[month - 1]) for area in areas])
        for area, stratum in zip(areas, strata, strict=True):
            made = forecast_of([stratum])
            if made is not None and not made.is_complete:
                yield month, (made, area.everyone[-1].net_fall)


def _district(year: YearMonths) -> Iterator[tuple[int, tuple[Forecast, int]]]:
    areas = list(year.communes.values())
    for month in range(1, year.until + 1):
        made = forecast_of(strata_of([AreaYear(counts=area.everyone[month - 1]) for area in areas]))
        if made is not None and not made.is_complete:
            yield month, (made, year.total.everyone[-1].net_fall)
