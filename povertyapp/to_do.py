"""What waits for a person, from all parts of the product, in one list."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from accounts.models import User
from procedure.pages.reminders import reminders_for
from targets.queries.answers import answer_reminders
from targets.queries.directions import direction_reminders
from targets.queries.registration_reminders import registration_reminders

_SHOWN = 8


class ToDo(Protocol):
    """One thing to do, by when, and where it is done."""

    @property
    def name(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def due_on(self) -> dt.date | None: ...
    @property
    def days_late(self) -> int: ...
    @property
    def late_words(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDoList:
    """The most urgent first; what does not fit on the page at once stands in `more`."""

    first: Sequence[ToDo]
    more: Sequence[ToDo]

    @property
    def total(self) -> int:
        return len(self.first) + len(self.more)

    @property
    def late(self) -> int:
        return sum(each.days_late > 0 for each in (*self.first, *self.more))


# A part adds its own question here; each takes few queries, the same for one thing and many.
_SOURCES: Sequence[Callable[[User, dt.date], Sequence[ToDo]]] = (
    reminders_for,
    answer_reminders,
    registration_reminders,
    direction_reminders,
)


def to_do_list(user: User, today: dt.date) -> ToDoList:
    """Return what waits for a person: the longest overdue first, then by due date, then the rest."""
    found = [each for source in _SOURCES for each in source(user, today)]
    found.sort(key=lambda each: (-each.days_late, each.due_on or dt.date.max))
    return ToDoList(first=found[:_SHOWN], more=found[_SHOWN:])
