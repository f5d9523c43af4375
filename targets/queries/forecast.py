"""The forecast of the year's end, per commune and for the district, computed from counts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from areas.choices import Boundaries
from procedure.queries.deadlines import late_communes, year_round
from procedure.rules.step_deadlines import Lateness
from targets.choices import Chance
from targets.models import YearPlan
from targets.queries.coverage import CoverageReport, coverage
from targets.queries.months import YearMonths, months
from targets.queries.progress import parts_of, progress
from targets.queries.rows import CommuneRow, Progress, ProgressLine, YearEnd
from targets.queries.year_end import YearEnds
from targets.rules.forecast import Forecast, WhatIfs
from targets.rules.months import MonthCounts
from targets.rules.path import planned_by


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaForecast:
    """One group of households (all, or ethnic-minority) of an area at the end of a month.

    Households; `planned` is the net fall the path expects by then, `expected_points` the
    expected fall of the rate in points (a fraction), over the households living there now.
    `days_left` until the review of the year is due; None if unknown, or for a past month.
    """

    months: Sequence[MonthCounts]
    line: ProgressLine
    year_end: YearEnd
    planned: Fraction | None
    expected_points: Fraction | None
    days_left: int | None = None

    @property
    def counts(self) -> MonthCounts:
        return self.months[-1]

    @property
    def target(self) -> int | None:
        return self.line.target_fall

    @property
    def forecast(self) -> Forecast | None:
        return self.year_end.forecast

    @property
    def what_ifs(self) -> WhatIfs:
        return self.year_end.what_ifs

    @property
    def point(self) -> Fraction | None:
        return self.forecast.point if self.forecast else None

    @property
    def chance(self) -> Chance | None:
        return self.year_end.verdict(self.target)

    @property
    def probability(self) -> float | None:
        """The probability of reaching the target, 0 to 1; None without forecast or target."""
        if self.forecast is None or self.target is None:
            return None
        return self.forecast.probability(self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRow:
    """One commune, or the district."""

    commune: CommuneRow
    everyone: AreaForecast
    minority: AreaForecast

    @property
    def urgency(self) -> tuple[object, ...]:
        """Sort key, worst first, as in the progress table."""
        line = replace(self.everyone.line, year_end=self.everyone.year_end)
        return (*line.urgency, self.commune.sort_key, self.commune.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearForecast:
    """A year's forecast as of a month's end (or today). Communes are sorted worst first.

    `path` is the part of the year's fall expected by the end of each month, `planned_share` the
    part expected by `as_of`. `present` is the current month; `coverage` is None for an earlier one,
    as past registrations are not kept. `late` are the communes with late villages, by key; empty for
    an earlier month.
    """

    progress: Progress
    as_of: dt.date
    month: int
    present: int
    total: ForecastRow
    communes: Sequence[ForecastRow]
    coverage: CoverageReport | None = None
    late: Mapping[int, Lateness] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return self.progress.year

    @property
    def path(self) -> Sequence[Fraction]:
        return self.progress.path

    @property
    def planned_share(self) -> Fraction:
        return planned_by(self.path, self.as_of, year=self.year)

    @property
    def has_last_year(self) -> bool:
        return self.progress.last_year is not None

    @property
    def is_present(self) -> bool:
        return self.month == self.present

    def of(self, commune: int) -> ForecastRow | None:
        """Return one commune's row."""
        return next((row for row in self.communes if row.commune.pk == commune), None)


def year_forecast(plan: YearPlan, *, as_of: dt.date, month: int | None = None) -> YearForecast:
    """Return the forecast of a plan today or at the end of an earlier month, in 14 queries.

    Raises ValueError for a month outside 1 to 12.
    """
    found = progress(plan, as_of=as_of, boundaries=Boundaries.OLD)
    counted = months(plan, as_of=as_of, within=found.within)
    wanted = counted if month is None else counted.up_to(month)
    is_present = wanted.until == counted.until
    review = year_round(plan.year) if is_present else None
    return forecast(
        found,
        wanted,
        present=counted.until,
        coverage=coverage(plan) if is_present else None,
        days_left=None if review is None else max(0, (review.due_on - as_of).days),
        late=late_communes(review, as_of),
    )


def forecast(
    found: Progress,
    counted: YearMonths,
    *,
    present: int | None = None,
    coverage: CoverageReport | None = None,
    days_left: int | None = None,
    late: Mapping[int, Lateness] | None = None,
) -> YearForecast:
    """Return the forecast of every commune and of the district; no query.

    Targets, baselines, present households and the forecast of today come from the progress; that of
    an earlier month is computed from its counts, without pending forms and registrations: past ones
    are not kept. `counted` are the months by commune of the records; `present` is the current
    month, where they end earlier. `days_left` until the review is due; `late`: its late communes.
    """
    is_past = present is not None and counted.until != present
    context = _Context(
        counted=counted,
        shown=counted.regrouped(found.grouping.into),
        found=found,
        share=planned_by(found.path, counted.as_of, year=found.year),
        days_left=days_left,
        ends=YearEnds.of_past(counted, found.last_year) if is_past else None,
    )
    rows = sorted((context.row_of(row) for row in found.communes), key=lambda row: row.urgency)
    return YearForecast(
        progress=found,
        as_of=counted.as_of,
        month=counted.until,
        present=counted.until if present is None else present,
        total=context.total_of(found.total),
        communes=tuple(rows),
        coverage=coverage,
        late=late or {},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """The inputs common to all rows of one forecast; `ends` of a past month, None for today."""

    counted: YearMonths
    shown: YearMonths
    found: Progress
    share: Fraction
    days_left: int | None
    ends: tuple[YearEnds, YearEnds] | None

    def row_of(self, row: CommuneRow) -> ForecastRow:
        own = self.shown.of(row.pk)
        every, minority = row.everyone.year_end, row.minority.year_end
        if self.ends is not None:
            parts = parts_of(row.pk, self.counted.communes, self.found.grouping.into)
            every, minority = (end.of(parts) for end in self.ends)
        return ForecastRow(
            commune=row,
            everyone=self._area(row.everyone, own.everyone, every),
            minority=self._area(row.minority, own.minority, minority),
        )

    def total_of(self, row: CommuneRow) -> ForecastRow:
        total = self.counted.total
        every, minority = row.everyone.year_end, row.minority.year_end
        if self.ends is not None:
            every, minority = (end.total for end in self.ends)
        return ForecastRow(
            commune=row,
            everyone=self._area(row.everyone, total.everyone, every),
            minority=self._area(row.minority, total.minority, minority),
        )

    def _area(
        self, line: ProgressLine, months: Sequence[MonthCounts], end: YearEnd
    ) -> AreaForecast:
        return AreaForecast(
            months=months,
            line=line,
            year_end=end,
            planned=None if line.target_fall is None else self.share * line.target_fall,
            expected_points=_points(line, months[-1], end.forecast),
            days_left=self.days_left,
        )


def _points(line: ProgressLine, counts: MonthCounts, found: Forecast | None) -> Fraction | None:
    start = line.baseline_rate
    if found is None or start is None or not line.households:
        return None
    return start - (counts.opening - found.point) / line.households
