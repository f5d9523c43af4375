"""Opening threads: reminders to communes, comments on figures, questions to offices."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from areas.models import Commune
from common.errors import Refused
from common.history import save_with_history
from correspondence.choices import Matter, ThreadKind
from correspondence.models import LONGEST_BODY, Thread, ThreadMessage
from correspondence.queries.threads import open_reminders
from correspondence.words.figures import (
    commune_subject,
    figure_of_commune,
    figure_of_goal,
    goal_subject,
)
from correspondence.words.reminders import facts_text, full_text, subject_of_reminder
from correspondence.words.threads import still_open
from targets.choices import OfficeBearer
from targets.models import Goal, YearPlan
from targets.queries.alerts import year_alerts
from targets.queries.plans import communes_of
from targets.queries.progress import progress
from targets.querysets import office_of

MOST_COMMUNES = 50


class CannotCorrespond(Refused):
    """The thread cannot be opened, answered, ended or withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderFacts:
    """A reminder to communes. `with_facts` puts what is late in each commune before the text.

    `again` sends it although a commune has an open reminder about the same matter.
    """

    communes: Sequence[int]
    matter: str
    body: str
    due_on: dt.date | None = None
    with_facts: bool = True
    again: bool = False


def reminder_texts(
    plan: YearPlan, facts: ReminderFacts, *, on: dt.date
) -> list[tuple[Commune, str]]:
    """Return each commune of a reminder with the text that it gets, by name.

    In 22 queries, in one without facts. Raises CannotCorrespond for a commune that is not the
    district's, or a text that is too long.
    """
    communes = list(communes_of(plan, on=on).filter(pk__in=facts.communes).order_by("sort_key"))
    if not communes:
        raise CannotCorrespond("Hãy chọn xã, thị trấn.", field="communes")
    if len(communes) != len({*facts.communes}):
        raise CannotCorrespond("Có xã không thuộc huyện này trong năm.", field="communes")
    alerts = year_alerts(plan, today=on) if facts.with_facts else ()
    texts = [(each, full_text(facts_text(each, alerts, on=on), facts.body)) for each in communes]
    if any(len(text) > LONGEST_BODY for _, text in texts):
        raise CannotCorrespond(
            "Nội dung cùng số liệu của xã quá dài. Hãy viết gọn lại.", field="body"
        )
    return texts


