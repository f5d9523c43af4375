"""Deadlines of applications within the year and of monthly reports. Pure arithmetic."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from common.workdays import add_working_days

# From here on an open application is shown as urgent.
SOON_DAYS = 3
_FIRST_REPORT, _LAST_REPORT, _REPORT_DAY = 2, 9, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RegularReview:
    """The monthly review of QĐ 24/2021: its day of the month and its length in days."""

    starts_on_day: int
    days: int


def regular_review_start(received_on: dt.date, *, day: int) -> dt.date:
    """Return the start of the monthly review that handles an application.

    An application received on the day a review starts is handled in that review. QĐ 24/2021 is
    silent; this is our reading.
    """
    if received_on.day <= day:
        return received_on.replace(day=day)
    year, month = received_on.year + received_on.month // 12, received_on.month % 12 + 1
    return dt.date(year, month, day)


def regular_review_due(received_on: dt.date, review: RegularReview) -> dt.date:
    """Return the deadline of the decision: a number of days after the start of the monthly review.

    Calendar days: QĐ 24/2021 has "15 ngày" and mentions working days only elsewhere (not compared
    with the official text).
    """
    start = regular_review_start(received_on, day=review.starts_on_day)
    return start + dt.timedelta(days=review.days)


def decision_due(
    received_on: dt.date,
    *,
    working_days: int | None,
    review: RegularReview | None,
    holidays: Collection[dt.date],
) -> dt.date | None:
    """Return the deadline of the chair's answer, None where the procedure's numbers are not known.

    TT 17/2016, TT 14/2018: a number of working days after receipt (not compared with the official
    text); QĐ 24/2021: with the monthly review. Where both are known, the working days count.
    """
    if working_days is not None:
        return add_working_days(received_on, working_days, holidays)
    return None if review is None else regular_review_due(received_on, review)


def monthly_report_due(year: int, month: int) -> dt.date | None:
    """Return the deadline of the commune's report on the in-year changes of a month.

    By the 5th of each month from February to September, for the month before (QĐ 24/2021, not
    compared with the official text); None for the months covered by the periodic review.
    """
    following = month + 1
    if not _FIRST_REPORT <= following <= _LAST_REPORT:
        return None
    return dt.date(year, following, _REPORT_DAY)
