"""Forecast of the year's net fall with its bounds. Pure.

A district's forecast is the sum of its communes' (a stratified estimate with one stratum per
commune, `rules.strata`), so that communes which review faster than others do not count twice. Their
variances are added; the bounds lie 1.2816 standard deviations from the point, corrected by half a
household, never beyond what is still possible. See docs/howto/forecast.md.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist

from targets.rules.strata import Stratum, joined

_HALF = 0.5
# 80 % of a normal distribution lie within this many standard deviations, 90 % above minus as many.
QUANTILE = 1.2816
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The year-end net fall of one area in households: expected value and 80 % bounds.

    `net_fall` is recognised now. `best`: the fall if every household still unknown leaves the list
    and none joins it. `deviation` is the standard deviation. `borrowed` are the households of
    communes without a basis, predicted at the district's rates; `is_capped`: in each commune the
    registrations allow fewer decreases than the rates.
    """

    point: Fraction
    low: int
    high: int
    best: int
    net_fall: int
    deviation: float
    is_complete: bool
    borrowed: int = 0
    is_capped: bool = False

    def holds(self, result: int) -> bool:
        return self.low <= result <= self.high

    def probability(self, target: int) -> float:
        """Return the probability that the net fall reaches a target, 0 to 1, two decimals."""
        if target > self.best:
            return 0.0
        if not self.deviation:
            return float(target <= self.point)
        return round(_NORMAL.cdf(self.lead(target)), 2)

    def lead(self, target: int) -> float:
        """Return how far the expected fall is above a target, in standard deviations.

        Half a household is added, as the fall is a whole number. Minus infinity for a target that is
        out of reach.
        """
        if target > self.best:
            return -math.inf
        distance = float(self.point - target) + _HALF
        return distance / self.deviation if self.deviation else math.copysign(math.inf, distance)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfs:
    """Year-end net falls under an assumption, in households; None where it cannot be computed.

    `named`: of the households still unknown, exactly the registered ones exit. `last_year`: as many
    households fall back or become poor as the year before. `both`: the two together.
    """

    named: Fraction | None = None
    last_year: Fraction | None = None
    both: Fraction | None = None


def forecast_of(strata: Sequence[Stratum | None]) -> Forecast | None:
    """Return the forecast of an area from its strata.

    None without an opening list, and without a basis (`basis_needed`) in the area as a whole.
    """
    area = joined(each.area for each in strata if each)
    if None in strata or not area.counts.opening or not area.has_basis:
        return None
    found = [each for each in strata if each]
    borrowed = sum(each.borrowed for each in found)
    shared = max((each.shared_variance for each in found), default=0.0)
    deviation = math.sqrt(sum(each.variance for each in found) + borrowed**2 * shared)
    point = sum((each.point for each in found), Fraction(0))
    best = area.net_fall + area.left
    reach = QUANTILE * deviation
    return Forecast(
        point=point,
        low=math.floor(min(float(point) - reach + _HALF, float(point))),
        high=max(min(math.ceil(float(point) + reach - _HALF), best), math.ceil(point)),
        best=best,
        net_fall=area.counts.net_fall,
        deviation=deviation,
        is_complete=not area.left and not area.pending.reviewed,
        borrowed=borrowed,
        is_capped=all(each.is_capped for each in found),
    )


def what_ifs(
    strata: Sequence[Stratum | None],
    *,
    last_year: Sequence[int] | None = None,
    has_forecast: bool | None = None,
) -> WhatIfs:
    """Return the year-end net falls under the two assumptions, stratum by stratum.

    `last_year`: relapsed and new poor households of the year before by stratum; they are not fewer
    than those known of this year. Everything else continues as in the forecast. Without a basis
    only `both` is known: it takes nothing from the area's own rates. `has_forecast`: whether the
    strata have one, computed here when not given.
    """
    found = [each for each in strata if each]
    if len(found) < len(strata):
        return WhatIfs()
    names = [each.area.names for each in found]
    named = None if None in names else sum(each.left for each in names if each)
    again = None if last_year is None else _still_to_join(found, last_year)
    rest = sum((each.area.net_fall - each.other_gains for each in found), Fraction(0))

    def total(down: Fraction | int | None, up: Fraction | int | None) -> Fraction | None:
        return None if down is None or up is None else rest + down - up

    both = total(named, again)
    if has_forecast is None:
        has_forecast = forecast_of(strata) is not None
    if not has_forecast:
        return WhatIfs(both=both)
    falls = sum((each.falls for each in found), Fraction(0))
    gains = sum((each.gains for each in found), Fraction(0))
    return WhatIfs(named=total(named, gains), last_year=total(falls, again), both=both)


def _still_to_join(strata: Iterable[Stratum], last_year: Iterable[int]) -> int:
    """Return the households missing in the strata to as many that joined as the year before."""
    pairs = zip(last_year, strata, strict=True)
    return sum(max(0, before - each.area.became_poor) for before, each in pairs)


def whole(value: Fraction) -> int:
    """Return an expected number as it is shown, in whole households."""
    return math.floor(value + Fraction(1, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """The accuracy of `made` forecasts: their mean absolute error in households, and the share of
    results within the bounds."""

    made: int
    mean_error: Fraction | None
    inside: Fraction | None


def accuracy(pairs: Iterable[tuple[Forecast, int]]) -> Accuracy:
    """Return the accuracy of forecasts from pairs of a forecast and the year's result."""
    found = list(pairs)
    errors = sum((abs(forecast.point - result) for forecast, result in found), Fraction(0))
    inside = sum(forecast.holds(result) for forecast, result in found)
    return Accuracy(
        made=len(found),
        mean_error=errors / len(found) if found else None,
        inside=Fraction(inside, len(found)) if found else None,
    )
