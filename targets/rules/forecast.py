"""Where the year's net fall will end, and within which bounds. Exact counts in, no clock.

The point is the projection of `standing.projected`: households of the opening list not yet
reviewed turn out like those reviewed. A commune that has reviewed none turns out like the
district. The bounds hold four ends in five when the households not yet reviewed are alike in
chance to those reviewed:

- decreases still to come: beta-binomial, from Beta(d + ½, r − d + ½) over the n − r households;
- increases still to come: negative binomial, from Gamma(g + ½) a reviewed household.

Their variances are added; the bounds lie 1.2816 standard deviations from the point, rounded
outward to whole households, never beyond what is still possible. The square root is taken in
decimals of a fixed precision, so every machine gives the same bounds. docs/howto/forecast.md.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from targets.choices import Chance
from targets.rules.months import MonthCounts
from targets.rules.standing import ratio

_HALF = Fraction(1, 2)
# Quantile of the normal distribution: 80 % lie within so many standard deviations.
_QUANTILE = Fraction(12816, 10000)
_PRECISION = Context(prec=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The year-end net fall of one area, in households: expected, and within which bounds.

    `by_district`: the area has reviewed none, the district's rates are taken. `best`: the fall
    if every household not yet reviewed goes off the list and nobody comes onto it.
    """

    point: Fraction
    low: int
    high: int
    best: int
    is_complete: bool
    by_district: bool = False

    def holds(self, result: int) -> bool:
        return self.low <= result <= self.high


def forecast_of(counts: MonthCounts, *, district: MonthCounts | None = None) -> Forecast | None:
    """Return the forecast of an area from its own counts, else at the district's rates.

    None without an opening list, and while neither has reviewed a household.
    """
    seen = _evidence(counts, district)
    if seen is None or not counts.opening:
        return None
    left = counts.not_reviewed
    point = counts.net_fall + Fraction(seen.net_fall * left, seen.reviewed)
    reach = _QUANTILE * _root(_variance(seen, left))
    best = counts.net_fall + left
    return Forecast(
        point=point,
        low=math.floor(point - reach),
        high=max(min(math.ceil(point + reach), best), math.ceil(point)),
        best=best,
        is_complete=not left,
        by_district=seen is not counts,
    )


def what_if(
    counts: MonthCounts,
    *,
    named: int | None = None,
    last_year: int | None = None,
    district: MonthCounts | None = None,
) -> Fraction | None:
    """Return the year-end net fall under an assumption, in households; None as `forecast_of`.

    `named`: of the households not yet reviewed exactly so many go off the list. `last_year`: in
    the whole year so many fall back or become poor as the year before; never fewer than already
    have. What is not assumed goes on as in the forecast.
    """
    seen = _evidence(counts, district)
    if seen is None or not counts.opening:
        return None
    share = Fraction(counts.not_reviewed, seen.reviewed)
    falls = seen.falls * share if named is None else Fraction(min(named, counts.not_reviewed))
    gains = (seen.relapsed + seen.new_poor) * share
    if last_year is not None:
        gains = Fraction(max(0, last_year - counts.relapsed - counts.new_poor))
    return counts.net_fall + falls - gains - (seen.other_in + seen.first_year) * share


def chance(forecast: Forecast | None, target: int | None) -> Chance | None:
    """Say how likely a target (net fall in households) is; None without forecast or target.

    Within the bounds the expected fall decides; MET and IMPOSSIBLE are said only when nothing
    can change them any more.
    """
    if forecast is None or target is None:
        return None
    if target > forecast.best:
        return Chance.IMPOSSIBLE
    if forecast.is_complete:
        return Chance.MET
    if target <= forecast.low:
        return Chance.SURE
    return Chance.LIKELY if target <= forecast.point else Chance.UNLIKELY


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How forecasts did against what came: `made` forecasts, their mean absolute error in
    households, the share of results within the bounds."""

    made: int
    mean_error: Fraction | None
    inside: Fraction | None


def accuracy(pairs: Iterable[tuple[Forecast, int]]) -> Accuracy:
    """Hold forecasts against the results of their years."""
    found = list(pairs)
    errors = sum((abs(forecast.point - result) for forecast, result in found), Fraction(0))
    return Accuracy(
        made=len(found),
        mean_error=errors / len(found) if found else None,
        inside=ratio(sum(forecast.holds(result) for forecast, result in found), len(found)),
    )


def _evidence(counts: MonthCounts, district: MonthCounts | None) -> MonthCounts | None:
    if counts.reviewed:
        return counts
    return district if district is not None and district.reviewed else None


def _variance(seen: MonthCounts, left: int) -> Fraction:
    gone = min(seen.falls, seen.reviewed)
    a, b = gone + _HALF, seen.reviewed - gone + _HALF
    whole = a + b
    of_falls = left * a * b * (whole + left) / (whole**2 * (whole + 1))
    share = Fraction(left, seen.reviewed)
    of_gains = (seen.gains + _HALF) * share * (1 + share)
    return of_falls + of_gains


def _root(value: Fraction) -> Fraction:
    quotient = _PRECISION.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(_PRECISION.sqrt(quotient))
