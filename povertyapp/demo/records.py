"""The poor list of one commune and year, kept in memory as the services keep it in the database."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from households.choices import EXITS, Arrival, Movement, PovertyStatus
from households.models import PovertyRecord, PovertyStandard
from households.rules import poor_list_movement
from povertyapp.demo.forms import Filled
from povertyapp.demo.register import Entry
from povertyapp.demo.writing import Writer


@dataclass(slots=True, kw_only=True)
class PoorList:
    """Opened from last year's list, moved by approved forms and departures.

    `exited_before`: keys of households recognised as exited in an earlier year;
    `first_years`: standards under which the year before has no list.
    """

    year: int
    writer: Writer
    exited_before: Collection[int] = ()
    first_years: Collection[PovertyStandard] = ()
    _records: dict[tuple[int, int], PovertyRecord] = field(default_factory=dict)

    def open(self, entry: Entry, standard: PovertyStandard, status: str) -> None:
        """Put a household on the list as it stood at the end of the year before."""
        is_poor = status == PovertyStatus.POOR
        self._records[entry.household.pk, standard.pk] = PovertyRecord(
            household_id=entry.household.pk,
            commune_id=entry.household.commune_id,
            year=self.year,
            standard=standard,
            is_ethnic_minority=entry.is_minority,
            opening_status=status,
            status=status,
            movement=Movement.STAYED_POOR if is_poor else Movement.NONE,
        )

    def apply(self, entry: Entry, filled: Filled) -> None:
        """Bring the list in step with an approved form."""
        for result in filled.results:
            key = (entry.household.pk, result.standard_id)
            if key not in self._records:
                self.open(entry, result.standard, "")
                self._records[key].movement = ""
            self._records[key].status = result.status
            self._records[key].result = result
            self._move(self._records[key], entry, on=filled.day)

    def leave(self, entry: Entry, standard: PovertyStandard, on: dt.date) -> None:
        """Note on its record that a household left the commune."""
        record = self._records[entry.household.pk, standard.pk]
        record.has_left = True
        self._move(record, entry, on=on)

    def write(self) -> None:
        """Hand the list over to be inserted."""
        for record in self._records.values():
            self.writer.add(record)

    def exited(self) -> set[int]:
        """Return the keys of households recognised as exited so far, in this year or before."""
        now = {record.household_id for record in self._records.values() if record.movement in EXITS}
        return now | set(self.exited_before)

    def _move(self, record: PovertyRecord, entry: Entry, *, on: dt.date) -> None:
        household = entry.household
        movement = poor_list_movement(
            opening=record.opening_status,
            current=record.status,
            has_left=record.has_left,
            ever_exited=household.earlier_exit_year is not None
            or household.pk in self.exited_before,
            has_arrived=household.arrival != Arrival.RESIDENT,
            first_year=not record.opening_status and record.standard in self.first_years,
        )
        if movement != record.movement:
            record.movement, record.moved_on = movement, on
