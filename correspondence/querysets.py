"""Named questions about threads and their messages."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from accounts.choices import Action
from areas.querysets import within_commune
from correspondence.choices import ThreadKind, ThreadState
from targets.querysets import office_of

if TYPE_CHECKING:
    from accounts.models import User

_COMMENT, _QUESTION, _REMINDER = ThreadKind.COMMENT, ThreadKind.QUESTION, ThreadKind.REMINDER
_READ_BY_USERS_OF_COMMUNES = ~Q(kind=_QUESTION)


def _rows(model: str) -> Any:
    return apps.get_model("correspondence", model)._base_manager.filter(thread=OuterRef("pk"))


def is_withdrawn() -> Exists:
    """Return the condition that a thread was withdrawn before anyone read it."""
    return Exists(_rows("ThreadMessage").filter(is_opening=True, withdrawn_at__isnull=False))


def is_answered() -> Exists:
    """Return the condition that a thread has an answer of those addressed."""
    return Exists(_rows("ThreadMessage").filter(is_answer=True, withdrawn_at=None))


def addressed_to(user: "User") -> Q:
    """Return the condition of the threads that wait for the user's side (`rules.is_addressed`)."""
    if user.commune_id is not None:
        return _READ_BY_USERS_OF_COMMUNES & within_commune(user.commune_id)
    found = Q(kind=_QUESTION, office=office_of(user)) & ~Q(office="")
    if user.may(Action.OPEN_THREADS):
        found |= Q(kind=_COMMENT) & ~Q(opened_role=user.role)
    return found


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Return the threads a user may read.

        Who opens threads reads all. A commune reads the reminders and comments about itself; every
        user reads the comments on the district's goals, and the offices those on communes, as all
        of them see the figures. An office reads the questions to it. Others do not see a thread
        that was withdrawn.
        """
        if not user.is_active:
            return self.none()
        if user.may(Action.OPEN_THREADS):
            return self
        if user.commune_id is not None:
            own = within_commune(user.commune_id) | Q(commune=None)
            return self.filter(_READ_BY_USERS_OF_COMMUNES & own).filter(~is_withdrawn())
        if not user.may(Action.VIEW_PROGRESS):
            return self.none()
        asked = Q(kind=_QUESTION, office=office_of(user))
        return self.filter(Q(kind=_COMMENT) | asked).filter(~is_withdrawn())

    def within(self, commune: int) -> Self:
        """Return the threads about a commune and the communes merged into it."""
        return self.filter(within_commune(commune))

    def open(self) -> Self:
        """Return the threads that are neither ended nor withdrawn."""
        return self.filter(closed_at=None).filter(~is_withdrawn())

    def with_state(self) -> Self:
        """Add `state`, and by whom and when a thread was first read and last answered on the other side."""
        readings = _rows("ThreadReading").filter(is_addressee=True).order_by("first_read_at", "pk")
        answers = (
            _rows("ThreadMessage").filter(is_answer=True, withdrawn_at=None).order_by("-at", "-pk")
        )
        return self.annotate(
            read_at=Subquery(readings.values("first_read_at")[:1]),
            reader=Subquery(readings.values("user__full_name")[:1]),
            answered_at=Subquery(answers.values("at")[:1]),
            state=Case(
                When(is_withdrawn(), then=Value(ThreadState.WITHDRAWN.value)),
                When(closed_at__isnull=False, then=Value(ThreadState.CLOSED.value)),
                When(answered_at__isnull=False, then=Value(ThreadState.ANSWERED.value)),
                When(read_at__isnull=False, then=Value(ThreadState.READ.value)),
                default=Value(ThreadState.SENT.value),
                output_field=models.CharField(),
            ),
        )

    def for_list(self) -> Self:
        """Add the columns of a list row; order by `newest` for the latest first."""
        return (
            self.with_state()
            .select_related("plan", "commune", "indicator", "opened_by")
            .annotate(newest=Value(0) - F("pk"))
        )


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Return the messages of the threads a user may read."""
        threads = apps.get_model("correspondence", "Thread")._default_manager
        return self.filter(thread__in=threads.visible_to(user).values("pk"))

    def with_readings(self) -> Self:
        """Add `is_read`: another user than the author has opened the thread since."""
        readings = apps.get_model("correspondence", "ThreadReading")._base_manager.filter(
            thread=OuterRef("thread"), last_read_at__gte=OuterRef("at")
        )
        return self.annotate(is_read=Exists(readings.exclude(user=OuterRef("by"))))
