"""One line of the home page's list of what is due."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One thing to do: its name, the action, where and by when.

    `comes_first`: before what is longer overdue, as someone has asked for it by name.
    """

    name: str
    what: str
    url: str
    due_on: dt.date | None
    days_late: int
    comes_first: bool = False

    @property
    def late_words(self) -> str:
        return f"Quá {self.days_late} ngày"
