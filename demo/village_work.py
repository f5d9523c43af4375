"""The order in which the villages of a commune are reviewed, and the progress of each."""

import datetime as dt
import enum
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from areas.models import Village
from demo.forms import Filled
from demo.procedure import DemoVillageList
from demo.register import DemoHousehold
from demo.steps import Schedule, group_schedule, schedule, step_ahead
from procedure.choices import ListOrigin, VillageStep

UNDER_WAY = (dt.date(2021, 10, 25), dt.date(2021, 11, 12))
Row = tuple[DemoHousehold, Filled | None, str]


class ReviewMark(enum.Enum):
    """The state of a household's review."""

    DECIDED = "decided"
    HANDED_IN = "handed in"
    BEGUN = "begun"
    WAITING = "waiting"


@dataclass(slots=True, kw_only=True)
class VillageOrder:
    """Tracks the review of one commune village by village, to create their lists at the end."""

    rng: Random
    villages: Sequence[Village]
    offset: int  # so that communes differ in their steps
    _position: dict[int, int] = field(default_factory=dict)
    _marks: dict[int, list[ReviewMark]] = field(default_factory=dict)
    _ahead: dict[int, tuple[VillageStep, Schedule]] = field(default_factory=dict)
    _decided: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _corrected: dict[int, tuple[Row, Schedule]] = field(default_factory=dict)
    _at_work: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def begin(
        self, poor: Iterable[DemoHousehold], *, approved: int, submitted: int, drafts: int
    ) -> None:
        """Draw the order of the villages, those with poor households first, and mark the poor.

        The first `approved` of them are decided, the next submitted, the next begun.
        """
        counts: dict[int, int] = defaultdict(int)
        for entry in poor:
            counts[entry.household.village_id] += 1
        order = self.rng.sample(list(self.villages), len(self.villages))
        order.sort(key=lambda village: not counts[village.pk])
        marks = (
            [ReviewMark.DECIDED] * approved
            + [ReviewMark.HANDED_IN] * submitted
            + [ReviewMark.BEGUN] * drafts
        )
        marks += [ReviewMark.WAITING] * sum(counts.values())
        first = 0
        for position, village in enumerate(order):
            self._position[village.pk] = position
            self._marks[village.pk] = marks[first : first + counts[village.pk]]
            first += counts[village.pk]
        self._stand_ahead(order)

    def _stand_ahead(self, order: Sequence[Village]) -> None:
        """Select the step of villages whose poor are all decided or submitted."""
        ahead = [
            village
            for village in order
            if ReviewMark.HANDED_IN in self._marks[village.pk]
            and not {ReviewMark.BEGUN, ReviewMark.WAITING} & set(self._marks[village.pk])
        ]
        for number, village in enumerate(ahead, start=self.offset):
            is_second = ReviewMark.DECIDED in self._marks[village.pk]
            self._ahead[village.pk] = step_ahead(number, is_second=is_second)

    def in_order(self, entries: Iterable[DemoHousehold]) -> list[DemoHousehold]:
        """Return households village by village, in the order of the review."""
        return sorted(entries, key=lambda entry: self._position[entry.household.village_id])

    def decided_first(self, entries: Iterable[DemoHousehold]) -> list[DemoHousehold]:
        """Return households of decided villages before the others."""
        return sorted(entries, key=lambda entry: self.mark_of(entry) != ReviewMark.DECIDED)

    def mark_of(self, entry: DemoHousehold) -> ReviewMark:
        """Return the state of a household on no poor list: that of its village."""
        marks = self._marks[entry.household.village_id]
        if not marks:
            return ReviewMark.WAITING
        if set(marks) == {ReviewMark.DECIDED}:
            return ReviewMark.DECIDED
        if entry.household.village_id in self._ahead:
            return ReviewMark.HANDED_IN
        return self.rng.choice(marks) if ReviewMark.DECIDED not in marks else ReviewMark.WAITING

    def days_of(self, entry: DemoHousehold) -> Schedule:
        """Return the days of the list that decided a household's village."""
        return group_schedule(self._position[entry.household.village_id])

    def survey_days(self, entry: DemoHousehold) -> tuple[dt.date, dt.date]:
        """Return the days between which a submitted form was filled in."""
        _step, days = self._ahead.get(entry.household.village_id, ("", None))
        return days.survey if days else UNDER_WAY

    def decide(self, entry: DemoHousehold, filled: Filled) -> None:
        """Put a decided form on the village's first list."""
        self._decided[entry.household.village_id].append((entry, filled, ""))

    def correct(self, entry: DemoHousehold, filled: Filled, days: Schedule) -> None:
        """Put a correction on a separate list."""
        self._corrected[entry.household.village_id] = (
            (entry, filled, ListOrigin.CORRECTION),
            days,
        )

    def hand_in(self, entry: DemoHousehold, filled: Filled) -> None:
        """Put a submitted form on the village's open list."""
        self._at_work[entry.household.village_id].append((entry, filled, ""))

    def lists(self, waiting: Iterable[DemoHousehold]) -> list[DemoVillageList]:
        """Return the lists of all villages; `waiting` are households without a form."""
        left: dict[int, list[Row]] = defaultdict(list)
        for entry in waiting:
            left[entry.household.village_id].append((entry, None, ""))
        return [
            each for village in self.villages for each in self._lists_of(village, left[village.pk])
        ]

    def _lists_of(self, village: Village, waiting: list[Row]) -> list[DemoVillageList]:
        found = []
        if decided := self._decided[village.pk]:
            days = group_schedule(self._position[village.pk])
            found.append(
                DemoVillageList(
                    village=village, step=VillageStep.RECOGNISED, days=days, rows=decided
                )
            )
        if corrected := self._corrected.get(village.pk):
            row, days = corrected
            found.append(
                DemoVillageList(village=village, step=VillageStep.RECOGNISED, days=days, rows=[row])
            )
        if at_work := self._at_work[village.pk]:
            found.append(self._list_at_work(village, at_work, waiting))
        elif waiting and not found and self._is_listed(village):
            days = schedule(UNDER_WAY[1], survey_days=12)
            found.append(
                DemoVillageList(village=village, step=VillageStep.LISTING, days=days, rows=waiting)
            )
        for batch, each in enumerate(found, start=1):
            each.batch = batch
        return found

    def _list_at_work(
        self, village: Village, at_work: list[Row], waiting: list[Row]
    ) -> DemoVillageList:
        if village.pk in self._ahead and not waiting:
            step, days = self._ahead[village.pk]
        else:
            step, days = VillageStep.SURVEY, schedule(dt.date(2021, 11, 2), survey_days=12)
        return DemoVillageList(village=village, step=step, days=days, rows=[*at_work, *waiting])

    def _is_listed(self, village: Village) -> bool:
        """Return whether an untouched village has its list: half of them, where the commune has
        begun.
        """
        has_begun = any(ReviewMark.DECIDED in marks for marks in self._marks.values())
        return has_begun and self._position[village.pk] % 2 == 0
