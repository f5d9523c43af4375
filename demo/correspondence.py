"""Reminders, a comment and a question of autumn 2021 on the demo: invented texts."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from accounts.models import User
from areas.models import Commune
from correspondence.models import Thread
from correspondence.services.opening import (
    ReminderFacts,
    ask_office,
    send_reminders,
    write_comment,
)
from correspondence.services.replies import record_reading, reply
from correspondence.words.reminders import matter_of, request_text
from demo.accounts import CHAIR_PREFIX, OFFICER_PREFIX
from demo.plan import CommunePlan
from targets.choices import GoalCode, OfficeBearer
from targets.models import Goal, YearPlan
from targets.queries.alerts import Alert, year_alerts

_DEMO_DAY = dt.date(2021, 11, 15)
_ANSWER = (
    "UBND xã đã họp ngày 08/11, phân công từng thôn; phấn đấu nộp hết phiếu trước 25/11. Vướng mắc: "
    "một số hộ đi làm ăn xa, xã đang liên hệ."
)
_COMMENT = (
    "Kết quả công nhận còn thấp trong khi nhiều phiếu đã nộp. Phòng LĐ-TB&XH rà lại các xã còn nhiều "
    "phiếu chờ duyệt, báo cáo nguyên nhân."
)
_REPLY = "Phòng đã đôn đốc ba xã chậm nhất; các xã cam kết duyệt phiếu tồn trong tuần này."
_QUESTION = "Kinh phí rà soát quý IV của các xã đã cấp đủ chưa? Xã nào còn thiếu thì nêu rõ."


def correspond(
    plan: YearPlan,
    communes: Sequence[tuple[CommunePlan, Commune]],
    *,
    users: Mapping[str, User],
) -> None:
    """Remind the three latest communes: one answers, one reads, one has not opened it yet.

    The leader comments on a goal, which the labour office answers, and asks a department.
    """
    alerts = year_alerts(plan, today=_DEMO_DAY)
    slugs = {commune.pk: (each.slug, commune) for each, commune in communes}
    late = [key for key in dict.fromkeys(each.commune_id for each in alerts) if key in slugs]
    unread, read, answered = (slugs[late[index % len(late)]] for index in range(3))
    _remind(plan, unread[1], alerts, by=users["ldtbxh"], on=dt.date(2021, 11, 12), days=7)
    overdue = _remind(plan, read[1], alerts, by=users["lanhdao"], on=dt.date(2021, 11, 5), days=6)
    if overdue:
        chair = users[CHAIR_PREFIX + read[0]]
        record_reading(thread_id=overdue.pk, by=chair, at=_at(dt.date(2021, 11, 8)))
    sent = _remind(plan, answered[1], alerts, by=users["ldtbxh"], on=dt.date(2021, 11, 4), days=6)
    if sent:
        officer = users[OFFICER_PREFIX + answered[0]]
        _reply(sent, _ANSWER, by=officer, on=dt.date(2021, 11, 9))
    _on_a_goal(plan, users)
    ask_office(
        client_id=_key("question"),
        plan_id=plan.pk,
        office=OfficeBearer.FINANCE,
        subject=f"Kinh phí rà soát quý IV năm {plan.year}",
        body=_QUESTION,
        due_on=dt.date(2021, 11, 19),
        by=users["lanhdao"],
        at=_at(dt.date(2021, 11, 10)),
        on=dt.date(2021, 11, 10),
    )


def _remind(
    plan: YearPlan, commune: Commune, alerts: Sequence[Alert], *, by: User, on: dt.date, days: int
) -> Thread | None:
    """Remind a commune once: a small demo has fewer late communes than reminders."""
    if Thread.objects.filter(commune=commune).exists():
        return None
    facts = ReminderFacts(
        communes=[commune.pk],
        matter=matter_of([each for each in alerts if each.commune_id == commune.pk]),
        body=request_text(commune),
        due_on=on + dt.timedelta(days=days),
    )
    key = _key(f"reminder {commune.code}")
    (sent,) = send_reminders(client_id=key, plan_id=plan.pk, facts=facts, by=by, at=_at(on), on=on)
    return sent


def _on_a_goal(plan: YearPlan, users: Mapping[str, User]) -> None:
    goal = Goal.objects.filter(plan=plan, code=GoalCode.POOR_FALL).order_by("position").first()
    if goal is None:
        return
    on = dt.date(2021, 11, 10)
    comment = write_comment(
        client_id=_key("comment"),
        plan_id=plan.pk,
        goal=goal,
        body=_COMMENT,
        by=users["lanhdao"],
        at=_at(on),
        on=on,
    )
    _reply(comment, _REPLY, by=users["ldtbxh"], on=dt.date(2021, 11, 11))


def _reply(thread: Thread, body: str, *, by: User, on: dt.date) -> None:
    key = _key(f"reply {thread.client_id}")
    reply(thread_id=thread.pk, client_id=key, body=body, by=by, at=_at(on))


def _at(on: dt.date) -> dt.datetime:
    """Return half past nine in the morning, local time."""
    return dt.datetime(on.year, on.month, on.day, 2, 30, tzinfo=dt.UTC)


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"correspondence {name}")
