"""How much of the year's fall is expected by the end of each month."""

from collections.abc import Mapping
from fractions import Fraction

from targets.rules.standing import Number

MONTHS = 12


def path_share(points: Mapping[int, Number], month: int) -> Fraction:
    """Return the part of the year's fall expected by the end of a month, 0 to 1.

    `points` maps months (1 to 12) to the part expected by their end. Without any, every month
    brings a twelfth; a month without a point lies on the straight line between its neighbours,
    where the year begins with nothing and ends with all. Raises ValueError for no month.
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
    """Say what is wrong with a path as (month, what), or None.

    Parts lie between 0 and 1, never fall from one month to the next, and December holds all.
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
