"""Threads in words: their addressees, their state, the text of a reminder, a figure as it stands."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import User
from areas.models import Commune
from common.formats import rate, vn_date
from correspondence.choices import Matter, ThreadKind, ThreadState
from correspondence.models import Thread
from targets.choices import AlertCode, GoalCode, GoalGroup, OfficeBearer
from targets.models import Goal
from targets.queries.alerts import Alert
from targets.queries.rows import CommuneRow, Progress
from targets.words.alerts import late_sentences
from targets.words.forecast import headline
from targets.words.goals import HIDDEN_GOAL
from targets.words.overview import GoalView, overview

TONES: Mapping[str, str] = {
    ThreadState.SENT: "warning",
    ThreadState.READ: "info",
    ThreadState.ANSWERED: "success",
    ThreadState.CLOSED: "neutral",
    ThreadState.WITHDRAWN: "neutral",
}
AWAITED = frozenset({ThreadState.SENT, ThreadState.READ})  # an answer is
_MATTERS: Mapping[str, Matter] = {
    AlertCode.MISSES_TARGET: Matter.RESULT,
    AlertCode.SMALL_FALL: Matter.RESULT,
    AlertCode.EM_GAP: Matter.RESULT,
    AlertCode.BEHIND_PATH: Matter.RESULT,
    AlertCode.NOT_REVIEWED: Matter.REVIEW,
    AlertCode.VILLAGES_LATE: Matter.REVIEW,
    AlertCode.FEW_NAMES: Matter.REGISTRATION,
    AlertCode.ANSWER_LATE: Matter.ANSWER,
    AlertCode.TASKS_OVERDUE: Matter.TASKS,
}


def matter_of(alerts: Sequence[Alert]) -> Matter:
    """Return what the most severe of a commune's alerts is about."""
    return _MATTERS[alerts[0].code] if alerts else Matter.OTHER


def facts_text(commune: Commune, alerts: Sequence[Alert], *, on: dt.date) -> str:
    """Return what is late in a commune by the product's figures; empty where nothing is."""
    sentences = late_sentences(alerts, commune.pk)
    if not sentences:
        return ""
    head = f"Số liệu đến ngày {vn_date(on)} của {commune.name_in_sentence}:"
    return "\n".join([head, *(f"- {each}" for each in sentences)])


def request_text(*communes: Commune) -> str:
    """Return what a reminder asks of one commune, or of several."""
    whom = communes[0].name_in_sentence if len(communes) == 1 else "các xã, thị trấn"
    return f"Đề nghị UBND {whom} chỉ đạo thực hiện, trả lời kết quả và vướng mắc."


def full_text(facts: str, body: str) -> str:
    """Return the text of a reminder: what is late, then what is asked."""
    return f"{facts}\n\n{body}" if facts else body


def subject_of_reminder(matter: str, year: int) -> str:
    return f"{Matter(matter).label}, năm {year}"


def addressee(thread: Thread) -> str:
    """Return whom a thread is addressed to or, for a comment, what it is on, for a list."""
    if thread.office:
        return str(OfficeBearer(thread.office).label)
    return thread.commune.full_name if thread.commune else f"Mục tiêu năm {thread.plan.year}"


def place_words(user: User, role: str) -> str:
    """Return where a person writes from: the commune, the department or the role of that day."""
    return (
        user.place
        if user.role == role
        else str(dict(User._meta.get_field("role").flatchoices)[role])
    )


def days_overdue(thread: Thread, state: str, today: dt.date) -> int:
    """Return by how many days an answer is late; 0 where none is awaited."""
    if state not in AWAITED or thread.due_on is None:
        return 0
    return max(0, (today - thread.due_on).days)


def reminder_words(thread: Thread, *, today: dt.date) -> str:
    """Return how the latest reminder of a commune stands: "Đã đôn đốc 12/11, chưa đọc".

    `thread` has the columns of `with_state`.
    """
    words = f"Đã đôn đốc {_day(thread.opened_at)}"
    state: str = thread.state  # type: ignore[attr-defined]
    if late := days_overdue(thread, state, today):
        return f"{words}, quá hạn trả lời {late} ngày"
    return f"{words}, {_SHORT[state](thread)}"


