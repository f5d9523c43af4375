"""What waits for a commune whose names cannot bring its target, for the first page."""

import datetime as dt

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from common.reminders import Reminder
from targets.queries.coverage import coverage
from targets.queries.plans import plan_for
from targets.rules.coverage import Coverage


def registration_reminders(user: User, today: dt.date) -> list[Reminder]:
    """Return the one thing to do when the names of a person's commune cannot reach its target.

    In 5 queries for those who may name households, none for others. The plan sets no day for it,
    so nothing is due.
    """
    if user.commune_id is None or not user.may(Action.REGISTER_EXITS):
        return []
    plan = plan_for(today.year, on=today)
    row = coverage(plan).of(user.commune_id) if plan else None
    if plan is None or row is None or not row.cannot_reach:
        return []
    is_all = row.everyone.can_reach is False
    return [
        Reminder(
            name=f"Đăng ký thoát nghèo năm {plan.year}",
            what=_what(row.everyone, "hộ") if is_all else _what(row.minority, "hộ DTTS"),
            url=f"{reverse('targets:registration_list')}?year={plan.year}",
            due_on=None,
            days_late=0,
        )
    ]


def _what(coverage: Coverage, unit: str) -> str:
    return (
        f"Danh sách không đạt được chỉ tiêu: hụt {coverage.lacking} {unit}"
        f" so với {coverage.needed} {unit} cần có"
    )
