"""Time limits of applications in words."""

import datetime as dt
from dataclasses import dataclass

from procedure.models import Application
from procedure.rules.deadlines import SOON_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """How an application stands against its time limit, with the tone of the badge."""

    words: str
    tone: str


def time_limit(application: Application, on: dt.date) -> TimeLimit:
    """Return how many days are left or over; after the answer, whether it was in time."""
    due_on, ended_on = application.due_on, application.decided_on or application.withdrawn_on
    if due_on is None:
        return TimeLimit(words="Chưa có quy định thời hạn", tone="neutral")
    days = (due_on - (ended_on or on)).days
    if ended_on is not None:
        return TimeLimit(
            words="Đúng hạn" if days >= 0 else f"Trễ {-days} ngày",
            tone="success" if days >= 0 else "danger",
        )
    if days < 0:
        return TimeLimit(words=f"Quá hạn {-days} ngày", tone="danger")
    words = "Hết hạn hôm nay" if days == 0 else f"Còn {days} ngày"
    return TimeLimit(words=words, tone="warning" if days <= SOON_DAYS else "neutral")