def _day(moment: dt.datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m}"


_SHORT: Mapping[str, Callable[[Any], str]] = {
    ThreadState.SENT: lambda _thread: "chưa đọc",
    ThreadState.READ: lambda thread: f"đã đọc {_day(thread.read_at)}",
    ThreadState.ANSWERED: lambda thread: f"đã trả lời {_day(thread.answered_at)}",
    ThreadState.CLOSED: lambda thread: f"kết thúc {_day(thread.closed_at)}",
}


def still_open(thread: Thread, *, today: dt.date) -> str:
    """Return the warning that a commune has an open reminder about the same matter."""
    return (
        f"{addressee(thread)} đã được đôn đốc về việc này: "
        f"{reminder_words(thread, today=today).lower()}."
    )


def commune_subject(commune: Commune, year: int) -> str:
    return f"Số liệu của {commune.name_in_sentence}, năm {year}"


def goal_subject(goal: Goal, year: int) -> str:
    return f"Mục tiêu “{goal.label}”, năm {year}"


def commune_figure(row: CommuneRow) -> str:
    """Return the figures of a commune in one line: the verdict on its target and its rate."""
    line = row.everyone
    return f"{headline(line.year_end, line.target_fall)}. Tỷ lệ hộ nghèo {rate(line.rate)}"


def goal_figure(view: GoalView) -> str:
    """Return a goal in one line: its result, what it demands, the forecast and the verdict."""
    if view.goal.is_hidden:
        return HIDDEN_GOAL
    return (
        f"{view.actual}, chỉ tiêu {view.target}, dự kiến {view.expected}: {view.sign.word.lower()}"
    )


def figure_of_commune(found: Progress, commune: int) -> str:
    """Return the figures of a commune of the plan, "" where it is not part of it."""
    row = next((each for each in found.communes if each.is_of(commune)), None)
    return commune_figure(row) if row else ""


def figure_of_goal(found: Progress, code: str, group: str, indicator: str) -> str:
    """Return the present state of a goal of the plan, "" where the plan no longer has it."""
    wanted = code, group, indicator
    for view in overview(found).goals:
        if (view.goal.code, view.goal.group, view.goal.indicator) == wanted:
            return goal_figure(view)
    return ""


def figure_of(thread: Thread, found: Progress) -> str:
    """Return the figure that a comment is on, as it stands now."""
    if thread.kind != ThreadKind.COMMENT:
        return ""
    if thread.commune_id is not None:
        return figure_of_commune(found, thread.commune_id)
    key = thread.indicator.key if thread.indicator else ""
    return figure_of_goal(found, GoalCode(thread.goal_code), GoalGroup(thread.goal_group), key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedReminder:
    """What a reminder to a commune would say, and how its latest one stands ("" without one)."""

    key: int
    name: str
    matter: Matter
    alerts: int
    text: str
    latest: str


def proposed_reminder(
    commune: Commune, alerts: Sequence[Alert], latest: Thread | None, *, on: dt.date
) -> ProposedReminder:
    """Return what a reminder to a commune would say; `alerts` are those of this commune."""
    return ProposedReminder(
        key=commune.pk,
        name=commune.full_name,
        matter=matter_of(alerts),
        alerts=len(alerts),
        text=full_text(facts_text(commune, alerts, on=on), request_text(commune)),
        latest=reminder_words(latest, today=on) if latest else "",
    )


def proposed_reminders(
    communes: Iterable[Commune],
    alerts: Sequence[Alert],
    latest: Mapping[int, Thread],
    *,
    on: dt.date,
) -> list[ProposedReminder]:
    """Return what reminders to communes would say, in their order."""
    return [
        proposed_reminder(
            each,
            [alert for alert in alerts if alert.commune_id == each.pk],
            latest.get(each.pk),
            on=on,
        )
        for each in communes
    ]
