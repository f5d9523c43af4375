"""The poor list of one commune and year in memory, as the services would keep it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from demo.forms import Filled
from demo.register import DemoHousehold
from demo.writing import Writer
from households.choices import EXITS, Arrival, NearPoorMovement
from households.models import PovertyRecord, PovertyStandard
from households.rules import near_poor_list_movement, poor_list_movement


@dataclass(slots=True, kw_only=True)
class PoorList:
    """A list opened from last year's and changed by approved forms and departures.

    `exited_before`: keys of households recognised as exited in an earlier year, and
    `exited_near_poor_before` as having left the near-poor list upwards; `first_years`: standards
    without a list of the year before. A list of an earlier year `is_past` and counts the people of
    that time.
    """

    year: int
    writer: Writer
    is_past: bool = False
    exited_before: Collection[int] = ()
    exited_near_poor_before: Collection[int] = ()
    first_years: Collection[PovertyStandard] = ()
    _records: dict[tuple[int, int], PovertyRecord] = field(default_factory=dict)

    def open(self, entry: DemoHousehold, standard: PovertyStandard, status: str) -> None:
        """Put a household on the list with its class at the end of the year before."""
        record = self._new(entry, standard)
        record.opening_status = record.status = status
        record.opening_members = entry.size_before
        self._move(record, entry, on=None)

    def _new(self, entry: DemoHousehold, standard: PovertyStandard) -> PovertyRecord:
        household = entry.household
        record = PovertyRecord(
            household_id=household.pk,
            commune_id=household.commune_id,
            year=self.year,
            standard=standard,
            is_ethnic_minority=entry.is_minority,
            opened_as_minority=entry.is_minority,
            members=entry.size_before if self.is_past else household.member_count,
        )
        return self._records.setdefault((household.pk, standard.pk), record)

    def apply(self, entry: DemoHousehold, filled: Filled) -> None:
        """Update the list for an approved form."""
        for result in filled.results:
            record = self._new(entry, result.standard)
            record.status, record.result = result.status, result
            self._move(record, entry, on=filled.day)

    def leave(self, entry: DemoHousehold, standard: PovertyStandard, on: dt.date) -> None:
        """Record that a household left the commune."""
        record = self._records[entry.household.pk, standard.pk]
        record.has_left = True
        self._move(record, entry, on=on)

    def write(self) -> None:
        """Queue the list for insertion."""
        for record in self._records.values():
            self.writer.add(record)

    def exited(self) -> set[int]:
        """Return the keys of households recognised as exited so far, in this year or before."""
        now = {record.household_id for record in self._records.values() if record.movement in EXITS}
        return now | set(self.exited_before)

    def exited_near_poor(self) -> set[int]:
        """Return the keys of households that left the near-poor list upwards in this year."""
        return {
            record.household_id
            for record in self._records.values()
            if record.near_poor_movement == NearPoorMovement.EXITED
        }

    def _move(self, record: PovertyRecord, entry: DemoHousehold, *, on: dt.date | None) -> None:
        household = entry.household
        facts: dict[str, Any] = {
            "opening": record.opening_status,
            "current": record.status,
            "has_left": record.has_left,
            "has_arrived": household.arrival != Arrival.RESIDENT,
            "first_year": not record.opening_status and record.standard in self.first_years,
        }
        ever_exited = household.earlier_exit_year is not None or household.pk in self.exited_before
        movement = poor_list_movement(ever_exited=ever_exited, **facts)
        near_poor_movement = near_poor_list_movement(
            ever_exited=household.pk in self.exited_near_poor_before, **facts
        )
        if (movement, near_poor_movement) != (record.movement, record.near_poor_movement):
            record.movement, record.near_poor_movement = movement, near_poor_movement
            record.moved_on = on
