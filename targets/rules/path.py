"""The planned path: how much of the year's fall is expected by the end of each month."""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

from targets.rules.standing import Number

MONTHS = 12


def path_share(points: Mapping[int, Number], month: int) -> Fraction:
    """Return the part of the year's fall expected by the end of a month, 0 to 1.

    `points` maps months (1 to 12) to the part expected by their end. Without any, every month
    brings a twelfth; a month without a point lies on the straight line between its neighbours,
    from 0 at the beginning of the year to 1 at its end. Raises ValueError for another month.
    """
    if not 1 <= month <= MONTHS:
        raise ValueError(f"no month: {month}")
    known = {0: Fraction(0), MONTHS: Fraction(1)}
    known |= {each: Fraction(share) for each, share in points.items()}
    before = max(each for each in known if each <= month)
    after = min(each for each in known if each >= month)
    if before == after:
        return known[month]
    rise = known[after] - known[before]
    return known[before] + rise * (month - before) / (after - before)


def path_problem(points: Mapping[int, Number]) -> tuple[int, str] | None:
    """Return what is wrong with a path as (month, words), or None.

    Parts must lie between 0 and 1, must not fall from one month to the next, and must reach 1
    in December.
    """
    reached = Fraction(0)
    for month in sorted(points):
        share = Fraction(points[month])
        if not 0 <= share <= 1:
            return month, "phải từ 0 đến 100 %"
        if share < reached:
            return month, "không được thấp hơn tháng trước"
        reached = share
    if points and points.get(MONTHS) != 1:
        return MONTHS, "phải là 100 %"
    return None


def month_reached(day: dt.date) -> Fraction:
    """Return how many months of its year have passed at the end of a day, up to 12."""
    return day.month - 1 + Fraction(day.day, _days_in_month(day))


def _days_in_month(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def planned_by(path: Sequence[Fraction], day: dt.date, *, year: int) -> Fraction:
    """Return the part of the year's fall planned by a day, 0 to 1.

    That of the last complete month, plus the share of the current month in proportion to its
    days. The only reading of a path on a day: progress, alerts, charts and the API use it.
    """
    if day.year != year:
        return path[-1] if day.year > year else Fraction(0)
    before = path[day.month - 2] if day.month > 1 else Fraction(0)
    part = Fraction(day.day, _days_in_month(day))
    return before + (path[day.month - 1] - before) * part
