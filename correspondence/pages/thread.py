"""A thread and the list of threads prepared for their pages."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from common.formats import vn_date
from correspondence.choices import ThreadKind, ThreadState
from correspondence.links import thread_url
from correspondence.models import Thread, ThreadMessage
from correspondence.queries.threads import (
    messages_of,
    names,
    party_of,
    people_of,
    readings_of,
)
from correspondence.rules import may_close, may_reply
from correspondence.words.threads import TONES, addressee, days_overdue, place_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """One thread of the list."""

    thread: Thread
    url: str
    whom: str
    state: str
    tone: str
    days_late: int

    @property
    def late_words(self) -> str:
        return f"Quá {self.days_late} ngày"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """One message; the text of a withdrawn one is shown to its author only."""

    message: ThreadMessage
    place: str
    body: str
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPage:
    """A thread as its page shows it. `read` are those addressed who have read it, and when."""

    line: ThreadLine
    messages: Sequence[MessageLine]
    read: Sequence[tuple[str, dt.datetime]]
    people: Sequence[str]
    has_people: bool
    due: str
    may_reply: bool
    may_close: bool
    may_print_letter: bool


def thread_lines(threads: Iterable[Thread], *, today: dt.date) -> list[ThreadLine]:
    """Return threads as rows of the list; no query."""
    return [_line(each, today) for each in threads]


def _line(thread: Thread, today: dt.date) -> ThreadLine:
    state = thread.state
    return ThreadLine(
        thread=thread,
        url=thread_url(thread.pk),
        whom=addressee(thread),
        state=str(ThreadState(state).label),
        tone=TONES[state],
        days_late=days_overdue(thread, state, today),
    )


def thread_page(thread: Thread, user: User, *, today: dt.date) -> ThreadPage:
    """Return a thread with its messages, in 3 queries; `thread` has the columns of `for_list`."""
    line = _line(thread, today)
    party = party_of(thread, user)
    state = thread.state
    is_open = state not in {ThreadState.CLOSED, ThreadState.WITHDRAWN}
    return ThreadPage(
        line=line,
        messages=[_message(each, user, is_open=is_open) for each in messages_of(thread)],
        read=[(str(each.user), each.first_read_at) for each in readings_of(thread)],
        people=names(people_of(thread)),
        has_people=thread.commune is not None or bool(thread.office),
        due=vn_date(thread.due_on) if thread.due_on else "",
        may_reply=may_reply(thread.kind, party, is_open=is_open),
        may_close=may_close(party, is_open=is_open),
        may_print_letter=party.opens_threads
        and thread.kind == ThreadKind.REMINDER
        and thread.state != ThreadState.WITHDRAWN,
    )


def _message(message: ThreadMessage, user: User, *, is_open: bool) -> MessageLine:
    is_own = message.by_id == user.pk
    return MessageLine(
        message=message,
        place=place_words(message.by, message.role),
        body=message.body if is_own or not message.is_withdrawn else "",
        may_withdraw=is_own and is_open and not message.is_withdrawn and not message.is_read,
    )
