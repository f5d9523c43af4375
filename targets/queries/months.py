"""The months of a year's poor list, counted from its records; the last equals the flow table."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import BooleanField, Case, Count, DateField, Q, When
from django.db.models.functions import Coalesce, TruncDate

from areas.models import Commune
from households.choices import EXITS, Figure, Movement, PovertyStatus
from households.models import PovertyRecord, PovertyStandard
from households.queries.poor_list import MINORITY_MARKS, marks_of
from households.queries.population import Within, kept_within
from households.querysets import FIGURES
from targets.models import YearPlan
from targets.rules.months import (
    AreaMonths,
    Moves,
    empty_months,
    fall_by,
    monthly,
    moves_of_minority,
)

_KINDS: Mapping[str, str] = {
    **dict.fromkeys(EXITS, "exits"),
    Movement.LEFT: "other_out",
    Movement.RELAPSED: "relapsed",
    Movement.FELL_FROM_NEAR_POOR: "new_poor",
    Movement.FIRST_POOR: "new_poor",
    Movement.ARRIVED: "other_in",
    Movement.FIRST_YEAR: "first_year",
}
_GONE = frozenset({*EXITS, Movement.LEFT})


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMonths:
    """A year's months up to `until` (1 to 12), per commune key and in total, in households.

    `falls` are the net falls, of all and of ethnic-minority households, by the end of the days asked
    for, by day and commune key.
    """

    year: int
    as_of: dt.date
    until: int
    total: AreaMonths
    communes: Mapping[int, AreaMonths] = field(default_factory=dict)
    falls: Mapping[dt.date, Mapping[int, tuple[int, int]]] = field(default_factory=dict)

    def of(self, commune: int) -> AreaMonths:
        """Return the months of a commune; zeroes if it has no record."""
        return self.communes.get(commune) or empty_months(self.until)

    def regrouped(self, into: Mapping[int, int]) -> "YearMonths":
        """Return the year with the communes summed under those they are shown under."""
        found: dict[int, AreaMonths] = {}
        for key, area in self.communes.items():
            unit = into.get(key, key)
            found[unit] = found[unit] + area if unit in found else area
        return replace(self, communes=found, falls=self._falls_on(into))

    def _falls_on(self, into: Mapping[int, int]) -> dict[dt.date, dict[int, tuple[int, int]]]:
        found: dict[dt.date, dict[int, tuple[int, int]]] = {}
        for day, falls in self.falls.items():
            summed = found.setdefault(day, {})
            for key, (every, minority) in falls.items():
                first, second = summed.get(into.get(key, key), (0, 0))
                summed[into.get(key, key)] = (first + every, second + minority)
        return found

    def up_to(self, month: int) -> "YearMonths":
        """Return the year as of the end of an earlier month; unchanged for a later one."""
        if month >= self.until:
            return self
        return replace(
            self,
            as_of=month_end(self.year, month),
            until=month,
            total=_cut(self.total, month),
            communes={key: _cut(months, month) for key, months in self.communes.items()},
        )


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _cut(months: AreaMonths, until: int) -> AreaMonths:
    return AreaMonths(everyone=months.everyone[:until], minority=months.minority[:until])


def months(
    plan: YearPlan,
    *,
    as_of: dt.date,
    within: Within | None = None,
    days: Sequence[dt.date] = (),
) -> YearMonths:
    """Return a plan's year month by month, in one query (`year_months`).

    A caller that has the keys of the district's communes passes them as `within`; `days` are those
    whose net falls are wanted too.
    """
    return year_months(
        year=plan.year,
        standard=plan.standard_id,
        within=Commune.objects.of_district(plan.district_id) if within is None else within,
        as_of=as_of,
        days=days,
    )


def year_months(
    *,
    year: int,
    standard: PovertyStandard | int,
    within: Within,
    as_of: dt.date,
    days: Sequence[dt.date] = (),
) -> YearMonths:
    """Return the counts of the poor list at the end of each month up to a day, in one query.

    Counted are households of the communes in `within`. A household is reviewed on the day its
    form was approved (or all steps of the procedure were done, where they apply), or on the day
    it left. Exits, relapses and new poor households count on the day their record moved, without
    one on the day of the approval. Events dated before the year or without a date count in
    January, events after `as_of` in the last month, so that the last month equals the flow table
    (`households.queries.poor_list.poverty_flow`); so does a household that becomes or ceases to be
    an ethnic-minority one. Months follow the present records: a correction changes earlier months
    too.
    """
    day = max(dt.date(year, 1, 1), min(as_of, dt.date(year, 12, 31)))
    everyone: dict[int, list[Moves]] = defaultdict(list)
    minority: dict[int, list[Moves]] = defaultdict(list)
    for row in _rows(PovertyRecord.objects.of_year(year, standard), within):
        moves = _moves(row, as_of=day)
        everyone[row["commune"]].append(moves)
        opened, now = marks_of(row)
        minority[row["commune"]] += moves_of_minority(moves, opened=opened, now=now)
    found = {
        key: AreaMonths(
            everyone=monthly(everyone[key], day.month),
            minority=monthly(minority[key], day.month),
        )
        for key in everyone
    }
    total = sum(found.values(), empty_months(day.month))
    falls = {
        each: {key: (fall_by(everyone[key], each), fall_by(minority[key], each)) for key in found}
        for each in days
    }
    return YearMonths(
        year=year, as_of=day, until=day.month, total=total, communes=found, falls=falls
    )


def _rows(records: Any, within: Within) -> Iterable[Mapping[str, Any]]:
    """Return the records grouped by movement and dates; months are assigned in Python."""
    listed = Q(opening_status=PovertyStatus.POOR) | Q(movement__in=[*_KINDS])
    return (
        kept_within(records, within)
        .filter(listed)
        .order_by()
        .annotate(
            approved_on=Coalesce(
                "result__assessment__cleared_on",
                TruncDate("result__assessment__approved_at"),
                output_field=DateField(),
            ),
            is_reviewed=Case(
                When(FIGURES[Figure.REVIEWED], then=True),
                default=False,
                output_field=BooleanField(),
            ),
        )
        .values(
            "commune",
            *MINORITY_MARKS,
            "movement",
            "opening_status",
            "status",
            "has_left",
            "moved_on",
            "approved_on",
            "is_reviewed",
        )
        .annotate(households=Count("pk"))
    )


def _counted_on(day: dt.date | None, *, as_of: dt.date) -> dt.date:
    """Return the day on which an event counts; 1 January for none or an earlier year."""
    if day is None or day.year < as_of.year:
        return dt.date(as_of.year, 1, 1)
    return min(day, as_of)


def _month_of(day: dt.date | None, *, as_of: dt.date) -> int:
    """Return the month in which a day counts."""
    return _counted_on(day, as_of=as_of).month


def _settled_on(row: Mapping[str, Any]) -> dt.date | None:
    """Return the day a household was reviewed, or left if that was earlier."""
    moved_on, approved_on = row["moved_on"], row["approved_on"]
    if moved_on and approved_on and row["movement"] in _GONE:
        return min(moved_on, approved_on)
    return approved_on or moved_on


def _moves(row: Mapping[str, Any], *, as_of: dt.date) -> Moves:
    is_listed = row["status"] == PovertyStatus.POOR and not row["has_left"]
    kind = _KINDS.get(row["movement"], "")
    if kind == "first_year" and not is_listed:
        kind = ""
    counted_on = row["moved_on"] or row["approved_on"]
    return Moves(
        households=row["households"],
        kind=kind,
        was_listed=row["opening_status"] == PovertyStatus.POOR,
        is_listed=is_listed,
        moved_in=_month_of(counted_on, as_of=as_of) if kind else None,
        reviewed_in=_month_of(_settled_on(row), as_of=as_of) if row["is_reviewed"] else None,
        moved_on=_counted_on(counted_on, as_of=as_of) if kind else None,
    )
