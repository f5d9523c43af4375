"""Dates as officers write them: day first, with or without marks, or only the year."""

import datetime as dt
import re
from dataclasses import dataclass

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_DAY_FIRST = re.compile(r"\A([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})\Z")
_COMPACT = re.compile(r"\A([0-9]{2})([0-9]{2})([0-9]{4})\Z")
_ISO = re.compile(r"\A([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\Z")
_YEAR = re.compile(r"\A[0-9]{4}\Z")


class UnclearDate(ValueError):
    """The text is not a date, or the date is outside the possible years of a living person."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only the year may be known; then day and month are 1 January."""

    date: dt.date
    is_exact: bool


def age_on(day: dt.date, born: PartialDate) -> int:
    """Return the age in full years on a day, 0 for a birth after it.

    Where only the year of birth is known, the year of the day minus the year of birth.
    """
    before_birthday = (day.month, day.day) < (born.date.month, born.date.day)
    return max(0, day.year - born.date.year - before_birthday)


def years_before(day: dt.date, years: int) -> dt.date:
    """Return the same day some years earlier; whoever was born later is younger than that.

    For 29 February of a year without one, 28 February.
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def parse_date(text: str) -> dt.date:
    """Parse 5/6/1980, 05-06-1980, 05061980 or 1980-06-05. Raises UnclearDate for any other text."""
    text = text.strip()
    if match := _DAY_FIRST.match(text) or _COMPACT.match(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO.match(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise UnclearDate("Hãy nhập ngày/tháng/năm, ví dụ 05/06/1980.")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise UnclearDate(f"Năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}.")
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise UnclearDate("Ngày này không có trong lịch.") from error


def parse_partial_date(text: str) -> PartialDate:
    """Parse a full date, or only a year, as is common for elders. Raises UnclearDate."""
    text = text.strip()
    if _YEAR.match(text):
        year = int(text)
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise UnclearDate(f"Năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}.")
        return PartialDate(dt.date(year, 1, 1), is_exact=False)
    return PartialDate(parse_date(text), is_exact=True)
