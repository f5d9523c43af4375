"""What the pages of applications show: how the time limit stands, the form, the story."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, Window

from accounts.models import User
from common.history import HistoryEvent
from households.models import Assessment, AssessmentResult, Round
from procedure.choices import ApplicationState
from procedure.models import Application
from procedure.queries.applications import form_of, in_year_round, result_of
from procedure.querysets.applications import OPEN_APPLICATIONS
from procedure.rules.applications import contradiction

SOON_DAYS = 3
_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """How an application stands to its time limit, in words and a tone for the badge."""

    words: str
    tone: str


def time_limit(application: Application, on: dt.date) -> TimeLimit:
    """Say how many days are left or over; for one that was answered, whether it was in time."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """An application of a list with its time limit."""

    application: Application
    limit: TimeLimit


def rows_of(applications: Iterable[Application], on: dt.date) -> list[ApplicationRow]:
    """Return applications (with `for_list()`) as rows of a list."""
    return [ApplicationRow(application=each, limit=time_limit(each, on)) for each in applications]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Applications a person answers for: open ones, and how their time limits stand."""

    received: int = 0
    surveyed: int = 0
    overdue: int = 0
    soon: int = 0

    @property
    def open(self) -> int:
        return self.received + self.surveyed


def counts_for(user: User, on: dt.date) -> Counts:
    """Count the open applications a person may see, in one query."""
    is_open, soon = Q(state__in=OPEN_APPLICATIONS), on + dt.timedelta(days=SOON_DAYS)
    found = Application.objects.visible_to(user).aggregate(
        received=Count("pk", filter=Q(state=ApplicationState.RECEIVED)),
        surveyed=Count("pk", filter=Q(state=ApplicationState.SURVEYED)),
        overdue=Count("pk", filter=is_open & Q(due_on__lt=on)),
        soon=Count("pk", filter=is_open & Q(due_on__range=(on, soon))),
    )
    return Counts(**found)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationsDesk:
    """What of applications waits for a commune's people: how many, and the most urgent."""

    waiting: int
    rows: list[ApplicationRow]


def applications_desk(user: User, on: dt.date) -> ApplicationsDesk:
    """Return the open applications of a person's communes, the most urgent first, in one query."""
    waiting = Application.objects.visible_to(user).open().most_urgent()
    found = list(waiting.annotate(waiting=Window(Count("pk")))[:_SHOWN])
    return ApplicationsDesk(waiting=found[0].waiting if found else 0, rows=rows_of(found, on))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationPage:
    """An application read: its time limit, its form and what that says, its story."""

    limit: TimeLimit
    round: Round | None
    form: Assessment | None
    result: AssessmentResult | None
    contradiction: str
    story: list[HistoryEvent]

    @property
    def is_ready(self) -> bool:
        """Whether the form is submitted, so that the paper can go to the chair."""
        return self.form is not None and self.form.is_submitted


def application_page(application: Application, on: dt.date) -> ApplicationPage:
    """Return what the page of an application shows, in four queries whatever its length."""
    form = form_of(application)
    result = result_of(form) if form else None
    status = result.status if result and form and not form.is_draft else ""
    return ApplicationPage(
        limit=time_limit(application, on),
        round=form.round if form else in_year_round(application.received_on.year),
        form=form,
        result=result,
        contradiction=contradiction(
            kind=application.kind, before=application.status_before, after=status
        )
        if status
        else "",
        story=story_of(application),
    )


def story_of(application: Application) -> list[HistoryEvent]:
    """Return the steps of an application, newest first: as signed on it, and what was changed."""
    signed = [
        (application.received_at, application.received_by, "Nhận đơn", ""),
        (application.surveyed_at, application.surveyed_by, "Khảo sát xong, trình chủ tịch xã", ""),
        (application.decided_at, application.decided_by, *_answer(application)),
    ]
    events = [
        HistoryEvent(at=at, who=str(who or ""), what=what, reason=reason)
        for at, who, what, reason in signed
        if at is not None
    ]
    return sorted([*events, *_changes(application)], key=lambda event: event.at)[::-1]


def _answer(application: Application) -> tuple[str, str]:
    was_refused = application.state == ApplicationState.REFUSED
    return ("Từ chối" if was_refused else "Quyết định công nhận"), application.reason


def _changes(application: Application) -> list[HistoryEvent]:
    """What is written in the history only: corrections of the paper, and its withdrawal."""
    events: list[HistoryEvent] = []
    state = ""
    rows = application.history.select_related("history_user").order_by("history_date", "history_id")
    for row in rows:
        who = str(row.history_user or "")
        if row.state == state == ApplicationState.RECEIVED:
            events.append(HistoryEvent(at=row.history_date, who=who, what="Sửa nội dung đơn"))
        elif row.state == ApplicationState.WITHDRAWN:
            said = {"who": who, "what": "Hộ rút đơn", "reason": row.reason}
            events.append(HistoryEvent(at=row.history_date, **said))
        state = row.state
    return events
