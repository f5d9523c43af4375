"""What the pages of applications show: how the time limit stands, the form, the story."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import User
from households.models import Assessment, AssessmentResult, Round
from households.queries_review import Event
from procedure.choices import ApplicationState
from procedure.models import Application
from procedure.queries.applications import form_of, in_year_round, result_of
from procedure.querysets_applications import OPEN_APPLICATIONS
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
    """What of applications waits for a commune's people: the numbers, and the most urgent."""

    counts: Counts
    rows: list[ApplicationRow]


def applications_desk(user: User, on: dt.date) -> ApplicationsDesk:
    """Return the open applications of a person's communes, the most urgent first, in two queries."""
    waiting = Application.objects.visible_to(user).open().most_urgent()
    rows = rows_of(waiting[:_SHOWN], on)
    return ApplicationsDesk(counts=counts_for(user, on), rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationPage:
    """An application read: its time limit, its form and what that says, its story."""

    limit: TimeLimit
    round: Round | None
    form: Assessment | None
    result: AssessmentResult | None
    contradiction: str
    story: list[Event]

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


_STEPS = {
    ApplicationState.RECEIVED: "Nhận đơn",
    ApplicationState.SURVEYED: "Khảo sát xong, trình chủ tịch xã",
    ApplicationState.ACCEPTED: "Quyết định công nhận",
    ApplicationState.REFUSED: "Từ chối",
    ApplicationState.WITHDRAWN: "Hộ rút đơn",
}


def story_of(application: Application) -> list[Event]:
    """Return the steps of an application, newest first."""
    events: list[Event] = []
    state = ""
    rows = application.history.select_related("history_user").order_by("history_date", "history_id")
    for row in rows:
        what = "Sửa nội dung đơn" if row.state == state else _STEPS[ApplicationState(row.state)]
        who, reason = str(row.history_user or ""), row.reason if row.state != state else ""
        events.append(Event(at=row.history_date, who=who, what=what, reason=reason))
        state = row.state
    return events[::-1]
