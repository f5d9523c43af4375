"""What is due for the user, from all apps, in one list."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from common.reminders import Reminder
from correspondence.pages.reminders import thread_reminders
from households.models import Round
from procedure.pages.reminders import procedure_reminders
from targets.pages.reminders import (
    answer_reminders,
    direction_reminders,
    registration_reminders,
    signature_reminders,
)
from targets.queries.own_year import OwnYear
from targets.queries.waiting import CurrentPlan

_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDoList:
    """The most urgent reminders first; those that are folded on the page are in `more`."""

    first: Sequence[Reminder]
    more: Sequence[Reminder]

    @property
    def total(self) -> int:
        return len(self.first) + len(self.more)

    @property
    def late(self) -> int:
        return sum(each.days_late > 0 for each in (*self.first, *self.more))


def to_do_list(
    user: User,
    today: dt.date,
    *,
    current: CurrentPlan | None,
    own: OwnYear | None,
    rounds: Sequence[Round] = (),
) -> ToDoList:
    """Return the user's reminders: what someone waits for, the longest overdue, then by due date.

    At most 4 queries. `own` is the year of the user's commune, `rounds` are the open rounds.
    """
    found = list(procedure_reminders(user, today, rounds=rounds))
    found += thread_reminders(user, today)
    if current:
        plan = current.plan
        found += signature_reminders(user, current)
        found += answer_reminders(user, plan, today, pending=current.pending)
        found += registration_reminders(user, plan, today, own=own)
        found += direction_reminders(user, plan, today)
    found.sort(key=lambda each: (not each.comes_first, -each.days_late, each.due_on or dt.date.max))
    return ToDoList(first=found[:_SHOWN], more=found[_SHOWN:])
