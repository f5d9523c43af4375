"""The limits of one commune's share, and of all communes together. Whole households.

x is a commune's fall, y its ethnic-minority part, z = x − y the rest. A commune's own rules bound
x, y and z, so its set is a generalised polymatroid; such sets add up, integers included. Therefore
a split exists exactly when no commune's own set is empty and the three totals X, Y, X − Y lie
between the sums of the communes' least and most (docs/decisions/0020).
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from targets.rules.standing import Number, is_above, least_fall_above, ratio


class SplitLimit(StrEnum):
    """A rule that a split must keep to."""

    TOTAL = "TOTAL"
    EM_TOTAL = "EM_TOTAL"
    WITHIN_POOR = "WITHIN_POOR"
    WITHIN_EM_POOR = "WITHIN_EM_POOR"
    EM_WITHIN_ALL = "EM_WITHIN_ALL"
    ABOVE_AVERAGE = "ABOVE_AVERAGE"
    FLOOR = "FLOOR"
    EM_FLOOR = "EM_FLOOR"


class NonsenseInput(ValueError):
    """The figures cannot be those of a district; the message explains why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRow:
    """A commune's households at the start of the year and the limits set for it by hand.

    `key` identifies the commune, `code` is the order in which ties are decided. `registered` are
    the households registered to exit; `weight` multiplies the measure of the rule; the floors are
    in households, None for none.
    """

    key: int
    code: str
    name: str
    households: int
    poor: int
    em_households: int
    em_poor: int
    registered: int = 0
    em_registered: int = 0
    weight: Number = Decimal(1)
    least_fall: int | None = None
    least_em_fall: int | None = None

    @property
    def rate(self) -> Fraction | None:
        return ratio(self.poor, self.households)

    @property
    def other_poor(self) -> int:
        """Poor households that are not ethnic-minority."""
        return self.poor - self.em_poor


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitDemand:
    """The district's demand: falls in households, its own rate, `points` as a fraction.

    A commune whose rate is above `district_rate` must fall by more than `points`; None: no such
    rule.
    """

    fall: int
    em_fall: int
    district_rate: Fraction | None
    points: Number | None

    def least_above_average(self, row: SplitRow) -> int | None:
        """Return the least fall required of a commune above the average, in households,
        otherwise None."""
        if self.points is None or not is_above(row.rate, self.district_rate):
            return None
        return least_fall_above(row.households, self.points)


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole households from `low` to `high`, both included."""

    low: int
    high: int

    def __contains__(self, value: int) -> bool:
        return self.low <= value <= self.high

    def plus(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.low, self.high - other.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneLimits:
    """A commune's bounds by its own rules: of x (fall), y (`em`) and z (`rest`)."""

    fall: Interval
    em: Interval
    rest: Interval

    @property
    def is_empty(self) -> bool:
        return (
            self.em.low > self.em.high
            or self.rest.low > self.rest.high
            or max(self.fall.low, self.em.low + self.rest.low)
            > min(self.fall.high, self.em.high + self.rest.high)
        )

    def em_between(self, fall: int) -> Interval:
        """Return the ethnic-minority falls possible with a fall."""
        return Interval(
            max(self.em.low, fall - self.rest.high), min(self.em.high, fall - self.rest.low)
        )

    @property
    def reach(self) -> "Reach":
        """The same set with bounds that are all attained."""
        fall, em, rest = self.fall, self.em, self.rest
        return Reach(
            fall=Interval(max(fall.low, em.low + rest.low), min(fall.high, em.high + rest.high)),
            em=Interval(max(em.low, fall.low - rest.high), min(em.high, fall.high - rest.low)),
            rest=Interval(max(rest.low, fall.low - em.high), min(rest.high, fall.high - em.low)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The least and the most of x, y and z for a commune, or for all of them."""

    fall: Interval
    em: Interval
    rest: Interval

    def plus(self, other: "Reach") -> "Reach":
        return Reach(
            fall=self.fall.plus(other.fall),
            em=self.em.plus(other.em),
            rest=self.rest.plus(other.rest),
        )

    def minus(self, other: "Reach") -> "Reach":
        return Reach(
            fall=self.fall.minus(other.fall),
            em=self.em.minus(other.em),
            rest=self.rest.minus(other.rest),
        )

    def allows(self, demand: SplitDemand) -> bool:
        """Return whether all three totals can be met together."""
        rest = demand.fall - demand.em_fall
        return demand.fall in self.fall and demand.em_fall in self.em and rest in self.rest


_NOTHING = Interval(0, 0)
NO_REACH = Reach(fall=_NOTHING, em=_NOTHING, rest=_NOTHING)


def unlimited(rows: Iterable[SplitRow], demand: SplitDemand) -> int:
    """Return a number above any possible share, used in place of a missing bound."""
    asked = sum(
        row.households
        + row.poor
        + (row.least_fall or 0)
        + (row.least_em_fall or 0)
        + (demand.least_above_average(row) or 0)
        for row in rows
    )
    return 1 + 2 * (demand.fall + demand.em_fall + asked)


def limits_of(
    row: SplitRow,
    demand: SplitDemand,
    *,
    endless: int,
    without: Container[SplitLimit] = (),
) -> CommuneLimits:
    """Return a commune's bounds, leaving out the rules in `without`."""

    def unless(rule: SplitLimit, value: int | None, otherwise: int) -> int:
        return otherwise if rule in without or value is None else value

    above = unless(SplitLimit.ABOVE_AVERAGE, demand.least_above_average(row), 0)
    floor = unless(SplitLimit.FLOOR, row.least_fall, 0)
    return CommuneLimits(
        fall=Interval(max(above, floor), unless(SplitLimit.WITHIN_POOR, row.poor, endless)),
        em=Interval(
            unless(SplitLimit.EM_FLOOR, row.least_em_fall, 0),
            unless(SplitLimit.WITHIN_EM_POOR, row.em_poor, endless),
        ),
        rest=Interval(
            unless(SplitLimit.EM_WITHIN_ALL, 0, -endless),
            endless,
        ),
    )


def reach_of(limits: Sequence[CommuneLimits]) -> Reach:
    """Return the reach of all communes together; meaningless if one of them is empty."""
    total = NO_REACH
    for each in limits:
        total = total.plus(each.reach)
    return total


def require_sense(rows: Sequence[SplitRow], demand: SplitDemand) -> None:
    """Raise NonsenseInput for figures that no district can have."""
    if demand.fall < 0 or demand.em_fall < 0:
        raise NonsenseInput("Tổng chỉ tiêu không được là số âm.")
    if demand.points is not None and not 0 <= demand.points <= 1:
        raise NonsenseInput("Mức giảm của xã trên bình quân phải từ 0 đến 100 điểm phần trăm.")
    if len({row.code for row in rows}) != len(rows):
        raise NonsenseInput("Mỗi xã chỉ được nêu một lần.")
    for row in rows:
        if problem := _nonsense_in(row):
            raise NonsenseInput(f"{row.name}: {problem}")


def _nonsense_in(row: SplitRow) -> str:
    figures = (row.households, row.poor, row.em_households, row.em_poor)
    asked = (row.registered, row.em_registered, row.least_fall or 0, row.least_em_fall or 0)
    if min(*figures, *asked) < 0:
        return "số hộ không được là số âm."
    if row.poor > row.households or row.em_poor > min(row.poor, row.em_households):
        return "số hộ nghèo lớn hơn số hộ."
    if row.weight < 0:
        return "hệ số không được là số âm."
    return ""
