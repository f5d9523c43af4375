"""What is due in the year's targets, tasks and registrations, as lines of the home page."""

import datetime as dt

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from common.reminders import Reminder
from targets.links import plan_url
from targets.models import YearPlan
from targets.queries.own_year import OwnYear, own_year
from targets.queries.waiting import (
    CurrentPlan,
    OpenTarget,
    OverdueTasks,
    open_targets,
    pending_proposals,
    waiting_tasks,
)
from targets.rules.coverage import Coverage


def answer_reminders(
    user: User, plan: YearPlan, today: dt.date, *, pending: int | None = None
) -> list[Reminder]:
    """Return what is due on the plan's targets, in at most one query.

    For a commune its report and its answer; for those who set goals the number of proposals
    that wait (`pending`, counted here when not given).
    """
    if user.may(Action.SET_GOALS):
        return _proposals(plan, pending_proposals(plan) if pending is None else pending)
    if not user.may(Action.ANSWER_TARGETS):
        return []
    return [
        reminder
        for target in open_targets(plan, user)
        for reminder in _open_steps(plan, target, today)
    ]


def signature_reminders(user: User, current: CurrentPlan) -> list[Reminder]:
    """Return what waits for the district's leader, without a query."""
    if not user.may(Action.SIGN_FOR_DISTRICT):
        return []
    waiting = (
        (
            current.allocation_to_sign,
            "targets:allocation_adopt",
            _name(current.plan),
            "Phương án giao chỉ tiêu chờ ký",
        ),
        (
            current.round_to_close,
            "households:round_close",
            "Đợt rà soát",
            "Đề nghị khóa đợt chờ đồng ý",
        ),
    )
    found = [
        Reminder(name=name, what=what, url=reverse(page, args=[key]), due_on=None, days_late=0)
        for key, page, name, what in waiting
        if key is not None
    ]
    if current.has_goals_to_confirm:
        what, url = "Mục tiêu mới chờ xác nhận", plan_url(current.plan.year)
        name = f"Mục tiêu năm {current.plan.year}"
        found.append(Reminder(name=name, what=what, url=url, due_on=None, days_late=0))
    return found


def _proposals(plan: YearPlan, pending: int) -> list[Reminder]:
    if not pending:
        return []
    url = reverse("targets:answer_compare", args=[plan.year])
    what = f"{pending} đề nghị điều chỉnh của xã chờ quyết định"
    return [Reminder(name=_name(plan), what=what, url=url, due_on=None, days_late=0)]


def _open_steps(plan: YearPlan, target: OpenTarget, today: dt.date) -> list[Reminder]:
    name, due_on = _name(plan), target.due_on
    url = f"{reverse('targets:answer_commune', args=[target.commune_id])}?year={plan.year}"
    found = []
    if not target.is_reported:
        what = "Chưa ghi ngày báo cáo chỉ tiêu với Đảng ủy"
        found.append(Reminder(name=name, what=what, url=url, due_on=None, days_late=0))
    if not target.is_answered:
        late = max(0, (today - due_on).days) if due_on else 0
        what = "Chưa trả lời chỉ tiêu được giao"
        found.append(Reminder(name=name, what=what, url=url, due_on=due_on, days_late=late))
    return found


def _name(plan: YearPlan) -> str:
    return f"Chỉ tiêu giảm nghèo năm {plan.year}"


def registration_reminders(
    user: User, plan: YearPlan, today: dt.date, *, own: OwnYear | None = None
) -> list[Reminder]:
    """Return the reminder that the households registered to exit cannot bring the target.

    For those who register households of a commune, in the plan's own year; at most one. `own`
    is the commune's year, read here in two queries when not given. Nothing is due on a day.
    """
    if user.commune_id is None or not user.may(Action.REGISTER_EXITS) or plan.year != today.year:
        return []
    row = (own or own_year(plan, user.commune_id, as_of=today)).coverage
    if row is None or not row.cannot_reach:
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
        f"Danh sách đăng ký chưa đủ cho chỉ tiêu: thiếu {coverage.lacking} {unit}"
        f", cần ít nhất {coverage.needed} {unit}"
    )


def direction_reminders(user: User, plan: YearPlan, today: dt.date) -> list[Reminder]:
    """Return the plan's tasks that the user reports on or follows up, the latest first.

    Only in the plan's own year; in at most one query. All overdue tasks of the district are one
    line.
    """
    if plan.year != today.year:
        return []
    waiting = waiting_tasks(plan, user, today)
    found = [
        Reminder(
            name=task.title,
            what="Báo cáo thực hiện nhiệm vụ trọng tâm",
            url=reverse("targets:direction", args=[task.direction_id]),
            due_on=task.due_on,
            days_late=task.days_late,
        )
        for task in waiting.own
    ]
    if waiting.overdue:
        found.append(_followed_up(waiting.overdue))
    return sorted(found, key=lambda each: -each.days_late)


def _followed_up(late: OverdueTasks) -> Reminder:
    return Reminder(
        name=f"{late.tasks} nhiệm vụ trọng tâm quá hạn",
        what=f"{late.bearers} nơi chưa báo cáo xong, cần đôn đốc",
        url=reverse("targets:directions"),
        due_on=late.since,
        days_late=late.days_late,
    )
