"""Working days: time limits at weekends, at Tết and at the turn of the year."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.workdays import (
    add_working_days,
    is_working_day,
    working_days_before,
    working_days_between,
)

NEW_YEAR, NATIONAL_DAY = dt.date(2022, 1, 1), dt.date(2021, 9, 2)
TET = [dt.date(2021, 2, day) for day in range(10, 17)]
HOLIDAYS = frozenset({NEW_YEAR, NATIONAL_DAY, *TET})


@pytest.mark.parametrize(
    ("begins", "number", "ends"),
    [
        ("2021-11-01", 3, "2021-11-04"),  # Monday → Thursday: the first day is not counted
        ("2021-11-04", 3, "2021-11-09"),  # Thursday → Tuesday, over a weekend
        ("2021-11-06", 1, "2021-11-08"),  # a Saturday → Monday
        ("2021-11-01", 0, "2021-11-01"),
        ("2021-09-01", 1, "2021-09-03"),  # over Quốc khánh
        ("2021-02-09", 1, "2021-02-17"),  # the last working day before Tết
        ("2021-02-08", 5, "2021-02-22"),  # Tết and a weekend
        ("2021-12-30", 3, "2022-01-04"),  # New Year's Day falls on a Saturday
        ("2021-11-01", 7, "2021-11-10"),
    ],
)
def test_a_time_limit_ends_on_a_working_day(begins, number, ends):
    day = dt.date.fromisoformat(begins)

    assert add_working_days(day, number, HOLIDAYS) == dt.date.fromisoformat(ends)


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("2021-11-01", "2021-11-01", 0),
        ("2021-11-01", "2021-11-03", 2),
        ("2021-11-05", "2021-11-07", 0),
        ("2021-11-03", "2021-11-01", 0),  # the wrong way round
        ("2021-02-09", "2021-02-18", 2),
    ],
)
def test_days_between_leave_out_the_first_and_all_days_off(first, last, number):
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)

    assert working_days_between(*days, HOLIDAYS) == number


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2021-11-05", True), ("2021-11-06", False), ("2021-11-07", False), ("2021-02-12", False)],
)
def test_weekends_and_holidays_are_no_working_days(day, expected):
    assert is_working_day(dt.date.fromisoformat(day), HOLIDAYS) is expected


@given(
    day=st.dates(dt.date(2020, 12, 1), dt.date(2022, 2, 28)),
    number=st.integers(1, 20),
    off=st.sets(st.dates(dt.date(2020, 12, 1), dt.date(2022, 4, 30)), max_size=15),
)
def test_counting_and_adding_agree(day, number, off):
    ends = add_working_days(day, number, off)

    assert is_working_day(ends, off)
    assert working_days_between(day, ends, off) == number
    assert working_days_between(day, ends - dt.timedelta(days=1), off) == number - 1
    assert add_working_days(working_days_before(ends, number, off), number, off) == ends
    assert working_days_before(ends, number, off) >= day
