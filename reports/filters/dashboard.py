"""What a reader asks of the dashboard: the same parameters on its pages, files and in its API."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from areas.filters import boundaries_asked
from common.http import month_asked
from common.parameters import WrongParameters
from reports.queries.area import UnknownArea
from reports.queries.dashboard import Dashboard, dashboard
from targets.models import YearPlan

# The parameters of the figures; pages add those of their appearance.
FIGURES = ("year", "month", "area", "boundaries")


def past_month_asked(text: str | None, *, year: int, on: dt.date) -> int | None:
    """Return the month of `?month=2021-10` as of whose end the year is shown; None for today.

    The month of the working date is today's. Raises WrongParameters for a month of another year or
    one that has not begun.
    """
    asked = month_asked(text)
    if asked is None:
        return None
    if asked.year != year:
        raise WrongParameters({"month": ["Tháng này không thuộc năm kế hoạch."]})
    if asked > on:
        raise WrongParameters({"month": ["Tháng này chưa đến."]})
    return asked.month if asked.month < months_so_far(year, on) else None


def months_so_far(year: int, on: dt.date) -> int:
    """Return the month of a year that a day is in; 12 after the year, 1 before it."""
    if on.year != year:
        return 12 if on.year > year else 1
    return on.month


def dashboard_asked(
    query: Mapping[str, Any],
    plan: YearPlan,
    *,
    plans: Sequence[YearPlan],
    on: dt.date,
    at: dt.datetime,
    reader: User | None,
) -> Dashboard:
    """Return the dashboard of the parameters in an address. Raises WrongParameters.

    Without a `reader`, for files, small numbers are hidden.
    """
    try:
        return dashboard(
            plan,
            plans=plans,
            as_of=on,
            computed_at=at,
            boundaries=boundaries_asked(query.get("boundaries")),
            reader=reader,
            month=past_month_asked(query.get("month"), year=plan.year, on=on),
            area=query.get("area") or "",
        )
    except UnknownArea as error:
        raise WrongParameters(
            {"area": ["Phải là border, above hoặc mã một xã của năm."]}
        ) from error
