"""Reminders, comments and questions."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests import factories
from tests.access.line import EVERYONE, PLANNERS, Line

LINES: list[Line] = [
    Line("correspondence:list", "GET", EVERYONE),
    Line("correspondence:remind", "GET", PLANNERS, given="year"),
    Line("correspondence:remind", "POST", PLANNERS, given="year"),
    Line("correspondence:comment", "GET", PLANNERS, given="year"),
    Line("correspondence:comment", "POST", PLANNERS, given="year"),
    Line("correspondence:ask", "GET", PLANNERS, given="year"),
    Line("correspondence:ask", "POST", PLANNERS, given="year"),
    Line("correspondence:detail", "GET", EVERYONE, pk="thread"),
    Line("correspondence:reminder_letter", "GET", PLANNERS, pk="reminder"),
    Line("api:reminder_letter", "GET", PLANNERS, pk="reminder"),
    Line("correspondence:reply", "POST", EVERYONE, pk="thread"),
    Line("correspondence:close", "POST", PLANNERS, pk="thread"),
    Line("correspondence:withdraw", "GET", EVERYONE, pk="message of a thread"),
    Line("correspondence:withdraw", "POST", EVERYONE, pk="message of a thread"),
    #
    Line("api:thread_list", "GET", EVERYONE),
    Line("api:reminders", "GET", PLANNERS, given="year"),
    Line("api:reminders", "POST", PLANNERS),
    Line("api:comments", "POST", PLANNERS),
    Line("api:questions", "POST", PLANNERS),
    Line("api:thread_detail", "GET", EVERYONE, pk="thread"),
    Line("api:thread_read", "POST", EVERYONE, pk="thread"),
    Line("api:thread_replies", "POST", EVERYONE, pk="thread"),
    Line("api:thread_close", "POST", PLANNERS, pk="thread"),
    Line("api:thread_message_withdraw", "POST", EVERYONE, pk="message of a thread"),
]


# A comment on a commune's figures, which all offices and the commune read.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {
    "thread": lambda commune: factories.ThreadFactory(comment=True, commune=commune).pk,
    "reminder": lambda commune: factories.ThreadFactory(commune=commune).pk,
    "message of a thread": lambda commune: (
        factories.ThreadFactory(comment=True, commune=commune).messages.get().pk
    ),
}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {}
