"""What is due for the user in the procedure, as lines of the home page."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from common.reminders import Reminder
from households.models import Round
from households.queries.desk import rounds_now_open
from procedure.choices import ApplicationState
from procedure.models import CommuneSubmission
from procedure.pages.applications import ApplicationRow
from procedure.queries.commune import submissions_waiting_for
from procedure.queries.reminders import OpenStep, WaitingVillage, officer_work
from procedure.rules.step_deadlines import days_late
from procedure.words.steps import unlisted_words

_MOST_SHOWN = 6


def procedure_reminders(
    user: User, today: dt.date, *, rounds: Sequence[Round] | None = None
) -> list[Reminder]:
    """Return the six most urgent steps the user has to take, the latest first, in one query.

    `rounds` are the open rounds, read here in one more query when not given.
    """
    if user.may(Action.RUN_PROCEDURE):
        work = officer_work(user, today, rounds=rounds_now_open() if rounds is None else rounds)
        found = [*map(_waiting, work.waiting), *map(_step, work.steps)]
        return sorted(found, key=_urgency)[:_MOST_SHOWN]
    waiting = submissions_waiting_for(user, today)[:_MOST_SHOWN]
    return [_report(each, today) for each in waiting]


def application_reminders(
    user: User, rows: Sequence[ApplicationRow], today: dt.date
) -> list[Reminder]:
    """Return the applications past their time limit on which the user has to act; no query."""
    return [
        Reminder(
            name=f"Đơn của hộ {row.application.household.head_name}",
            what=row.application.get_state_display(),
            url=reverse("procedure:application_detail", args=[row.application.pk]),
            due_on=row.application.due_on,
            days_late=late,
        )
        for row in rows
        if (late := days_late(row.application.due_on, today)) and _acts_on(user, row)
    ]


def _acts_on(user: User, row: ApplicationRow) -> bool:
    is_surveyed = row.application.state == ApplicationState.SURVEYED
    return user.may(Action.SIGN_DECISIONS if is_surveyed else Action.RUN_PROCEDURE)


def _step(found: OpenStep) -> Reminder:
    has_complaints = ", có khiếu nại chưa trả lời" if found.has_complaints else ""
    return Reminder(
        name=str(found.review),
        what=f"{found.review.get_step_display()}{has_complaints}",
        url=reverse("procedure:village_review", args=[found.review.pk]),
        due_on=found.due_on,
        days_late=found.days_late,
    )


def _waiting(found: WaitingVillage) -> Reminder:
    """A village whose households wait for a list: the first one, or the next after a decision."""
    return Reminder(
        name=found.village.full_name,
        what=unlisted_words(found.unlisted),
        url=reverse("procedure:village_review", args=[found.decided.pk])
        if found.decided
        else f"{reverse('procedure:board')}?round={found.round.pk}",
        due_on=found.due_on,
        days_late=found.days_late,
    )


def _urgency(reminder: Reminder) -> tuple[int, dt.date]:
    return -reminder.days_late, reminder.due_on or dt.date.max


def _report(submission: CommuneSubmission, today: dt.date) -> Reminder:
    due_on = submission.opinion_due_on
    is_answered = hasattr(submission, "opinion")
    return Reminder(
        name=str(submission),
        what="Chờ quyết định công nhận" if is_answered else "Chờ ý kiến của huyện",
        url=reverse("procedure:submission", args=[submission.pk]),
        due_on=None if is_answered else due_on,
        days_late=0 if is_answered else days_late(due_on, today),
    )
