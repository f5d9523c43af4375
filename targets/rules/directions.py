"""Tasks given at the conference: standing, allowed reports, urgency."""

from targets.choices import DirectionState, TaskStanding

# Worst first.
_ORDER = (
    TaskStanding.OVERDUE,
    TaskStanding.UNPROVED,
    TaskStanding.NOT_REPORTED,
    TaskStanding.IN_PROGRESS,
    TaskStanding.DONE,
)
REMIND_DAYS = 14


def days_overdue(days_left: int | None) -> int:
    """Return the calendar days since the due date; 0 on that day, before it, and without one.

    `days_left` counts from today to the due date, None without a due date.
    """
    return 0 if days_left is None else max(0, -days_left)


def task_standing(state: str, *, days_left: int | None, is_proved: bool | None) -> TaskStanding:
    """Return the standing of a task at one bearer.

    `is_proved` is whether the product's figures confirm that it is done, None where it has none. A
    task reported done is never overdue; without a due date nothing is.
    """
    if state == DirectionState.DONE:
        return TaskStanding.UNPROVED if is_proved is False else TaskStanding.DONE
    if days_overdue(days_left):
        return TaskStanding.OVERDUE
    if state == DirectionState.GIVEN:
        return TaskStanding.NOT_REPORTED
    return TaskStanding.IN_PROGRESS


def task_urgency(standing: str, late: int) -> tuple[int, int]:
    """Return the sort key that puts the worst first; `late` in days."""
    return _ORDER.index(TaskStanding(standing)), -late


def is_due_soon(days_left: int | None) -> bool:
    """Return whether a task is due within 14 days, or was due already."""
    return days_left is not None and days_left <= REMIND_DAYS


def may_report(state: str, said: str) -> bool:
    """Return whether a report changes the state: a finished task must first be reopened
    with "in progress"."""
    return said != DirectionState.GIVEN and not (state == said == DirectionState.DONE)


def is_enough(done: int, needed: int | None) -> bool:
    """Return whether `done` households cover those needed; an unknown need is never covered."""
    return needed is not None and done >= needed
