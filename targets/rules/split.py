"""Allocating the district's fall to its communes: whole households, exact, as fair as possible.

Falls outside the minorities exceed a commune's poor there by as little as possible, in total. Among
these splits the fall x minimises Σ x²/w; then, with x fixed, the ethnic-minority part y minimises
Σ y²/v. A weight is the measure of the chosen rule times the
commune's own weight; a commune of weight 0 gets a household only when no other can take it.
Because the possible x form an M-convex set, giving one household at a time to the commune of least
marginal cost (2x + 1)/w finds the optimum (proofs: docs/decisions/0020). Without bounds this is
the largest-average method of Sainte-Laguë.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heapreplace
from math import lcm

from targets.choices import SplitRule
from targets.rules.split_conflict import Infeasible, explain
from targets.rules.split_limits import (
    CommuneLimits,
    NonsenseInput,
    SplitDemand,
    SplitRow,
    limits_of,
    reach_of,
    require_sense,
    unlimited,
)
from targets.rules.split_parts import (
    SUBSETS,
    FallParts,
    least_beyond,
    parts_of,
    spare_of,
    totals_of,
)
from targets.rules.split_words import rest_warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The share of one commune, in households."""

    key: int
    fall: int
    em_fall: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitResult:
    """The shares in the order of the communes' codes; `warnings` are sentences."""

    shares: tuple[Share, ...]
    warnings: tuple[str, ...] = ()


def split(rows: Sequence[SplitRow], demand: SplitDemand, rule: str) -> SplitResult | Infeasible:
    """Allocate a fall by a rule of `SplitRule`, or explain why that is impossible.

    Households; the same input gives the same split everywhere (ties go by code). Raises
    NonsenseInput for impossible figures, and for BY_HAND, which is not a method.
    """
    require_sense(rows, demand)
    ordered = sorted(rows, key=lambda row: row.code)
    measure = _measure(rule)
    limits = _limits(ordered, demand)
    if limits is None:
        return explain(ordered, demand)
    weights = [Fraction(row.weight) * measure(row)[0] for row in ordered]
    em_weights = [Fraction(row.weight) * measure(row)[1] for row in ordered]
    communes = [parts_of(each, row.other_poor) for each, row in zip(limits, ordered, strict=True)]
    falls = _falls(communes, demand, weights)
    wanted = [fall - row.other_poor for fall, row in zip(falls, ordered, strict=True)]
    em_falls = _em_falls(limits, demand, em_weights, falls, wanted)
    return SplitResult(
        shares=tuple(
            Share(key=row.key, fall=fall, em_fall=em_fall)
            for row, fall, em_fall in zip(ordered, falls, em_falls, strict=True)
        ),
        warnings=(
            *_rest_warnings(ordered, falls, em_falls),
            *_weight_warnings(demand, weights, em_weights),
        ),
    )


def _measure(rule: str) -> Callable[[SplitRow], tuple[int, int]]:
    measures: dict[str, Callable[[SplitRow], tuple[int, int]]] = {
        SplitRule.BY_POOR: lambda row: (row.poor, row.em_poor),
        SplitRule.BY_REGISTERED: lambda row: (row.registered, row.em_registered),
        SplitRule.EQUAL_POINTS: lambda row: (row.households, row.em_households),
    }
    if rule not in measures:
        raise NonsenseInput("Hãy chọn một cách phân bổ.")
    return measures[rule]


def _limits(rows: Sequence[SplitRow], demand: SplitDemand) -> list[CommuneLimits] | None:
    """Return every commune's bounds, None when the totals cannot be met within them."""
    endless = unlimited(rows, demand)
    limits = [limits_of(row, demand, endless=endless) for row in rows]
    possible = not any(each.is_empty for each in limits) and reach_of(limits).allows(demand)
    return limits if possible else None


def _falls(
    communes: Sequence[FallParts], demand: SplitDemand, weights: Sequence[Fraction]
) -> list[int]:
    """Give households one by one; a commune that can take no more now never can again.

    What the falls so far force into some of the parts must not exceed the totals of these parts.
    """
    cost = _marginal_cost(weights)
    falls = [each.fall.low for each in communes]
    spare = spare_of(communes, falls, totals_of(demand, least_beyond(communes, demand)))
    forced_from = [[each.forced_from(kinds) for kinds in SUBSETS] for each in communes]
    heap = [(cost(i, fall), i) for i, fall in enumerate(falls)]
    heapify(heap)
    while spare[-1]:  # the last subset is all parts
        i = heap[0][1]
        forced = [n for n, start in enumerate(forced_from[i]) if falls[i] >= start]
        if falls[i] == communes[i].fall.high or not all(spare[n] for n in forced):
            heappop(heap)
            continue
        falls[i] += 1
        for n in forced:
            spare[n] -= 1
        heapreplace(heap, (cost(i, falls[i]), i))
    return falls


def _em_falls(
    limits: Sequence[CommuneLimits],
    demand: SplitDemand,
    weights: Sequence[Fraction],
    falls: Sequence[int],
    wanted: Sequence[int],
) -> list[int]:
    """Allocate the ethnic-minority part of the falls; `wanted` keeps the rest within its poor."""
    cost = _marginal_cost(weights)
    between = [each.em_between(fall) for each, fall in zip(limits, falls, strict=True)]
    found = [each.low for each in between]

    def entry(i: int) -> tuple[bool, tuple[int, int], int]:
        return found[i] >= wanted[i], cost(i, found[i]), i

    heap = [entry(i) for i, each in enumerate(between) if each.low < each.high]
    heapify(heap)
    for _ in range(demand.em_fall - sum(found)):
        i = heap[0][-1]
        found[i] += 1
        if found[i] == between[i].high:
            heappop(heap)
        else:
            heapreplace(heap, entry(i))
    return found


def _marginal_cost(weights: Sequence[Fraction]) -> Callable[[int, int], tuple[int, int]]:
    """Return the cost of one more household in a commune, as integers that sort like
    fractions.

    Two fractions with denominators up to W differ by at least 1/W², so multiplied by W² and
    rounded down they keep their order, and equal ones stay equal.
    """
    common = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * common) for weight in weights]
    scale = max(whole, default=0) ** 2

    def cost(i: int, given: int) -> tuple[int, int]:
        if not whole[i]:
            return 1, 2 * given + 1
        return 0, (2 * given + 1) * scale // whole[i]

    return cost


def _rest_warnings(
    rows: Sequence[SplitRow], falls: Sequence[int], em_falls: Sequence[int]
) -> list[str]:
    over = [
        (row, fall - em_fall)
        for row, fall, em_fall in zip(rows, falls, em_falls, strict=True)
        if fall - em_fall > row.other_poor
    ]
    return [rest_warning(row, rest) for row, rest in over]


def _weight_warnings(
    demand: SplitDemand, weights: Sequence[Fraction], em_weights: Sequence[Fraction]
) -> list[str]:
    if (demand.fall and not any(weights)) or (demand.em_fall and not any(em_weights)):
        return ["Cách phân bổ này chưa có số liệu ở xã nào: phần chưa có căn cứ được phân bổ đều."]
    return []
