"""Why a split is impossible: a minimal set of conflicting rules, the gap, and what could be met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from targets.rules.split_limits import (
    CommuneLimits,
    Interval,
    SplitDemand,
    SplitLimit,
    SplitRow,
    limits_of,
    reach_of,
    unlimited,
)
from targets.rules.split_words import conflict_words, range_words

_L = SplitLimit
# The order in which rules are tried for removal.
_OF_A_COMMUNE = (
    _L.EM_FLOOR,
    _L.FLOOR,
    _L.EM_WITHIN_ALL,
    _L.WITHIN_EM_POOR,
    _L.WITHIN_POOR,
    _L.ABOVE_AVERAGE,
)
_OF_THE_DISTRICT = (_L.EM_TOTAL, _L.TOTAL)
# The simplest explanations come first: rules of one commune, then one total, then both.
_FAMILIES: tuple[frozenset[SplitLimit], ...] = (
    frozenset({_L.WITHIN_POOR, _L.ABOVE_AVERAGE, _L.FLOOR}),
    frozenset({_L.WITHIN_EM_POOR, _L.EM_FLOOR}),
    frozenset({_L.TOTAL, _L.WITHIN_POOR}),
    frozenset({_L.EM_TOTAL, _L.WITHIN_EM_POOR}),
    frozenset({_L.TOTAL, _L.EM_TOTAL, _L.EM_WITHIN_ALL}),
    frozenset({_L.TOTAL, _L.ABOVE_AVERAGE, _L.FLOOR}),
    frozenset({_L.EM_TOTAL, _L.EM_FLOOR}),
    frozenset({_L.TOTAL, _L.ABOVE_AVERAGE, _L.FLOOR, _L.EM_FLOOR, _L.EM_WITHIN_ALL}),
    frozenset(SplitLimit),
)


@dataclass(frozen=True, slots=True, order=True)
class Instance:
    """One rule for one commune (`code`), or for the district (no code)."""

    limit: SplitLimit
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Infeasible:
    """No split keeps every rule.

    `conflict` is minimal: without any one of these rules the others of it can be kept. `totals`
    are the falls that all other rules allow with the wanted ethnic-minority part (None when a
    commune's own rules conflict), `em_totals` the ethnic-minority falls with the wanted fall;
    where even that is impossible, with any.
    """

    conflict: tuple[Instance, ...]
    sentences: tuple[str, ...]
    totals: Interval | None
    em_totals: Interval | None


def is_possible(
    rows: Sequence[SplitRow], demand: SplitDemand, instances: Iterable[Instance]
) -> bool:
    """Return whether a split exists that keeps these rules (falls are never negative)."""
    return _Ledger(rows, demand, frozenset(instances)).is_possible


def all_instances(rows: Sequence[SplitRow], demand: SplitDemand) -> list[Instance]:
    """Return every rule a split has to keep, in the order in which they are tried for removal."""
    found = [
        Instance(limit, row.code)
        for limit in _OF_A_COMMUNE
        for row in rows
        if _is_set(limit, row, demand)
    ]
    return [*found, *(Instance(limit) for limit in _OF_THE_DISTRICT)]


def explain(rows: Sequence[SplitRow], demand: SplitDemand) -> Infeasible:
    """Explain an impossible split (deletion filter over a family of rules, O(1) a step)."""
    instances = all_instances(rows, demand)
    for family in _FAMILIES:
        candidates = [one for one in instances if one.limit in family]
        ledger = _Ledger(rows, demand, frozenset(candidates))
        if not ledger.is_possible:
            break
    for instance in candidates:
        ledger.drop(instance)
        if ledger.is_possible:
            ledger.keep(instance)
    totals, em_totals = _ranges(rows, demand)
    kept = {(one.limit, one.code) for one in ledger.kept}
    return Infeasible(
        conflict=tuple(sorted(ledger.kept)),
        sentences=(
            conflict_words(rows, demand, kept, ledger.broken),
            *range_words(totals, em_totals),
        ),
        totals=totals,
        em_totals=em_totals,
    )


def _is_set(limit: SplitLimit, row: SplitRow, demand: SplitDemand) -> bool:
    if limit == SplitLimit.FLOOR:
        return row.least_fall is not None
    if limit == SplitLimit.EM_FLOOR:
        return row.least_em_fall is not None
    return limit != SplitLimit.ABOVE_AVERAGE or demand.least_above_average(row) is not None


def _ranges(
    rows: Sequence[SplitRow], demand: SplitDemand
) -> tuple[Interval | None, Interval | None]:
    endless = unlimited(rows, demand)
    limits = [limits_of(row, demand, endless=endless) for row in rows]
    if any(each.is_empty for each in limits):
        return None, None
    reach = reach_of(limits)
    fall, em, rest = reach.fall, reach.em, reach.rest
    totals = Interval(max(fall.low, demand.em_fall + rest.low), fall.high)
    if demand.em_fall not in em or totals.low > totals.high:
        totals = fall
    em_totals = Interval(max(em.low, demand.fall - rest.high), min(em.high, demand.fall - rest.low))
    if demand.fall not in fall or em_totals.low > em_totals.high:
        em_totals = em
    return totals, em_totals


class _Ledger:
    """The sums over all communes, updated as single rules are dropped and restored."""

    def __init__(
        self, rows: Sequence[SplitRow], demand: SplitDemand, kept: frozenset[Instance]
    ) -> None:
        self.rows = {row.code: row for row in rows}
        self.demand = demand
        self.kept = set(kept)
        self._endless = unlimited(rows, demand)
        self._limits = {row.code: self._limits_of(row) for row in rows}
        self._empty = {code for code, each in self._limits.items() if each.is_empty}
        self._sums = reach_of(list(self._limits.values()))

    def drop(self, instance: Instance) -> None:
        self.kept.discard(instance)
        self._renew(instance.code)

    def keep(self, instance: Instance) -> None:
        self.kept.add(instance)
        self._renew(instance.code)

    @property
    def is_possible(self) -> bool:
        return not self._empty and not self._sums_broken

    @property
    def broken(self) -> str:
        """The code of a commune whose own rules conflict, or empty when the sums do."""
        return min(self._empty, default="")

    @property
    def _sums_broken(self) -> bool:
        """Whether the totals cannot be met; without one total the others need only lie
        within their sums."""
        total, em_total = (Instance(limit) in self.kept for limit in reversed(_OF_THE_DISTRICT))
        if total and em_total:
            return not self._sums.allows(self.demand)
        if total:
            return self.demand.fall not in self._sums.fall
        return em_total and self.demand.em_fall not in self._sums.em

    def _renew(self, code: str) -> None:
        if not code:
            return
        before = self._limits[code]
        after = self._limits[code] = self._limits_of(self.rows[code])
        self._sums = self._sums.minus(before.reach).plus(after.reach)
        (self._empty.add if after.is_empty else self._empty.discard)(code)

    def _limits_of(self, row: SplitRow) -> CommuneLimits:
        without = [limit for limit in _OF_A_COMMUNE if Instance(limit, row.code) not in self.kept]
        return limits_of(row, self.demand, endless=self._endless, without=without)
