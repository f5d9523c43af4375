"""The deadline of a village at each step, who has to act, and how late it is. Pure.

The only definition of "late" in a review: a village is late from the day after its deadline. Deadlines
are counted by law where an event begins them, planned by the commune, else counted back from the end
of the round by the time limits of the procedure, for villages that have not begun too.
"""

import datetime as dt
from collections.abc import Collection, Iterable
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

    `answers_due` are the days by which complaints must be answered or forms re-checked. `limits` are
    the days counted back from the end of the round, None while no procedure is known.
    """

    round_due_on: dt.date
    limits: "Limits | None" = None
    survey_due_on: dt.date | None = None
    posting_ends_on: dt.date | None = None
    opinion_due_on: dt.date | None = None
    answers_due: Collection[dt.date] = ()


def due_on(step: str, dates: StepDates) -> dt.date | None:
    """Return the deadline of a step, None when nothing is left to do.

    A period counted by law comes first; without one the day planned for the survey and the
    meeting, else the day counted back from the end of the round.
    """
    limits = dates.limits or Limits.at_the_end(dates.round_due_on)
    if step in FINAL_STEPS:
        return None
    if step in _BEFORE_POSTING:
        return dates.survey_due_on or limits.survey_due_on
    if step == VillageStep.OPINION:
        return dates.opinion_due_on or dates.round_due_on
    counted = list(dates.answers_due)
    if step == VillageStep.POSTING and dates.posting_ends_on is not None:
        counted.append(dates.posting_ends_on)
    is_reporting = step in {VillageStep.POSTING, VillageStep.REPORTING}
    return min(counted, default=limits.report_due_on if is_reporting else dates.round_due_on)


def village_due_on(step: str | None, dates: StepDates, *, is_to_be_listed: bool) -> dt.date | None:
    """Return the deadline of a village; `step` is that of its last list, None before the first.

    `is_to_be_listed`: households wait for a list. None when nothing is left to do. Households that
    wait for another list after a decision have until the end of the round.
    """
    if step is not None and step not in FINAL_STEPS:
        return due_on(step, dates)
    if not is_to_be_listed:
        return None
    if step is None and dates.limits is not None:
        return dates.limits.list_due_on
    return dates.round_due_on


def list_due_on(
    *, starts_on: dt.date, round_due_on: dt.date, later: int, holidays: Collection[dt.date]
) -> dt.date:
    """Return the day by which a village has to have its list, counted back from the end of the round.

    Before that end come the steps with a period counted by law (`later`, in working days: posting
    and the district's opinion) and `SURVEY_DAYS`. Never before the round starts.
    """
    return max(starts_on, working_days_before(round_due_on, later + SURVEY_DAYS, holidays))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The days by which a village has to have its list, its survey with the meeting, and its report,
    so that the round ends in time."""

    list_due_on: dt.date
    survey_due_on: dt.date
    report_due_on: dt.date

    @classmethod
    def at_the_end(cls, day: dt.date) -> "Limits":
        """Return the same day, the end of the round, for all."""
        return cls(list_due_on=day, survey_due_on=day, report_due_on=day)


def limits(
    *,
    starts_on: dt.date,
    round_due_on: dt.date,
    posting: int,
    opinion: int,
    holidays: Collection[dt.date],
) -> Limits:
    """Return the days counted back from the end of a round, never before it starts.

    `posting` and `opinion`: the periods counted by law, in working days; 0 while unknown.
    """

    def before(number: int) -> dt.date:
        return max(starts_on, working_days_before(round_due_on, number, holidays))

    return Limits(
        list_due_on=list_due_on(
            starts_on=starts_on,
            round_due_on=round_due_on,
            later=posting + opinion,
            holidays=holidays,
        ),
        survey_due_on=before(posting + opinion),
        report_due_on=before(opinion),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """The villages of a commune in a round: how many have something to do, how many of them are late,
    the days of the latest, and the days of all together: the order of communes, most first."""

    villages: int = 0
    late: int = 0
    days: int = 0
    total: int = 0


def lateness(dues: Iterable[dt.date | None], today: dt.date) -> Lateness:
    """Return the lateness of villages from their deadlines; None has nothing to do."""
    days = [days_late(due, today) for due in dues if due is not None]
    return Lateness(
        villages=len(days),
        late=sum(each > 0 for each in days),
        days=max(days, default=0),
        total=sum(days),
    )


def days_late(due: dt.date | None, today: dt.date) -> int:
    """Return the days since a deadline, 0 until it has passed."""
    return max(0, (today - due).days) if due is not None else 0


def actor_of(step: str) -> Actor:
    """Return who has to act at a step."""
    return _ACTORS.get(VillageStep(step), Actor.OFFICER)
