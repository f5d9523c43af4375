"""A commune's fall in three parts: of minorities, of others, and of others beyond their poor.

The last part is unwanted: a commune should not be given more falls outside the minorities than it
has poor households there. The parts are bounded one by one and in their sum, so each commune's set
of (em, others, beyond) is a generalised polymatroid, and so is the sum of these sets: totals are
possible exactly when every subset of the parts lies between the sums of its least and its most
(docs/decisions/0020). Whole households.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from targets.rules.split_limits import CommuneLimits, Interval, SplitDemand

EM, OTHERS, BEYOND = range(3)
ALL_PARTS = (EM, OTHERS, BEYOND)
SUBSETS = tuple(kinds for size in (1, 2, 3) for kinds in combinations(ALL_PARTS, size))


@dataclass(frozen=True, slots=True)
class FallParts:
    """The bounds of a commune's fall and of its parts, in the order of `ALL_PARTS`."""

    fall: Interval
    parts: tuple[Interval, Interval, Interval]

    def forced_from(self, kinds: Sequence[int]) -> int:
        """Return the fall from which each further household belongs to one of `kinds`."""
        outside = (self.parts[kind].high for kind in ALL_PARTS if kind not in kinds)
        return sum(self.parts[kind].low for kind in kinds) + sum(outside)

    def least(self, kinds: Sequence[int], fall: int) -> int:
        """Return the least that `kinds` take together of a fall of at least `fall`."""
        low = sum(self.parts[kind].low for kind in kinds)
        return low + max(0, fall - self.forced_from(kinds))

    def most(self, kinds: Sequence[int]) -> int:
        outside = sum(self.parts[kind].low for kind in ALL_PARTS if kind not in kinds)
        return min(sum(self.parts[kind].high for kind in kinds), self.fall.high - outside)


def parts_of(limits: CommuneLimits, other_poor: int) -> FallParts:
    """Return the parts of a commune with `other_poor` poor households outside the minorities."""
    reach = limits.reach
    beyond = Interval(0, max(0, reach.rest.high - other_poor))
    return FallParts(reach.fall, (limits.em, Interval(0, other_poor), beyond))


def least_beyond(communes: Sequence[FallParts], demand: SplitDemand) -> int:
    """Return the least number of households beyond the wish with which both totals can be met.

    Some split has to exist. Each subset that holds only one of the two last parts bounds it.
    """
    others = demand.fall - demand.em_fall
    bounds = [0]
    for kinds in SUBSETS:
        em = demand.em_fall if EM in kinds else 0
        if BEYOND in kinds and OTHERS not in kinds:
            bounds.append(sum(each.least(kinds, each.fall.low) for each in communes) - em)
        if OTHERS in kinds and BEYOND not in kinds:
            bounds.append(others + em - sum(each.most(kinds) for each in communes))
    return max(bounds)


def totals_of(demand: SplitDemand, beyond: int) -> tuple[int, int, int]:
    """Return the district's total of each part."""
    return demand.em_fall, demand.fall - demand.em_fall - beyond, beyond


def spare_of(
    communes: Iterable[FallParts], falls: Iterable[int], totals: Sequence[int]
) -> list[int]:
    """Return for each of `SUBSETS` how much of its total the falls do not force yet."""
    pairs = list(zip(communes, falls, strict=True))
    return [
        sum(totals[kind] for kind in kinds) - sum(each.least(kinds, fall) for each, fall in pairs)
        for kinds in SUBSETS
    ]
