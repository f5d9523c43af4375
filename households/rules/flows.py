"""The flow tables: a list from the opening of a year to its closing, in households or people.

Columns 1–9 of the two tables of the TT 07/2021 family, 9 = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8. Every
closing is counted independently, so that a broken identity is visible.

In people, a household that leaves a list or passes from one to the other counts with its number of
people at the opening of the year, in both tables; a household new on a list counts with its number
now. The change in people of a household that stays on a list is another increase or decrease ("thay
đổi nhân khẩu" in the tables) of its list at the closing.
"""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The flow of the poor list in a year, in households or in people.

    `first_year` counts those listed under a standard without a list of the year before: there is
    nothing to compare them with.
    """

    opening: int = 0
    exits_to_near_poor: int = 0
    exits_above: int = 0
    other_out: int = 0
    fallen_from_near_poor: int = 0
    relapsed: int = 0
    first_poor: int = 0
    other_in: int = 0
    closing: int = 0
    first_year: int = 0
    reviewed: int = 0

    @property
    def exits(self) -> int:
        return self.exits_to_near_poor + self.exits_above

    @property
    def new_poor(self) -> int:
        return self.fallen_from_near_poor + self.first_poor

    @property
    def expected_closing(self) -> int:
        gone = self.exits + self.other_out
        come = self.relapsed + self.new_poor + self.other_in
        return self.opening - gone + come + self.first_year

    @property
    def balances(self) -> bool:
        return self.closing == self.expected_closing

    @property
    def net_fall(self) -> int:
        return self.opening - self.closing

    @property
    def columns(self) -> tuple[int, ...]:
        """Columns 1–9 of the table "Tổng hợp diễn biến hộ nghèo"."""
        return (
            self.opening,
            self.exits_to_near_poor,
            self.exits_above,
            self.other_out,
            self.fallen_from_near_poor,
            self.relapsed,
            self.first_poor,
            self.other_in,
            self.closing,
        )

    def of_minority(self, *, opened: bool, now: bool) -> "Flow":
        """Return the part in the ethnic-minority table of households alike in both marks.

        Those that became ethnic-minority households in the year join it, those that ceased to be so
        leave it, as another increase or decrease (decision 29).
        """
        if opened and now:
            return self
        if opened:
            return Flow(opening=self.opening, other_out=self.opening, reviewed=self.reviewed)
        if now:
            return Flow(other_in=self.closing, closing=self.closing)
        return Flow()

    def __add__(self, other: Self) -> "Flow":
        return Flow(**{name: getattr(self, name) + getattr(other, name) for name in FLOW_FIELDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPoorFlow:
    """The flow of the near-poor list in a year, in households or in people."""

    opening: int = 0
    exits: int = 0
    became_poor: int = 0
    other_out: int = 0
    fallen_from_poor: int = 0
    relapsed: int = 0
    first_near_poor: int = 0
    other_in: int = 0
    closing: int = 0
    first_year: int = 0

    @property
    def expected_closing(self) -> int:
        gone = self.exits + self.became_poor + self.other_out
        come = self.fallen_from_poor + self.relapsed + self.first_near_poor + self.other_in
        return self.opening - gone + come + self.first_year

    @property
    def balances(self) -> bool:
        return self.closing == self.expected_closing

    @property
    def columns(self) -> tuple[int, ...]:
        """Columns 1–9 of the table "Tổng hợp diễn biến hộ cận nghèo"."""
        return (
            self.opening,
            self.exits,
            self.became_poor,
            self.other_out,
            self.fallen_from_poor,
            self.relapsed,
            self.first_near_poor,
            self.other_in,
            self.closing,
        )

    def of_minority(self, *, opened: bool, now: bool) -> "NearPoorFlow":
        """Return the part in the ethnic-minority table of households alike in both marks.

        Those that became ethnic-minority households in the year join it, those that ceased to be so
        leave it, as another increase or decrease (decision 29).
        """
        if opened and now:
            return self
        if opened:
            return NearPoorFlow(opening=self.opening, other_out=self.opening)
        if now:
            return NearPoorFlow(other_in=self.closing, closing=self.closing)
        return NearPoorFlow()

    def __add__(self, other: Self) -> "NearPoorFlow":
        return NearPoorFlow(
            **{name: getattr(self, name) + getattr(other, name) for name in NEAR_POOR_FIELDS}
        )


FLOW_FIELDS = tuple(Flow.__dataclass_fields__)
NEAR_POOR_FIELDS = tuple(NearPoorFlow.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Both tables of a commune or of the district, each in households and in people."""

    poor: Flow = Flow()
    poor_people: Flow = Flow()
    near_poor: NearPoorFlow = NearPoorFlow()
    near_poor_people: NearPoorFlow = NearPoorFlow()

    @property
    def is_first_year(self) -> bool:
        """Whether there is no opening to compare with: the standard's first year."""
        return bool(self.poor.first_year or self.near_poor.first_year)

    def of_minority(self, *, opened: bool, now: bool) -> "Tables":
        """Return the part of households alike in both marks in the ethnic-minority tables."""
        return Tables(
            poor=self.poor.of_minority(opened=opened, now=now),
            poor_people=self.poor_people.of_minority(opened=opened, now=now),
            near_poor=self.near_poor.of_minority(opened=opened, now=now),
            near_poor_people=self.near_poor_people.of_minority(opened=opened, now=now),
        )

    def __add__(self, other: Self) -> "Tables":
        return Tables(
            poor=self.poor + other.poor,
            poor_people=self.poor_people + other.poor_people,
            near_poor=self.near_poor + other.near_poor,
            near_poor_people=self.near_poor_people + other.near_poor_people,
        )
