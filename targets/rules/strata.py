"""The communes of a district as strata of its forecast: what is known, and what is expected. Pure.

In each stratum the households without a review and without a pending form are predicted from those
with one:

- decreases still to come: beta-binomial, from Beta(d + ½, r − d + ½);
- increases still to come: negative binomial, from Gamma(g + ½) per household known.

A stratum without a basis (`basis_needed`) takes the district's rates: the mean of the communes
weighted as in Kleinman (1973), with the moment estimate of how much communes differ. Where households
are registered to exit, the expected decreases are at most what the registrations allow. Forms that
wait for approval count as known. The method and its measured coverage: docs/howto/forecast.md.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Self

from targets.rules.months import MonthCounts

# Below this number of households known, an 80 % interval of the share that leaves the list covers
# more than half of all possible shares. A parameter of the product, not of law.
LEAST_KNOWN = 5
_HALF = 0.5
# The least variation assumed between communes (intraclass correlation): a few communes that are
# alike by chance do not prove that the next one is like them.
_LEAST_VARIATION = 0.05
_ROUNDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Forms handed in and not yet approved or recognised, by the class they lead to; in households.

    `reviewed` are those of the opening list without another result; `falls` leave the list with
    them, `gains` join it. `named` are those of `reviewed` that are registered to exit, `other_falls`
    the falls of households that are not.
    """

    reviewed: int = 0
    falls: int = 0
    gains: int = 0
    named: int = 0
    other_falls: int = 0

    @property
    def net_fall(self) -> int:
        return self.falls - self.gains

    def __add__(self, other: Self) -> "Pending":
        names = self.__dataclass_fields__
        return Pending(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The registrations of an area: `left` are neither reviewed nor on a pending form.

    Of the households not registered, `others_known` are reviewed or pending, and `others_fell` of
    them left the list.
    """

    left: int = 0
    others_known: int = 0
    others_fell: int = 0

    def __add__(self, other: Self) -> "Names":
        names = self.__dataclass_fields__
        return Names(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaYear:
    """What is known of one area's year: recognised counts, pending forms, registrations.

    `names` is None where registrations are unknown, as for a past month.
    """

    counts: MonthCounts = field(default_factory=MonthCounts)
    pending: Pending = field(default_factory=Pending)
    names: Names | None = None

    @property
    def known(self) -> int:
        return self.counts.reviewed + self.pending.reviewed

    @property
    def left(self) -> int:
        """Households of the opening list without a result and without a pending form."""
        return self.counts.opening - self.known

    @property
    def falls(self) -> int:
        return self.counts.falls + self.pending.falls

    @property
    def became_poor(self) -> int:
        """Households that fell back or became poor, by pending forms too."""
        return self.counts.relapsed + self.counts.new_poor + self.pending.gains

    @property
    def gains(self) -> int:
        return self.became_poor + self.counts.other_in + self.counts.first_year

    @property
    def net_fall(self) -> int:
        return self.counts.net_fall + self.pending.net_fall

    @property
    def has_basis(self) -> bool:
        return self.known >= basis_needed(self.counts.opening)

    def __add__(self, other: Self) -> "AreaYear":
        both = self.names is not None and other.names is not None
        return AreaYear(
            counts=self.counts + other.counts,
            pending=self.pending + other.pending,
            names=self.names + other.names if both else None,  # type: ignore[operator]
        )


def joined(areas: Iterable[AreaYear]) -> AreaYear:
    """Return areas as one; without any, an empty one without registrations."""
    found = list(areas)
    return reduce(add, found) if found else AreaYear(names=Names())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """The changes expected among the households of one commune still unknown; in households.

    `gains` are relapsed and new poor households, `other_gains` other increases. `borrowed` are the
    households predicted at the district's rates, `shared_variance` the variance of these rates.
    """

    area: AreaYear
    falls: Fraction = Fraction(0)
    gains: Fraction = Fraction(0)
    other_gains: Fraction = Fraction(0)
    variance: float = 0.0
    borrowed: int = 0
    shared_variance: float = 0.0
    is_capped: bool = False

    @property
    def point(self) -> Fraction:
        return self.area.net_fall + self.falls - self.gains - self.other_gains


def basis_needed(opening: int) -> int:
    """Return how many households of an opening list must be known for a forecast.

    At least `LEAST_KNOWN`, half of a list shorter than twice as many; never 0.
    """
    return max(1, min(LEAST_KNOWN, math.ceil(opening / 2)))


def strata_of(areas: Sequence[AreaYear]) -> list[Stratum | None]:
    """Return the strata of a district's communes in the same order.

    None for a commune without a basis while no commune has one.
    """
    rates = _rates_of([area for area in areas if area.has_basis and area.counts.opening])
    return [_stratum(area, rates) for area in areas]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rates:
    """Rates per household of a district's communes, and how much communes differ.

    `falls` and the gains are means over the communes; `variation` is the intraclass correlation of
    leaving the list, `variance` the variance of the mean net fall per household. `others` is the
    share of the households not registered that leaves the list; None without any registration.
    """

    falls: Fraction
    gains: Fraction
    other_gains: Fraction
    variation: float
    variance: float
    others: Fraction | None


def _rates_of(areas: Sequence[AreaYear]) -> _Rates | None:
    """Return the district's rates from the communes with a basis; None without any."""
    if not areas:
        return None
    known = sum(area.known for area in areas)
    share, variation, weight = _shrunk(
        [(min(each.falls, each.known), each.known) for each in areas]
    )
    gains = sum(each.gains for each in areas)
    spread = _spread(share)
    return _Rates(
        falls=Fraction(share).limit_denominator(10**6),
        gains=Fraction(sum(each.became_poor for each in areas), known),
        other_gains=Fraction(gains - sum(each.became_poor for each in areas), known),
        variation=min(0.99, variation * _doubt(len(areas))),
        variance=spread / weight + (gains + _HALF) / known**2,
        others=_others([each.names for each in areas]),
    )


def _doubt(communes: int) -> float:
    """Return by how much a variation estimated from few communes is enlarged.

    The variance of Student's t with one degree of freedom less than there are communes, at most 3.
    """
    return (communes - 1) / (communes - 3) if communes > 4 else 3.0


def _others(names: Iterable[Names | None]) -> Fraction | None:
    found = sum((each for each in names if each), Names())
    return Fraction(found.others_fell, found.others_known) if found.others_known else None


def _shrunk(pairs: Sequence[tuple[int, int]]) -> tuple[float, float, float]:
    """Return the mean share of (part, whole) pairs, the variation between them, the sum of weights.

    Moment estimators of the beta-binomial with weights n ÷ (1 + (n − 1) ρ), repeated until they
    agree (Kleinman, Journal of the American Statistical Association 68, 1973).
    """
    variation = _LEAST_VARIATION
    for _ in range(_ROUNDS):
        weights = [whole / (1 + (whole - 1) * variation) for _, whole in pairs]
        weight = sum(weights)
        mean = (
            sum(w * part / whole for w, (part, whole) in zip(weights, pairs, strict=True)) / weight
        )
        variation = max(_LEAST_VARIATION, _variation(pairs, weights, mean))
    return mean, variation, weight


def _variation(pairs: Sequence[tuple[int, int]], weights: Sequence[float], mean: float) -> float:
    rows = list(zip(pairs, weights, strict=True))
    weight = sum(weights)
    squares = sum(w * (part / whole - mean) ** 2 for (part, whole), w in rows)
    of_each = sum(w / whole * (1 - w / weight) for (_, whole), w in rows)
    of_all = sum(w * (1 - w / weight) for w in weights)
    spread = mean * (1 - mean)
    divisor = spread * (of_all - of_each)
    return min(0.99, (squares - spread * of_each) / divisor) if divisor > 0 else 0.0


def _spread(share: float) -> float:
    """Return p(1 − p), but not below that of one household in fifty."""
    return max(share * (1 - share), 0.02 * 0.98)


def _stratum(area: AreaYear, rates: _Rates | None) -> Stratum | None:
    if not area.counts.opening or not area.left:
        return Stratum(area=area)
    if area.has_basis:
        return _own(area)
    return None if rates is None else _borrowed(area, rates)


def _own(area: AreaYear) -> Stratum:
    left, known = area.left, area.known
    falls = Fraction(area.falls * left, known)
    limit = _limit(area, others=_others([area.names]))
    return Stratum(
        area=area,
        falls=min(falls, limit),
        gains=Fraction(area.became_poor * left, known),
        other_gains=Fraction((area.gains - area.became_poor) * left, known),
        variance=_variance(area),
        is_capped=limit < falls,
    )


def _borrowed(area: AreaYear, rates: _Rates) -> Stratum:
    left = area.left
    limit = _limit(area, others=rates.others)
    gains = float(rates.gains + rates.other_gains) * left
    of_falls = left * _spread(float(rates.falls)) * (1 + (left - 1) * rates.variation)
    return Stratum(
        area=area,
        falls=min(rates.falls * left, limit),
        gains=rates.gains * left,
        other_gains=rates.other_gains * left,
        variance=of_falls + gains * (1 + gains / 4),
        borrowed=left,
        shared_variance=rates.variance,
        is_capped=limit < rates.falls * left,
    )


def _limit(area: AreaYear, *, others: Fraction | None) -> Fraction:
    """Return the decreases the registrations allow among the households still unknown.

    All registered ones, and of the others the share that has left so far: registering is a plan,
    and a household may exit without it. No limit without registrations.
    """
    names = area.names
    if names is None or others is None:
        return Fraction(area.left)
    return names.left + max(0, area.left - names.left) * min(others, Fraction(1))


def _variance(area: AreaYear) -> float:
    left, known = area.left, area.known
    gone = min(area.falls, known)
    a, b = gone + _HALF, known - gone + _HALF
    whole = a + b
    of_falls = left * a * b * (whole + left) / (whole**2 * (whole + 1))
    share = left / known
    return of_falls + (area.gains + _HALF) * share * (1 + share)
