"""How much the net fall has changed in the last week and the last month, by the recorded days."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from targets.queries.months import YearMonths


@dataclass(frozen=True, slots=True, kw_only=True)
class FallChange:
    """The change of the net fall since the end of an earlier day, in households."""

    since: dt.date
    households: int


def days_before(as_of: dt.date) -> tuple[dt.date, ...]:
    """Return the day a week before and that a month before, as far as they are in the same year.

    A month before the end of a month is the end of the one before.
    """
    year, month = (as_of.year, as_of.month - 1) if as_of.month > 1 else (as_of.year - 1, 12)
    last = calendar.monthrange(year, month)[1]
    is_end = as_of.day == calendar.monthrange(as_of.year, as_of.month)[1]
    before = dt.date(year, month, last if is_end else min(as_of.day, last))
    days = (as_of - dt.timedelta(days=7), before)
    return tuple(day for day in days if day.year == as_of.year)


def changes_of(
    counted: YearMonths, communes: Iterable[int], *, is_minority: bool = False
) -> list[FallChange]:
    """Return the changes of some communes together since each day `counted` has; no query.

    `counted` must be on the units whose keys are given (`YearMonths.regrouped`).
    """
    keys = [key for key in communes if key in counted.communes]
    months = (counted.communes[key] for key in keys)
    now = sum((each.minority if is_minority else each.everyone)[-1].net_fall for each in months)
    return [
        FallChange(since=day, households=now - sum(falls[key][is_minority] for key in keys))
        for day, falls in sorted(counted.falls.items(), reverse=True)
        if day < counted.as_of
    ]
