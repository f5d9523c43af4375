"""Threads in words: their addressees and their state."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from accounts.models import User
from correspondence.choices import ThreadState
from correspondence.models import Thread
from targets.choices import OfficeBearer

TONES: Mapping[str, str] = {
    ThreadState.SENT: "warning",
    ThreadState.READ: "info",
    ThreadState.ANSWERED: "success",
    ThreadState.CLOSED: "neutral",
    ThreadState.WITHDRAWN: "neutral",
}


AWAITED = frozenset({ThreadState.SENT, ThreadState.READ})  # an answer is awaited


def addressee(thread: Thread) -> str:
    """Return whom a thread is addressed to or, for a comment, what it is on, for a list."""
    if thread.office:
        return str(OfficeBearer(thread.office).label)
    return thread.commune.full_name if thread.commune else f"Mục tiêu năm {thread.plan.year}"


def place_words(user: User, role: str) -> str:
    """Return where a person writes from: the commune, the department or the role of that day."""
    return (
        user.place
        if user.role == role
        else str(dict(User._meta.get_field("role").flatchoices)[role])
    )


def days_overdue(thread: Thread, state: str, today: dt.date) -> int:
    """Return by how many days an answer is late; 0 where none is awaited."""
    if state not in AWAITED or thread.due_on is None:
        return 0
    return max(0, (today - thread.due_on).days)


def reminder_words(thread: Thread, *, today: dt.date) -> str:
    """Return how the latest reminder of a commune stands: "Đã đôn đốc 12/11, chưa đọc".

    `thread` has the columns of `with_state`.
    """
    words = f"Đã đôn đốc {_day(thread.opened_at)}"
    state = thread.state
    if late := days_overdue(thread, state, today):
        return f"{words}, quá hạn trả lời {late} ngày"
    return f"{words}, {_SHORT[state](thread)}"


def _day(moment: dt.datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m}"


_SHORT: Mapping[str, Callable[[Any], str]] = {
    ThreadState.SENT: lambda _thread: "chưa đọc",
    ThreadState.READ: lambda thread: f"đã đọc {_day(thread.read_at)}",
    ThreadState.ANSWERED: lambda thread: f"đã trả lời {_day(thread.answered_at)}",
    ThreadState.CLOSED: lambda thread: f"kết thúc {_day(thread.closed_at)}",
}


def still_open(thread: Thread, *, today: dt.date) -> str:
    """Return the warning that a commune has an open reminder about the same matter."""
    return (
        f"{addressee(thread)} đã được đôn đốc về việc này: "
        f"{reminder_words(thread, today=today).lower()}."
    )
