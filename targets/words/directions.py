"""Evidence, standing and due dates of the year's tasks, in words."""

import datetime as dt
from collections.abc import Callable, Mapping

from common.formats import count, vn_date
from targets.choices import Evidence, TaskStanding
from targets.queries.direction_evidence import Fact
from targets.queries.directions import BearerRow

_SHORT = {TaskStanding.UNPROVED: "Thiếu số liệu"}


def fact_words(fact: Fact | None) -> str:
    """Return what is on record about a task in a commune; empty without evidence."""
    return _FACT_WORDS[fact.kind](fact) if fact else ""


def _party_report(fact: Fact) -> str:
    if fact.reported_on is None:
        return "Chưa ghi báo cáo Đảng ủy"
    return f"Đã báo cáo Đảng ủy ngày {vn_date(fact.reported_on)}"


def _answer(fact: Fact) -> str:
    return fact.step.label if fact.step else "Chưa trả lời chỉ tiêu được giao"


def _of_the_poor(words: str) -> Callable[[Fact], str]:
    def found(fact: Fact) -> str:
        if not fact.needed:
            return "Không có hộ nghèo đầu năm"
        return f"{words} {count(fact.done)}/{count(fact.needed)} hộ nghèo đầu năm"

    return found


def _registrations(fact: Fact) -> str:
    is_given = fact.needed is not None
    against = f"chỉ tiêu giảm {count(fact.needed)} hộ" if is_given else "chưa giao chỉ tiêu"
    return f"Đã đăng ký {count(fact.done)} hộ, {against}"


_FACT_WORDS: Mapping[str, Callable[[Fact], str]] = {
    Evidence.PARTY_REPORT: _party_report,
    Evidence.ANSWER: _answer,
    Evidence.REASONS: _of_the_poor("Đã phân tích nguyên nhân"),
    Evidence.EXIT_PLANS: _of_the_poor("Đã có kế hoạch"),
    Evidence.REGISTRATIONS: _registrations,
}


def short_standing(bearer: BearerRow) -> str:
    """Return a bearer's standing for a narrow cell: the days overdue where it is late."""
    if bearer.days_late:
        return f"Quá {bearer.days_late} ngày"
    return _SHORT.get(bearer.standing, bearer.standing.label)


def due_changed(due_on: dt.date | None) -> str:
    """Return the history entry of a bearer's own due date."""
    return f"Hạn riêng {vn_date(due_on)}" if due_on else "Theo hạn chung"


def due_too_early(given_on: dt.date) -> str:
    """Return the refusal of a due date before the day the task was given."""
    return f"Hạn báo cáo không được trước ngày giao {vn_date(given_on)}."
