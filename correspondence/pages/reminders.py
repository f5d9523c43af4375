"""What waits for the user in correspondence, as lines of the home page."""

import datetime as dt
from collections.abc import Sequence

from accounts.models import User
from common.reminders import Reminder
from correspondence.choices import ThreadKind
from correspondence.links import thread_url, threads_url
from correspondence.queries.threads import WaitingThread, waiting_threads

_TO_ANSWER = {
    ThreadKind.REMINDER: "Huyện đôn đốc, chờ trả lời",
    ThreadKind.QUESTION: "Câu hỏi chờ trả lời",
}


def thread_reminders(user: User, today: dt.date) -> list[Reminder]:
    """Return what the user has to answer or to read, in one query.

    Unanswered reminders that the user sent and whose day has passed are one line.
    """
    found = waiting_threads(user, today)
    followed_up = [each for each in found if each.is_followed_up]
    rest = [_line(each, today) for each in found if not each.is_followed_up]
    return [*rest, *_followed_up(followed_up, today)]


def _line(each: WaitingThread, today: dt.date) -> Reminder:
    what = "Có nội dung chưa đọc"
    if each.waits_for_answer:
        what = _TO_ANSWER[ThreadKind(each.kind)]
    elif each.kind == ThreadKind.COMMENT:
        what = "Ý kiến về số liệu chưa đọc"
    place = f" ({each.place})" if each.place and each.kind != ThreadKind.COMMENT else ""
    due_on = each.due_on if each.waits_for_answer else None
    return Reminder(
        name=f"{each.subject}{place}",
        what=what,
        url=thread_url(each.pk),
        due_on=due_on,
        days_late=_days_late(due_on, today),
        comes_first=each.waits_for_answer,
    )


def _followed_up(late: Sequence[WaitingThread], today: dt.date) -> list[Reminder]:
    if not late:
        return []
    since = min(each.due_on for each in late if each.due_on)
    return [
        Reminder(
            name=f"{len(late)} trao đổi quá hạn trả lời",
            what=", ".join(sorted({each.place or each.subject for each in late})),
            url=thread_url(late[0].pk) if len(late) == 1 else threads_url(today.year),
            due_on=since,
            days_late=_days_late(since, today),
        )
    ]


def _days_late(due_on: dt.date | None, today: dt.date) -> int:
    return max(0, (today - due_on).days) if due_on else 0
