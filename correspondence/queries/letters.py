"""A reminder as it was sent: to one commune, or to several at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from areas.models import Commune
from correspondence.choices import ThreadKind
from correspondence.models import Thread, ThreadMessage
from correspondence.querysets import is_withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReminder:
    """A commune with the text that it was sent."""

    commune: Commune
    body: str


def reminders_to_print(user: User) -> QuerySet[Thread]:
    """Return the reminders in force that a user reads."""
    found = Thread.objects.visible_to(user).filter(kind=ThreadKind.REMINDER)
    return found.filter(~is_withdrawn()).select_related("plan__district__province")


def sent_together(thread: Thread, user: User) -> Sequence[SentReminder]:
    """Return the reminders that were sent together with one, by commune, in one query.

    They have its sender and moment; withdrawn ones are left out.
    """
    together = Thread.objects.visible_to(user).filter(
        kind=ThreadKind.REMINDER,
        plan=thread.plan_id,
        matter=thread.matter,
        opened_by=thread.opened_by_id,
        opened_at=thread.opened_at,
    )
    opening = ThreadMessage.objects.filter(
        is_opening=True, withdrawn_at=None, thread__in=together.values("pk")
    )
    found = opening.select_related("thread__commune").order_by("thread__commune__sort_key", "pk")
    return [
        SentReminder(commune=each.thread.commune, body=each.body)
        for each in found
        if each.thread.commune is not None
    ]
