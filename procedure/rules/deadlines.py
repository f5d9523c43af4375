"""By when an application within the year is answered, and a month reported. Pure arithmetic."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from common.workdays import add_working_days

# From here on an open application is shown as urgent.
SOON_DAYS = 3
_FIRST_REPORT, _LAST_REPORT, _REPORT_DAY = 2, 9, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RegularReview:
    """The monthly review of QĐ 24/2021: the day of the month it starts, the days it may take."""

    starts_on_day: int
    days: int


def regular_review_start(received_on: dt.date, *, day: int) -> dt.date:
    """Return when the monthly review that takes up a paper starts: the next such day of a month.

    A paper of the very day is still taken up with it [O-med: QĐ 24/2021 does not say].
    """
    if received_on.day <= day:
        return received_on.replace(day=day)
    year, month = received_on.year + received_on.month // 12, received_on.month % 12 + 1
    return dt.date(year, month, day)


def regular_review_due(received_on: dt.date, review: RegularReview) -> dt.date:
    """Return by when a paper is decided: so many days after the start of the monthly review.

    Calendar days: QĐ 24/2021 counts "15 ngày", working days only where it says so. [S: lawnet]
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
    """Return by when the chair answers a paper; None where the procedure's numbers are not known.

    TT 17/2016, TT 14/2018: within so many working days of receipt [S: lawnet, for additions;
    O-med for exits]; QĐ 24/2021: with the monthly review. Where both are known, the first.
    """
    if working_days is not None:
        return add_working_days(received_on, working_days, holidays)
    return None if review is None else regular_review_due(received_on, review)


def monthly_report_due(year: int, month: int) -> dt.date | None:
    """Return by when the in-year changes of a month are reported to the district.

    By the 5th of each month from February to September, for the month before; None for the
    months the periodic review reports on. [S: thuvienphapluat Q&A on QĐ 24/2021]
    """
    following = month + 1
    if not _FIRST_REPORT <= following <= _LAST_REPORT:
        return None
    return dt.date(year, following, _REPORT_DAY)
