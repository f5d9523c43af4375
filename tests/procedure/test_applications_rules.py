import datetime as dt

import pytest

from procedure.rules.applications import application_may_become, contradiction, misfit_at_receipt
from procedure.rules.deadlines import (
    RegularReview,
    decision_due,
    monthly_report_due,
    regular_review_due,
)

REGULAR = RegularReview(starts_on_day=15, days=15)


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (dt.date(2021, 9, 1), dt.date(2021, 9, 30)),
        (dt.date(2021, 9, 15), dt.date(2021, 9, 30)),
        (dt.date(2021, 9, 16), dt.date(2021, 10, 30)),
        (dt.date(2021, 12, 15), dt.date(2021, 12, 30)),
        (dt.date(2021, 12, 16), dt.date(2022, 1, 30)),
        (dt.date(2022, 1, 31), dt.date(2022, 3, 2)),
        (dt.date(2024, 2, 15), dt.date(2024, 3, 1)),
    ],
)
def test_a_paper_is_taken_up_by_the_next_monthly_review(received_on, due_on):
    assert regular_review_due(received_on, REGULAR) == due_on


@pytest.mark.parametrize(
    ("state", "wanted", "may"),
    [
        ("RECEIVED", "SURVEYED", True),
        ("RECEIVED", "ACCEPTED", False),
        ("RECEIVED", "REFUSED", True),
        ("RECEIVED", "WITHDRAWN", True),
        ("SURVEYED", "ACCEPTED", True),
        ("SURVEYED", "REFUSED", True),
        ("SURVEYED", "WITHDRAWN", True),
        ("SURVEYED", "RECEIVED", False),
        ("ACCEPTED", "REFUSED", False),
        ("REFUSED", "ACCEPTED", False),
        ("WITHDRAWN", "SURVEYED", False),
        ("nonsense", "SURVEYED", False),
    ],
)
def test_which_step_follows_which(state, wanted, may):
    assert application_may_become(state, wanted) is may


@pytest.mark.parametrize(
    ("kind", "status", "fits"),
    [
        ("ADD", "", True),
        ("ADD", "NOT_POOR", True),
        ("ADD", "NEAR_POOR", True),
        ("ADD", "POOR", False),
        ("EXIT", "POOR", True),
        ("EXIT", "NEAR_POOR", True),
        ("EXIT", "NOT_POOR", False),
        ("EXIT", "", False),
    ],
)
def test_who_may_ask_for_what(kind, status, fits):
    assert (misfit_at_receipt(kind=kind, status=status) == "") is fits


@pytest.mark.parametrize(
    ("kind", "before", "after", "contradicts"),
    [
        ("ADD", "", "POOR", False),
        ("ADD", "", "NEAR_POOR", False),
        ("ADD", "", "NOT_POOR", True),
        ("ADD", "NOT_POOR", "NOT_POOR", True),
        ("ADD", "NEAR_POOR", "POOR", False),
        ("ADD", "NEAR_POOR", "NEAR_POOR", True),
        ("ADD", "NEAR_POOR", "NOT_POOR", True),
        ("EXIT", "POOR", "NOT_POOR", False),
        ("EXIT", "POOR", "NEAR_POOR", False),
        ("EXIT", "POOR", "POOR", True),
        ("EXIT", "NEAR_POOR", "NOT_POOR", False),
        ("EXIT", "NEAR_POOR", "NEAR_POOR", True),
        ("EXIT", "NEAR_POOR", "POOR", True),
    ],
)
def test_a_form_contradicts_what_was_asked(kind, before, after, contradicts):
    assert bool(contradiction(kind=kind, before=before, after=after)) is contradicts


@pytest.mark.parametrize(
    ("month", "due_on"),
    [
        (1, dt.date(2022, 2, 5)),
        (8, dt.date(2022, 9, 5)),
        (9, None),
        (11, None),
        (12, None),
    ],
)
def test_a_month_is_reported_by_the_fifth_from_february_to_september(month, due_on):
    assert monthly_report_due(2022, month) == due_on


@pytest.mark.parametrize(
    ("received_on", "days", "due_on"),
    [
        (dt.date(2021, 4, 19), 7, dt.date(2021, 4, 29)),  # over a weekend and the 21st
        (dt.date(2021, 4, 20), 7, dt.date(2021, 5, 3)),  # over 30/4 and 1/5 too
        (dt.date(2021, 6, 7), 7, dt.date(2021, 6, 16)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(received_on, days, due_on):
    holidays = {dt.date(2021, 4, 21), dt.date(2021, 4, 30), dt.date(2021, 5, 1)}

    due = decision_due(received_on, working_days=days, review=None, holidays=holidays)

    assert due == due_on


def test_where_no_number_is_known_there_is_no_deadline():
    assert decision_due(dt.date(2021, 6, 7), working_days=None, review=None, holidays=()) is None
