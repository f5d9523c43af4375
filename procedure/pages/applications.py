"""Applications as their pages show them: the time limit, the form, the history."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from common.history import HistoryEvent, history_events
from households.models import Assessment, AssessmentResult, Round
from procedure.choices import ApplicationState
from procedure.models import Application
from procedure.queries.applications import form_of, in_year_round, result_of, urgent_applications
from procedure.rules.applications import contradiction
from procedure.words.applications import TimeLimit, time_limit


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """An application of a list with its time limit."""

    application: Application
    limit: TimeLimit


def rows_of(applications: Iterable[Application], on: dt.date) -> list[ApplicationRow]:
    """Return applications (with `for_list()`) as rows of a list."""
    return [ApplicationRow(application=each, limit=time_limit(each, on)) for each in applications]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationsDesk:
    """The open applications of the user's communes: how many, and the most urgent."""

    waiting: int
    rows: list[ApplicationRow]


def applications_desk(user: User, on: dt.date) -> ApplicationsDesk:
    """Return the open applications of the user's communes for the home page, in one query."""
    found = urgent_applications(user)
    return ApplicationsDesk(waiting=found.waiting, rows=rows_of(found.first, on))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationPage:
    """An application with its time limit, its form and the form's result, its history."""

    limit: TimeLimit
    round: Round | None
    form: Assessment | None
    result: AssessmentResult | None
    contradiction: str
    story: list[HistoryEvent]

    @property
    def is_ready(self) -> bool:
        """Whether the form is submitted or approved, so that the paper can go to the chair."""
        return self.form is not None and not self.form.is_draft


def application_page(application: Application, on: dt.date) -> ApplicationPage:
    """Return what the page of an application shows, in four queries at any length."""
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
        story=history_of(application),
    )


def history_of(application: Application) -> list[HistoryEvent]:
    """Return the steps of an application, newest first: those signed on it and its changes."""
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
    changes = history_events(application, _change)[::-1]
    return sorted([*events, *changes], key=lambda event: event.at)[::-1]


def _answer(application: Application) -> tuple[str, str]:
    was_refused = application.state == ApplicationState.REFUSED
    return ("Từ chối" if was_refused else "Quyết định công nhận"), application.reason


def _change(row: Any, before: Any) -> tuple[str, str] | None:
    """Corrections of the paper and its withdrawal, which only the history records."""
    received = ApplicationState.RECEIVED
    if before is not None and row.state == before.state == received:
        return "Sửa nội dung đơn", ""
    if row.state == ApplicationState.WITHDRAWN:
        return "Hộ rút đơn", row.reason
    return None
