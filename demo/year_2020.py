"""The year 2020: closed. Its lists are the opening of 2021, its exits the source of relapses."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from demo.answers import DemoJudge
from demo.forms import FormFiller
from demo.records import PoorList
from demo.register import DemoHousehold
from households.choices import PovertyStatus
from households.models import Round

YEAR = 2020
SURVEYS = (dt.date(2020, 9, 14), dt.date(2020, 11, 24))
# Of every hundred poor, and near-poor, at the end of 2020: how many the year opened with in
# the other class. Of every hundred on a list: how many had left the lists. All invented.
FELL_OF_POOR, EXITED_OF_NEAR_POOR = 12, 6
ABOVE_OF_POOR, NO_LONGER_NEAR_POOR = 18, 11


@dataclass(slots=True, kw_only=True)
class Year2020:
    """Creates the forms and the list of 2020 of one commune."""

    rng: Random
    filler: FormFiller
    round_: Round
    judge: DemoJudge
    poor_list: PoorList
    exited: list[DemoHousehold] = field(default_factory=list)
    risen: list[DemoHousehold] = field(default_factory=list)

    def write(self, entries: Sequence[DemoHousehold]) -> None:
        """Create the year.

        Afterwards `exited` holds the poor who rose above the near-poor line, and `risen` the
        near-poor who did.
        """
        poor = [entry for entry in entries if entry.status == PovertyStatus.POOR]
        near_poor = [entry for entry in entries if entry.status == PovertyStatus.NEAR_POOR]
        others = [
            entry
            for entry in entries
            if not entry.status and entry.household.earlier_exit_year is None
        ]
        for entry in poor:
            fell = self.rng.random() * 100 < FELL_OF_POOR
            opening = PovertyStatus.NEAR_POOR if fell else PovertyStatus.POOR
            self._review(entry, opening, PovertyStatus.POOR)
        for number, entry in enumerate(near_poor):
            exited = number == 0 or self.rng.random() * 100 < EXITED_OF_NEAR_POOR
            opening = PovertyStatus.POOR if exited else PovertyStatus.NEAR_POOR
            self._review(entry, opening, PovertyStatus.NEAR_POOR)
        above = max(1, round(len(poor) * ABOVE_OF_POOR / 100))
        gone = round(len(near_poor) * NO_LONGER_NEAR_POOR / 100)
        drawn = self.rng.sample(others, above + gone)
        self.exited, self.risen = drawn[:above], drawn[above:]
        for entry in drawn[:above]:
            self._review(entry, PovertyStatus.POOR, PovertyStatus.NOT_POOR)
        for entry in drawn[above:]:
            self._review(entry, PovertyStatus.NEAR_POOR, PovertyStatus.NOT_POOR)
        self.poor_list.write()

    def _review(self, entry: DemoHousehold, opening: str, status: str) -> None:
        self.poor_list.open(entry, self.judge.standard, opening)
        self.filler.opening[entry.household.pk] = opening
        filled = self.filler.approved(entry, self.round_, [self.judge], status, SURVEYS)
        self.poor_list.apply(entry, filled)
