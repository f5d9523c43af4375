"""Database constraints shared by the models of every app."""

import datetime as dt

from django.db.models import CheckConstraint, Q

from common.dates import EARLIEST_YEAR, LATEST_YEAR

_CALENDAR = (dt.date(EARLIEST_YEAR, 1, 1), dt.date(LATEST_YEAR, 12, 31))


def possible_days(model: str, *columns: str) -> CheckConstraint:
    """Return the constraint that the days of a model are in the years that forms accept."""
    return CheckConstraint(
        name=f"{model}_days_are_possible",
        # A CHECK lets an empty day pass.
        condition=Q(**{f"{column}__range": _CALENDAR for column in columns}),
        violation_error_message=f"Năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}.",
    )
