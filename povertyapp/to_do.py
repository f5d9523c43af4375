"""What is due for the user, from all apps, in one list."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.choices import Action
from accounts.models import User
from common.reminders import Reminder
from correspondence.pages.reminders import thread_reminders
from households.models import Round
from households.queries.desk import rounds_now_open
from procedure.pages.applications import ApplicationRow, applications_desk
from procedure.pages.reminders import application_reminders, procedure_reminders
from targets.models import YearPlan
from targets.pages.reminders import (
    answer_reminders,
    direction_reminders,
    registration_reminders,
    signature_reminders,
)
from targets.queries.own_year import OwnYear, own_year
from targets.queries.waiting import CurrentPlan, current_plan

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
    applications: Sequence[ApplicationRow] = (),
) -> ToDoList:
    """Return the user's reminders: what someone waits for, the longest overdue, then by due date.

    At most 4 queries. `own` is the year of the user's commune, `rounds` are the open rounds,
    `applications` the most urgent ones.
    """
    found = list(procedure_reminders(user, today, rounds=rounds))
    found += application_reminders(user, applications, today)
    found += thread_reminders(user, today)
    if current:
        plan = current.plan
        found += signature_reminders(user, current)
        found += answer_reminders(user, plan, today, pending=current.pending)
        found += registration_reminders(user, plan, today, own=own)
        found += direction_reminders(user, plan, today)
    found.sort(key=lambda each: (not each.comes_first, -each.days_late, each.due_on or dt.date.max))
    return ToDoList(first=found[:_SHOWN], more=found[_SHOWN:])


def to_do_of(user: User, today: dt.date) -> ToDoList:
    """Return the user's reminders as `to_do_list` does, with the facts it needs; at most 9 queries."""
    current = current_plan(today)
    own = year_of_own_commune(user, current.plan if current else None, today)
    has_commune = user.commune_id is not None
    applications = applications_desk(user, today).rows if has_commune else ()
    return to_do_list(
        user, today, current=current, own=own, rounds=rounds_of(user), applications=applications
    )


def year_of_own_commune(user: User, plan: YearPlan | None, today: dt.date) -> OwnYear | None:
    """Return the year of the user's commune; None for users of the district or without a plan."""
    if plan is None or user.commune_id is None:
        return None
    own = own_year(plan, user.commune_id, as_of=today)
    user.commune = own.commune  # saves the page frame a query
    return own


def rounds_of(user: User) -> Sequence[Round]:
    """Return the open rounds, for those who run the procedure in a commune."""
    is_officer = user.commune_id is not None and user.may(Action.RUN_PROCEDURE)
    return rounds_now_open() if is_officer else ()
