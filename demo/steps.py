"""The days of each village's steps in the autumn of 2021."""

import datetime as dt
from dataclasses import dataclass

from common.workdays import add_working_days
from procedure.choices import VillageStep

# Lists of four villages are reported together; each group begins a week after the previous one.
GROUP, FIRST_START, GROUPS = 4, dt.date(2021, 9, 6), 4
POSTING_DAYS, OPINION_DAYS = 3, 5
# The steps on the demo's day of villages whose forms are all submitted, and the start of
# each survey: some are on time, some late.
AHEAD = (
    (VillageStep.POSTING, dt.date(2021, 10, 21)),
    (VillageStep.OPINION, dt.date(2021, 10, 11)),
    (VillageStep.MEETING, dt.date(2021, 10, 18)),
    (VillageStep.REPORTING, dt.date(2021, 10, 11)),
    (VillageStep.POSTING, dt.date(2021, 10, 18)),
    (VillageStep.DECISION, dt.date(2021, 10, 4)),
    (VillageStep.OPINION, dt.date(2021, 10, 15)),
)
# A second list of a village begins when the first is decided.
SECOND_AHEAD = (VillageStep.POSTING, VillageStep.MEETING)
SECOND_START = dt.date(2021, 11, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The days of one list from its creation to the decision."""

    opened: dt.date
    started: dt.date
    finished: dt.date
    met: dt.date
    posted: dt.date
    ends: dt.date
    sent: dt.date
    opinion_due: dt.date
    answered: dt.date
    decided: dt.date

    @property
    def survey(self) -> tuple[dt.date, dt.date]:
        """Return the days between which households are visited: forms are entered up to two days
        later.
        """
        return self.started, self.finished - dt.timedelta(days=2)


def _after(day: dt.date, number: int) -> dt.date:
    return add_working_days(day, number, frozenset())


def schedule(started: dt.date, *, survey_days: int, pause: int = 1) -> Schedule:
    """Return the days of a list from the start of its survey; `pause`: working days between steps."""
    finished = _after(started, survey_days)
    met = _after(finished, pause)
    posted = _after(met, 1)
    ends = _after(posted, POSTING_DAYS)
    sent = _after(ends, pause)
    answered = _after(sent, pause + 1)
    return Schedule(
        opened=started,
        started=started,
        finished=finished,
        met=met,
        posted=posted,
        ends=ends,
        sent=sent,
        opinion_due=_after(sent, OPINION_DAYS),
        answered=answered,
        decided=_after(answered, pause),
    )


def group_schedule(position: int) -> Schedule:
    """Return the days of a village by its position in its commune."""
    group = min(position // GROUP, GROUPS - 1)
    return schedule(FIRST_START + dt.timedelta(weeks=group), survey_days=12, pause=2)


def correction_schedule(former: Schedule) -> Schedule:
    """Return the days of a short list that corrects a household of a decided one."""
    return schedule(_after(former.decided, 1), survey_days=4)


def step_ahead(number: int, *, is_second: bool) -> tuple[VillageStep, Schedule]:
    """Return the step of a village whose forms are all submitted, and its days so far."""
    if is_second:
        return SECOND_AHEAD[number % len(SECOND_AHEAD)], schedule(SECOND_START, survey_days=4)
    step, begins = AHEAD[number % len(AHEAD)]
    return step, schedule(begins, survey_days=12)
