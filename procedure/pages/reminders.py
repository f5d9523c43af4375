"""What is due for the user in the procedure, as lines of the home page."""

import datetime as dt

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from common.reminders import Reminder
from procedure.models import CommuneSubmission
from procedure.queries.commune import submissions_waiting_for
from procedure.queries.reminders import OpenStep, open_steps
from procedure.rules.step_deadlines import days_late

_MOST_SHOWN = 6


def procedure_reminders(user: User, today: dt.date) -> list[Reminder]:
    """Return the six most urgent steps the user has to take, the latest first, in one query."""
    if user.may(Action.RUN_PROCEDURE):
        return [_step(each) for each in open_steps(user, today)[:_MOST_SHOWN]]
    waiting = submissions_waiting_for(user, today)[:_MOST_SHOWN]
    return [_report(each, today) for each in waiting]


def _step(found: OpenStep) -> Reminder:
    has_complaints = ", có khiếu nại chưa trả lời" if found.has_complaints else ""
    return Reminder(
        name=str(found.review),
        what=f"{found.review.get_step_display()}{has_complaints}",
        url=reverse("procedure:village_review", args=[found.review.pk]),
        due_on=found.due_on,
        days_late=found.days_late,
    )


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
