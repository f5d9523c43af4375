"""Working days: Monday to Friday without the given holidays. Pure arithmetic."""

import datetime as dt
from collections.abc import Collection

_SATURDAY = 5
_ONE_DAY = dt.timedelta(days=1)


def is_working_day(day: dt.date, holidays: Collection[dt.date]) -> bool:
    """Return whether a day is a working day."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(day: dt.date, number: int, holidays: Collection[dt.date]) -> dt.date:
    """Return the last day of a time limit of `number` working days after an event.

    The day of the event is not counted (Civil Code 2015 Art. 147(1), not compared with the official
    text): three working days from a Thursday end on the following Tuesday.
    """
    while number > 0:
        day += _ONE_DAY
        number -= is_working_day(day, holidays)
    return day


def working_days_before(day: dt.date, number: int, holidays: Collection[dt.date]) -> dt.date:
    """Return the last day on which an event may happen so that `number` working days follow it
    until a day.

    The counterpart of `add_working_days`.
    """
    while number > 0:
        number -= is_working_day(day, holidays)
        day -= _ONE_DAY
    return day


def working_days_between(first: dt.date, last: dt.date, holidays: Collection[dt.date]) -> int:
    """Count the working days after `first` up to and including `last`; 0 without any.

    The counterpart of `add_working_days`: from an event to the end of its time limit the result is
    the limit itself.
    """
    days = range(1, (last - first).days + 1)
    return sum(is_working_day(first + _ONE_DAY * number, holidays) for number in days)
