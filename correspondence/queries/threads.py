"""Threads as they are read: one with its messages, the latest reminders, what waits for a user."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.choices import COMMUNE_ROLES, Action, Role
from accounts.models import User
from common.prepared import PreparedQuery
from correspondence.choices import ThreadKind
from correspondence.models import Thread, ThreadMessage, ThreadReading
from correspondence.querysets import addressed_to, is_answered, is_withdrawn
from correspondence.rules import Party
from targets.choices import OfficeBearer
from targets.models import YearPlan
from targets.queries.progress import progress
from targets.queries.rows import Progress
from targets.querysets import office_of

_ROLE_OF_OFFICE = {
    OfficeBearer.LABOUR_OFFICE: Role.LABOUR_OFFICE,
    OfficeBearer.POLICY_BANK: Role.POLICY_BANK,
}


def party_of(thread: Thread, user: User) -> Party:
    """Return how a user stands to a thread; no query where the thread's commune is loaded."""
    commune = thread.commune
    own = {commune.pk, commune.merged_into_id} if commune else set()
    return Party(
        opens_threads=user.may(Action.OPEN_THREADS),
        of_commune=user.commune_id is not None and user.commune_id in own,
        of_office=bool(thread.office) and office_of(user) == thread.office,
        has_opener_role=user.role == thread.opened_role,
        is_opener=user.pk == thread.opened_by_id,
    )


def messages_of(thread: Thread) -> list[ThreadMessage]:
    """Return the messages of a thread with their authors and `is_read`, oldest first, in one query."""
    found = ThreadMessage.objects.filter(thread=thread).with_readings()
    return list(found.select_related("by__commune").order_by("at", "pk"))


def readings_of(thread: Thread) -> list[ThreadReading]:
    """Return who of those addressed has read a thread, the first reader first, in one query."""
    found = thread.readings.filter(is_addressee=True).select_related("user")
    return list(found.order_by("first_read_at", "pk"))


def people_of(thread: Thread) -> list[User]:
    """Return the active users whom a thread is addressed to, by name, in one query.

    None for a comment on a goal, which has no addressee by name.
    """
    if thread.office:
        role = _ROLE_OF_OFFICE.get(OfficeBearer(thread.office))
        wanted = Q(role=role) if role else Q(department=thread.office)
    elif thread.commune is not None:
        keys = {thread.commune.pk, thread.commune.merged_into_id}
        wanted = Q(role__in=COMMUNE_ROLES, commune__in=keys)
    else:
        return []
    found = User.objects.filter(wanted, is_active=True).select_related("commune")
    return list(found.order_by("role", "full_name", "pk"))


def open_reminders(plan: YearPlan, communes: Iterable[int], matter: str) -> list[Thread]:
    """Return the open reminders of communes about a matter, the latest of each, in one query."""
    found = (
        Thread.objects.open()
        .with_state()
        .filter(plan=plan, kind=ThreadKind.REMINDER, commune__in=list(communes), matter=matter)
        .select_related("commune")
    )
    return list(_latest(found).values())


def steering_threads(year: int, user: User) -> list[Thread]:
    """Return the reminders and the comments on goals of a year that a user reads, the oldest first.

    In one query, with the columns of `with_state` and without withdrawn ones.
    """
    found = Thread.objects.visible_to(user).with_state().select_related("indicator")
    kinds = Q(kind=ThreadKind.REMINDER) | Q(kind=ThreadKind.COMMENT, commune=None)
    in_force = found.filter(~is_withdrawn(), kinds, plan__year=year)
    return list(in_force.order_by("opened_at", "pk"))


def _latest(found: QuerySet[Thread]) -> dict[int, Thread]:
    return {each.commune_id: each for each in found.order_by("opened_at", "pk") if each.commune_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingThread:
    """A thread that waits for a user.

    `waits_for_answer`: the user's side is to answer. `is_followed_up`: the user opened it and the
    answer is overdue. Otherwise it has messages that the user has not read.
    """

    pk: int
    kind: str
    subject: str
    place: str
    due_on: dt.date | None
    waits_for_answer: bool
    is_followed_up: bool


def waiting_threads(user: User, today: dt.date) -> list[WaitingThread]:
    """Return the open threads that wait for a user, the oldest first, in one query."""
    found = _waiting(today, user.pk, user.department, *user.scope)
    return [
        WaitingThread(
            pk=each.pk,
            kind=each.kind,
            subject=each.subject,
            place=each.place or "",
            due_on=each.due_on,
            waits_for_answer=each.is_addressed
            and not each.has_answer
            and each.kind != ThreadKind.COMMENT,
            is_followed_up=not each.is_addressed and not each.has_answer and _is_past(each, today),
        )
        for each in found
    ]


def _is_past(thread: Thread, today: dt.date) -> bool:
    return thread.due_on is not None and thread.due_on < today


@PreparedQuery
def _waiting(today: dt.date, key: int, department: str, *scope: Any) -> QuerySet:
    """The threads addressed to the user without an answer or with something new, and the user's own
    with something new or an overdue answer."""
    user = User.with_scope(*scope)
    user.department = department
    last_read = ThreadReading.objects.filter(thread=OuterRef("thread"), user=key)
    unread = (
        ThreadMessage.objects.filter(thread=OuterRef("pk"), withdrawn_at=None)
        .exclude(by=key)
        .annotate(seen=Subquery(last_read.values("last_read_at")[:1]))
        .filter(Q(seen=None) | Q(at__gt=F("seen")))
    )
    waits = Q(is_addressed=True, has_answer=False) & ~Q(kind=ThreadKind.COMMENT)
    overdue = Q(opened_by=key, has_answer=False, due_on__lt=today)
    mine = Q(is_addressed=True) | Q(opened_by=key)
    addressed = Thread.objects.filter(addressed_to(user), pk=OuterRef("pk")).order_by()
    return (
        Thread.objects.open()
        .annotate(
            is_addressed=Exists(addressed),
            has_answer=is_answered(),
            has_news=Exists(unread),
            place=Coalesce("commune__name", Value("")),
        )
        .filter(waits | overdue | mine & Q(has_news=True))
        .order_by("pk")
    )


def latest_reminders(threads: Iterable[Thread]) -> dict[int, Thread]:
    """Return the latest reminder of each commune by its key; `threads` are the oldest first."""
    reminders = (each for each in threads if each.kind == ThreadKind.REMINDER)
    return {each.commune_id: each for each in reminders if each.commune_id is not None}


def present_figures(thread: Thread, *, on: dt.date) -> Progress:
    """Return the progress of a thread's year as every reader of the district may see it."""
    return progress(thread.plan, as_of=on)


def names(people: Sequence[User]) -> list[str]:
    """Return people with their telephone numbers, where they have one."""
    return [f"{each.full_name} ({each.phone})" if each.phone else each.full_name for each in people]
