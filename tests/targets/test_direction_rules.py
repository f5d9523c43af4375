"""How a task stands, what may be reported, what is worst."""

import pytest

from targets.choices import TaskStanding
from targets.rules.directions import (
    days_overdue,
    is_due_soon,
    is_enough,
    may_report,
    task_standing,
    task_urgency,
)


@pytest.mark.parametrize(
    ("state", "days_left", "is_proved", "expected"),
    [
        ("GIVEN", None, None, "NOT_REPORTED"),
        ("GIVEN", 0, None, "NOT_REPORTED"),
        ("GIVEN", -1, None, "OVERDUE"),
        ("IN_PROGRESS", 1, False, "IN_PROGRESS"),
        ("IN_PROGRESS", -1, True, "OVERDUE"),
        ("DONE", -1, None, "DONE"),
        ("DONE", -1, True, "DONE"),
        ("DONE", 1, False, "UNPROVED"),
    ],
)
def test_a_task_stands_by_what_was_said_its_due_date_and_the_figures(
    state, days_left, is_proved, expected
):
    standing = task_standing(state, days_left=days_left, is_proved=is_proved)

    assert standing == expected


@pytest.mark.parametrize(("days_left", "days"), [(None, 0), (1, 0), (0, 0), (-1, 1)])
def test_days_overdue_begin_the_day_after_the_due_date(days_left, days):
    assert days_overdue(days_left) == days


def test_the_longest_overdue_comes_first_and_what_is_done_last():
    keys = [
        task_urgency(TaskStanding.OVERDUE, 30),
        task_urgency(TaskStanding.OVERDUE, 2),
        task_urgency(TaskStanding.UNPROVED, 0),
        task_urgency(TaskStanding.NOT_REPORTED, 0),
        task_urgency(TaskStanding.IN_PROGRESS, 0),
        task_urgency(TaskStanding.DONE, 0),
    ]

    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("days_left", "expected"),
    [
        (None, False),
        (15, False),
        (14, True),
        (-1, True),
    ],
)
def test_a_bearer_is_reminded_fourteen_days_before(days_left, expected):
    assert is_due_soon(days_left) is expected


@pytest.mark.parametrize(
    ("state", "said", "expected"),
    [
        ("GIVEN", "IN_PROGRESS", True),
        ("GIVEN", "DONE", True),
        ("IN_PROGRESS", "IN_PROGRESS", True),
        ("IN_PROGRESS", "DONE", True),
        ("DONE", "IN_PROGRESS", True),
        ("DONE", "DONE", False),
        ("IN_PROGRESS", "GIVEN", False),
    ],
)
def test_what_is_done_is_opened_again_only_by_a_report_in_progress(state, said, expected):
    assert may_report(state, said) is expected


@pytest.mark.parametrize(
    ("done", "needed", "expected"), [(3, 3, True), (2, 3, False), (0, 0, True), (5, None, False)]
)
def test_an_unknown_need_is_never_covered(done, needed, expected):
    assert is_enough(done, needed) is expected
