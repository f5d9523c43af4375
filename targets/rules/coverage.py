"""How far the households registered to leave poverty cover the target. Pure; whole households.

The year's target is a net fall. Every household that falls back or becomes poor must be offset by
one more exit, so a commune has to register more households than its target:

    needed = target fall + expected gains

Expected gains are the larger of this year's gains so far and those of the year before under the
same standard. The gains so far underestimate: most relapses are found at the year's end. Those of
the year before underestimate once this year is already worse. Without a comparable year before,
only the gains so far count. Households that move in or away are left out: they cannot be planned.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Self


def expected_gains(*, so_far: int, last_year: int | None) -> int:
    """Return the households expected to fall back or become poor; `last_year` None: unknown."""
    return max(so_far, last_year or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The registrations of one commune, or of the district, against its target; in
    households.

    `registered` are those in force: of them `exited` have left poverty, `still_poor` were reviewed
    this year and stay poor, `not_reviewed` wait for their review, `left` moved away or died.
    `exits_unnamed` left poverty without being registered. `target` is None until the district has
    allocated its goal; the number needed is then unknown.
    """

    registered: int = 0
    exited: int = 0
    still_poor: int = 0
    not_reviewed: int = 0
    left: int = 0
    exits_unnamed: int = 0
    target: int | None = None
    expected_gains: int = 0

    @property
    def needed(self) -> int | None:
        """Households to register: the target fall and the expected gains; None without a target."""
        return None if self.target is None else self.target + self.expected_gains

    @property
    def share(self) -> Fraction | None:
        """Registered ÷ needed, a fraction; None when none is needed or the need is unknown."""
        return Fraction(self.registered, self.needed) if self.needed else None

    @property
    def short(self) -> int | None:
        """Households still to register; 0 once there are enough, None without a target."""
        return None if self.needed is None else max(0, self.needed - self.registered)

    @property
    def reach(self) -> int:
        """The most exits that the registrations can bring.

        Registered households that have exited or still wait for their review, and exits that were
        not registered. Those that left, or stayed poor after their review, bring none.
        """
        return self.exited + self.not_reviewed + self.exits_unnamed

    @property
    def can_reach(self) -> bool | None:
        """Whether the registrations can still bring the exits needed; None without a target."""
        return None if self.needed is None else self.reach >= self.needed

    @property
    def lacking(self) -> int:
        """Exits that the registrations cannot bring; 0 when they can, or without a target."""
        return max(0, (self.needed or 0) - self.reach)

    @property
    def shown(self) -> int:
        """The registrations for a progress bar: at most the number needed."""
        return min(self.registered, self.needed or 0)

    def with_names(
        self, *, exited: int = 0, still_poor: int = 0, not_reviewed: int = 0, left: int = 0
    ) -> "Coverage":
        """Return the coverage with this many more households registered."""
        return replace(
            self,
            registered=self.registered + exited + still_poor + not_reviewed + left,
            exited=self.exited + exited,
            still_poor=self.still_poor + still_poor,
            not_reviewed=self.not_reviewed + not_reviewed,
            left=self.left + left,
            exits_unnamed=self.exits_unnamed - exited,
        )

    def __add__(self, other: Self) -> "Coverage":
        """Add communes up; those without a target add none."""
        given = [each for each in (self.target, other.target) if each is not None]
        return Coverage(
            registered=self.registered + other.registered,
            exited=self.exited + other.exited,
            still_poor=self.still_poor + other.still_poor,
            not_reviewed=self.not_reviewed + other.not_reviewed,
            left=self.left + other.left,
            exits_unnamed=self.exits_unnamed + other.exits_unnamed,
            target=sum(given) if given else None,
            expected_gains=self.expected_gains + other.expected_gains,
        )


def urgency(coverage: Coverage) -> tuple[int, Fraction, int]:
    """Return the sort key that puts the worst communes first.

    First those whose registrations cannot reach the target, then those with too few, then those
    without a target, then the rest; within each the smaller share first, then the larger
    shortfall.
    """
    if coverage.needed is None:
        rank = 2
    elif not coverage.can_reach:
        rank = 0
    else:
        rank = 1 if coverage.short else 3
    share = coverage.share
    return rank, Fraction(1) if share is None else share, -(coverage.short or 0)
