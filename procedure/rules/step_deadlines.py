"""The deadline of a village's list at each step, who has to act, and how late it is."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from common.workdays import working_days_before
from procedure.choices import FINAL_STEPS, Actor, VillageStep

# Working days left for the survey of a village and its meeting, four weeks. A parameter of the
# product: no law sets it.
SURVEY_DAYS = 20
_ACTORS = {VillageStep.OPINION: Actor.LABOUR_OFFICE, VillageStep.DECISION: Actor.CHAIR}
_BEFORE_POSTING = {VillageStep.LISTING, VillageStep.SURVEY, VillageStep.MEETING}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDates:
    """The dates a deadline follows from: planned, counted by law, and the end of the round.

    `answers_due` are the days by which complaints must be answered or forms re-checked.
    """

    round_due_on: dt.date
    survey_due_on: dt.date | None = None
    posting_ends_on: dt.date | None = None
    opinion_due_on: dt.date | None = None
    answers_due: Collection[dt.date] = ()


def due_on(step: str, dates: StepDates) -> dt.date | None:
    """Return the deadline of a step, None when nothing is left to do.

    A period counted by law comes first; without one the day planned for the survey and the
    meeting, else the end of the round.
    """
    if step in FINAL_STEPS:
        return None
    if step in _BEFORE_POSTING:
        return dates.survey_due_on or dates.round_due_on
    if step == VillageStep.OPINION:
        return dates.opinion_due_on or dates.round_due_on
    counted = list(dates.answers_due)
    if step == VillageStep.POSTING and dates.posting_ends_on is not None:
        counted.append(dates.posting_ends_on)
    return min(counted, default=dates.round_due_on)


def list_due_on(
    *, starts_on: dt.date, round_due_on: dt.date, later: int, holidays: Collection[dt.date]
) -> dt.date:
    """Return the day by which a village has to have its list, counted back from the end of the round.

    Before that end come the steps with a period counted by law (`later`, in working days: posting
    and the district's opinion) and `SURVEY_DAYS`. Never before the round starts.
    """
    return max(starts_on, working_days_before(round_due_on, later + SURVEY_DAYS, holidays))


def days_late(due: dt.date | None, today: dt.date) -> int:
    """Return the days since a deadline, 0 until it has passed."""
    return max(0, (today - due).days) if due is not None else 0


def actor_of(step: str) -> Actor:
    """Return who has to act at a step."""
    return _ACTORS.get(VillageStep(step), Actor.OFFICER)
