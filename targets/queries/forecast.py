"""Where the year will end, per commune and for the district: computed from counts, no query of its own."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from areas.choices import Boundaries
from common.formats import DASH, decimals
from targets.choices import CHANCE_TONES, Chance
from targets.models import YearPlan
from targets.queries.coverage import CoverageReport, coverage
from targets.queries.last_year import Gains, gains_last_year
from targets.queries.months import YearMonths, months
from targets.queries.path import planned_path
from targets.queries.progress import progress
from targets.queries.rows import CommuneRow, Progress, ProgressLine
from targets.rules.forecast import Forecast, chance, forecast_of, what_if
from targets.rules.months import MonthCounts

_MOST_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfs:
    """Year-end net falls under an assumption, in households; None: cannot be said or not asked.

    `named`: all registered households not yet reviewed exit and no other. `last_year`: as many
    fall back or become poor as the year before. `both`: the two together.
    """

    named: Fraction | None = None
    last_year: Fraction | None = None
    both: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaForecast:
    """One group of households (all, or ethnic-minority) of an area at the end of a month.

    Households; `planned` is the net fall the path expects by then, `expected_points` by how many
    points (a fraction) the rate will have fallen, on the households living there now.
    """

    months: Sequence[MonthCounts]
    line: ProgressLine
    forecast: Forecast | None
    planned: Fraction | None
    expected_points: Fraction | None
    what_ifs: WhatIfs

    @property
    def counts(self) -> MonthCounts:
        return self.months[-1]

    @property
    def target(self) -> int | None:
        return self.line.target_fall

    @property
    def point(self) -> Fraction | None:
        return self.forecast.point if self.forecast else None

    @property
    def expected(self) -> str:
        """The expected fall in words: one decimal, more where one would look like the target."""
        if self.point is None:
            return DASH
        places = 1
        while places < _MOST_PLACES and self._looks_met(places):
            places += 1
        return decimals(self.point, places).removesuffix(",0")

    def _looks_met(self, places: int) -> bool:
        point, target = self.point, self.target
        if point is None or target is None or point == target:
            return False
        return decimals(point, places) == decimals(target, places)

    @property
    def chance(self) -> Chance | None:
        return chance(self.forecast, self.target)

    @property
    def word(self) -> str:
        """The chance in words; why there is none otherwise."""
        if self.chance is not None:
            return self.chance.label
        return "Chưa giao chỉ tiêu" if self.forecast else "Chưa dự báo được"

    @property
    def tone(self) -> str:
        return CHANCE_TONES[self.chance] if self.chance else "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRow:
    """One commune, or the district."""

    row: CommuneRow
    everyone: AreaForecast
    minority: AreaForecast

    @property
    def urgency(self) -> tuple[int, Fraction, str]:
        """Sorts the worst first: by chance, then by the share of the target that will lack."""
        area = self.everyone
        order = [Chance.IMPOSSIBLE, Chance.UNLIKELY, None, Chance.LIKELY, Chance.SURE, Chance.MET]
        lacking = Fraction(0)
        if area.target and area.point is not None:
            lacking = (area.target - area.point) / area.target
        return order.index(area.chance), -lacking, self.row.sort_key


@dataclass(frozen=True, slots=True, kw_only=True)
class YearForecast:
    """A year's forecast as of a month's end (or today). Communes stand worst first.

    `path` is the part of the year's fall expected by the end of each month. `present` is the
    month of today; for an earlier one nothing is known of the names of that time.
    """

    progress: Progress
    as_of: dt.date
    month: int
    present: int
    path: Sequence[Fraction]
    total: ForecastRow
    communes: Sequence[ForecastRow]
    has_last_year: bool
    coverage: CoverageReport | None = None

    @property
    def year(self) -> int:
        return self.progress.year

    @property
    def is_present(self) -> bool:
        return self.month == self.present

    def of(self, commune: int) -> ForecastRow | None:
        """Return one commune's row."""
        return next((row for row in self.communes if row.row.pk == commune), None)


