"""The poor list month by month, counted from the household records.

All counts of a month are cumulative, from the opening of the year to the month's end, in
households; `in_month` returns the changes of a single month. The closing is counted
independently, so that closing = opening − exits − other decreases + increases can be checked.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

GAINS = ("relapsed", "new_poor", "other_in", "first_year")
FALLS = ("exits", "other_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCounts:
    """One area's poor list at the end of a month, in households since the year's opening.

    `reviewed`: households of the opening list with an approved form, or gone, by then.
    `first_year`: listed under a standard without a list of the year before.
    """

    opening: int = 0
    reviewed: int = 0
    exits: int = 0
    other_out: int = 0
    relapsed: int = 0
    new_poor: int = 0
    other_in: int = 0
    first_year: int = 0
    closing: int = 0

    @property
    def falls(self) -> int:
        return self.exits + self.other_out

    @property
    def gains(self) -> int:
        return self.relapsed + self.new_poor + self.other_in + self.first_year

    @property
    def net_fall(self) -> int:
        return self.opening - self.closing

    @property
    def not_reviewed(self) -> int:
        return self.opening - self.reviewed

    @property
    def balances(self) -> bool:
        return self.closing == self.opening - self.falls + self.gains

    def __add__(self, other: Self) -> "MonthCounts":
        return MonthCounts(**{n: getattr(self, n) + getattr(other, n) for n in MONTH_FIELDS})

    def __sub__(self, other: Self) -> "MonthCounts":
        return MonthCounts(**{n: getattr(self, n) - getattr(other, n) for n in MONTH_FIELDS})


MONTH_FIELDS = tuple(MonthCounts.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """A number of equal households: their movement and the months it happened in.

    `kind` is one of FALLS or GAINS, or empty for households that stayed on the list.
    `was_listed`: poor at the opening; `is_listed`: poor and present now. A month is None if the
    event has not happened. `moved_on` is the day within the year on which the movement counts; None
    counts from the beginning of the year.
    """

    households: int
    kind: str = ""
    was_listed: bool = False
    is_listed: bool = False
    moved_in: int | None = None
    reviewed_in: int | None = None
    moved_on: dt.date | None = None


def moves_of_minority(moves: Moves, *, opened: bool, now: bool) -> list[Moves]:
    """Return the moves of these households on the ethnic-minority list.

    Those that ceased to be ethnic-minority households in the year leave it, those that became so
    join it, as another decrease or increase; the day is not stored, so without another one it is in
    January.
    """
    if opened and now:
        return [moves]
    if opened and moves.was_listed:
        moved_in = moves.moved_in or 1
        return [replace(moves, kind="other_out", is_listed=False, moved_in=moved_in)]
    if now and moves.is_listed:
        moved_in = moves.moved_in or 1
        return [replace(moves, kind="other_in", was_listed=False, moved_in=moved_in)]
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMonths:
    """The months of one area, January first, for all and for ethnic-minority households."""

    everyone: Sequence[MonthCounts]
    minority: Sequence[MonthCounts]

    def __add__(self, other: Self) -> "AreaMonths":
        return AreaMonths(
            everyone=_summed(self.everyone, other.everyone),
            minority=_summed(self.minority, other.minority),
        )


def _summed(first: Sequence[MonthCounts], second: Sequence[MonthCounts]) -> tuple[MonthCounts, ...]:
    return tuple(one + other for one, other in zip(first, second, strict=True))


def empty_months(until: int) -> AreaMonths:
    """Return months without any household."""
    none = (MonthCounts(),) * until
    return AreaMonths(everyone=none, minority=none)


def monthly(moves: Iterable[Moves], until: int) -> tuple[MonthCounts, ...]:
    """Return the counts at the end of each month, from January (1) to `until`.

    A household is on the list at a month's end if it was on it at the opening and has not left
    it by then, or has joined it by then.
    """
    found = list(moves)
    return tuple(_at_the_end_of(month, found) for month in range(1, until + 1))


def fall_by(moves: Iterable[Moves], day: dt.date) -> int:
    """Return the net fall since the opening at the end of a day, in households."""
    return sum(
        each.households * (each.was_listed - _is_on_the_list(each, has_moved=_has_moved(each, day)))
        for each in moves
    )


def _has_moved(moves: Moves, day: dt.date) -> bool:
    return moves.moved_on is None or moves.moved_on <= day


def in_month(months: Sequence[MonthCounts], month: int) -> MonthCounts:
    """Return the changes of one month (1 to 12); its opening is the closing of the month before."""
    now = months[month - 1]
    before = months[month - 2] if month > 1 else MonthCounts(closing=now.opening)
    brought = now - before
    return MonthCounts(
        **{name: getattr(brought, name) for name in MONTH_FIELDS}
        | {"opening": before.closing, "closing": now.closing}
    )


def _at_the_end_of(month: int, moves: Iterable[Moves]) -> MonthCounts:
    counts = dict.fromkeys(MONTH_FIELDS, 0)
    for each in moves:
        has_moved = each.moved_in is not None and each.moved_in <= month
        if each.was_listed:
            counts["opening"] += each.households
            if each.reviewed_in is not None and each.reviewed_in <= month:
                counts["reviewed"] += each.households
        if each.kind and has_moved:
            counts[each.kind] += each.households
        if _is_on_the_list(each, has_moved=has_moved):
            counts["closing"] += each.households
    return MonthCounts(**counts)


def _is_on_the_list(each: Moves, *, has_moved: bool) -> bool:
    if has_moved or not each.kind:
        return each.is_listed
    return each.was_listed