@transaction.atomic
def send_reminders(
    *,
    client_id: uuid.UUID,
    plan_id: int,
    facts: ReminderFacts,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> list[Thread]:
    """Remind communes, each in a thread of its own.

    Repeated with one `client_id` it returns the first threads. Raises CannotCorrespond without
    communes or text, for a day to answer by before `on`, and, unless `again`, for communes with an
    open reminder about the same matter.
    """
    plan = _locked(plan_id)
    keys = {commune: uuid.uuid5(client_id, str(commune)) for commune in facts.communes}
    if known := _known([*keys.values()], by):
        return known
    _require_text(facts.body)
    _require_day(facts.due_on, on)
    if facts.matter not in Matter.values:
        raise CannotCorrespond("Hãy chọn về việc gì.", field="matter")
    texts = reminder_texts(plan, facts, on=on)
    _require_first(plan, facts, on=on)
    return [
        _opened(
            Thread(
                client_id=keys[commune.pk],
                kind=ThreadKind.REMINDER,
                plan=plan,
                commune=commune,
                matter=facts.matter,
                subject=subject_of_reminder(facts.matter, plan.year),
                due_on=facts.due_on,
            ),
            text,
            by=by,
            at=at,
        )
        for commune, text in texts
    ]


@transaction.atomic
def write_comment(
    *,
    client_id: uuid.UUID,
    plan_id: int,
    commune: Commune | None = None,
    goal: Goal | None = None,
    body: str,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> Thread:
    """Comment on the figures of a commune or on a goal; the present figure is kept with the text.

    The figure is the one that every reader of the district may see. Repeated with one `client_id`
    it returns the same thread. Raises CannotCorrespond without a text, and for a commune or goal
    that is not part of the plan.
    """
    plan = _locked(plan_id)
    if known := _known([client_id], by):
        return known[0]
    _require_text(body)
    thread = Thread(client_id=client_id, kind=ThreadKind.COMMENT, plan=plan, figure_on=on)
    found = progress(plan, as_of=on)
    if goal is not None and commune is None and goal.plan_id == plan.pk:
        thread.goal_code, thread.goal_group, thread.indicator_id = goal.key
        thread.subject = goal_subject(goal, plan.year)
        key = goal.indicator.key if goal.indicator else ""
        thread.figure = figure_of_goal(found, goal.code, goal.group, key)
    elif commune is not None and goal is None:
        thread.commune, thread.subject = commune, commune_subject(commune, plan.year)
        thread.figure = figure_of_commune(found, commune.pk)
    if not thread.figure:
        raise CannotCorrespond("Hãy chọn một mục tiêu, hoặc một xã có trong kế hoạch năm.")
    return _opened(thread, body, by=by, at=at)


@transaction.atomic
def ask_office(
    *,
    client_id: uuid.UUID,
    plan_id: int,
    office: str,
    subject: str,
    body: str,
    commune: Commune | None = None,
    due_on: dt.date | None = None,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> Thread:
    """Ask the labour office, a department or the bank, where needed about a commune.

    Repeated with one `client_id` it returns the same thread. Raises CannotCorrespond without a
    subject or text, for the user's own office, and for a day to answer by before `on`.
    """
    plan = _locked(plan_id)
    if known := _known([client_id], by):
        return known[0]
    if not subject:
        raise CannotCorrespond("Hãy ghi tiêu đề.", field="subject")
    _require_text(body)
    _require_day(due_on, on)
    if office not in OfficeBearer.values or office == office_of(by):
        raise CannotCorrespond("Hãy chọn phòng, cơ quan khác.", field="office")
    thread = Thread(
        client_id=client_id,
        kind=ThreadKind.QUESTION,
        plan=plan,
        commune=commune,
        office=office,
        subject=subject,
        due_on=due_on,
    )
    return _opened(thread, body, by=by, at=at)


def _locked(plan_id: int) -> YearPlan:
    """Lock the plan: of two reminders at the same time the second one finds the first."""
    plans = YearPlan.objects.select_for_update(of=("self",)).select_related("standard", "district")
    return plans.get(pk=plan_id)


def _known(keys: Sequence[uuid.UUID], by: User) -> list[Thread]:
    """Return the threads that were opened with these keys. Raises CannotCorrespond for another's."""
    found = list(Thread.objects.filter(client_id__in=keys).select_related("commune", "plan"))
    if any(each.opened_by_id != by.pk for each in found):
        raise CannotCorrespond("Nội dung này người khác đã gửi. Hãy mở lại trang và gửi lại.")
    return found


def _require_text(body: str) -> None:
    if not body:
        raise CannotCorrespond("Hãy ghi nội dung.", field="body")


def _require_day(due_on: dt.date | None, on: dt.date) -> None:
    if due_on is not None and not on <= due_on <= on + dt.timedelta(days=366):
        raise CannotCorrespond(
            f"Ngày trả lời phải từ ngày {on:%d/%m/%Y}, trong vòng một năm.", field="due_on"
        )


def _require_first(plan: YearPlan, facts: ReminderFacts, *, on: dt.date) -> None:
    known = open_reminders(plan, facts.communes, facts.matter)
    if known and not facts.again:
        words = " ".join(still_open(each, today=on) for each in known)
        raise CannotCorrespond(f"{words} Đánh dấu “Vẫn gửi thêm” để gửi nữa.", field="again")


def _opened(thread: Thread, body: str, *, by: User, at: dt.datetime) -> Thread:
    thread.opened_by, thread.opened_role, thread.opened_at = by, by.role, at
    save_with_history(thread, by=by, reason=ThreadKind(thread.kind).label)
    opening = ThreadMessage(
        client_id=uuid.uuid5(thread.client_id, "opening"),
        thread=thread,
        body=body,
        by=by,
        role=by.role,
        at=at,
        is_opening=True,
    )
    save_with_history(opening, by=by)
    return thread