def year_forecast(plan: YearPlan, *, as_of: dt.date, month: int | None = None) -> YearForecast:
    """Return the forecast of a plan today or at the end of an earlier month, in 14 queries.

    Raises ValueError for no month of the year.
    """
    found = progress(plan, as_of=as_of, boundaries=Boundaries.OLD)
    counted = months(plan, as_of=as_of, into=found.grouping.into, within=found.within)
    wanted = counted if month is None else counted.up_to(month)
    return forecast(
        found,
        wanted,
        path=planned_path(plan),
        present=counted.until,
        coverage=coverage(plan) if wanted.until == counted.until else None,
        last_year=gains_last_year(plan),
    )


def forecast(
    found: Progress,
    counted: YearMonths,
    *,
    path: Sequence[Fraction],
    present: int | None = None,
    coverage: CoverageReport | None = None,
    last_year: Mapping[int, Gains] | None = None,
) -> YearForecast:
    """Return the forecast of every commune and of the district; no query.

    Targets, baselines and households living there come from the progress, counts from the
    months; the district's forecast is made from its own counts and is not the communes' sum.
    `present` is the month of today when the months are cut short.
    """
    into = found.grouping.into
    gains = _gains(last_year or {}, into)
    context = _Context(
        counted=counted,
        share=path[counted.until - 1],
        coverage=coverage,
        gains=gains if last_year else None,
    )
    rows = sorted((context.row_of(row) for row in found.communes), key=lambda row: row.urgency)
    return YearForecast(
        progress=found,
        as_of=counted.as_of,
        month=counted.until,
        present=counted.until if present is None else present,
        path=path,
        total=context.total_of(found.total),
        communes=tuple(rows),
        has_last_year=bool(last_year),
        coverage=coverage,
    )


def _gains(last_year: Mapping[int, Gains], into: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Return last year's relapsed and new poor, all and ethnic-minority, by commune key."""
    found: dict[int, tuple[int, int]] = {}
    for key, gains in last_year.items():
        every, minority = found.get(into.get(key, key), (0, 0))
        found[into.get(key, key)] = (every + gains.every, minority + gains.minority)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What all rows of one forecast share."""

    counted: YearMonths
    share: Fraction
    coverage: CoverageReport | None
    gains: Mapping[int, tuple[int, int]] | None

    def row_of(self, row: CommuneRow) -> ForecastRow:
        own, district = self.counted.of(row.pk), self.counted.total
        names = self.coverage.of(row.pk) if self.coverage else None
        every, minority = self.gains.get(row.pk, (0, 0)) if self.gains is not None else (None, None)
        return ForecastRow(
            row=row,
            everyone=self._area(
                row.everyone,
                own.everyone,
                district=district.everyone[-1],
                named=names.everyone.not_reviewed if names else None,
                gains=every,
            ),
            minority=self._area(
                row.minority,
                own.minority,
                district=district.minority[-1],
                named=names.minority.not_reviewed if names else None,
                gains=minority,
            ),
        )

    def total_of(self, row: CommuneRow) -> ForecastRow:
        total, names = self.counted.total, self.coverage.total if self.coverage else None
        gains = None if self.gains is None else list(self.gains.values())
        return ForecastRow(
            row=row,
            everyone=self._area(
                row.everyone,
                total.everyone,
                named=names.everyone.not_reviewed if names else None,
                gains=None if gains is None else sum(every for every, _ in gains),
            ),
            minority=self._area(
                row.minority,
                total.minority,
                named=names.minority.not_reviewed if names else None,
                gains=None if gains is None else sum(minority for _, minority in gains),
            ),
        )

    def _area(
        self,
        line: ProgressLine,
        months: Sequence[MonthCounts],
        *,
        district: MonthCounts | None = None,
        named: int | None,
        gains: int | None,
    ) -> AreaForecast:
        counts = months[-1]
        found = forecast_of(counts, district=district)

        def under(named: int | None, gains: int | None) -> Fraction | None:
            return what_if(counts, named=named, last_year=gains, district=district)

        return AreaForecast(
            months=months,
            line=line,
            forecast=found,
            planned=None if line.target_fall is None else self.share * line.target_fall,
            expected_points=_points(line, counts, found),
            what_ifs=WhatIfs(
                named=under(named, None) if named is not None else None,
                last_year=under(None, gains) if gains is not None else None,
                both=under(named, gains) if None not in {named, gains} else None,
            ),
        )


def _points(line: ProgressLine, counts: MonthCounts, found: Forecast | None) -> Fraction | None:
    start = line.baseline_rate
    if found is None or start is None or not line.households:
        return None
    return start - (counts.opening - found.point) / line.households
