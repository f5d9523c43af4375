"""What the pages of scoring tables and of scoring again show."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from areas.queries import is_demo
from households.choices import TableState
from households.models import PovertyStandard, Rescoring, RescoringChange, ScoringTable
from households.queries.review import Event
from households.queries.scoring import items_of, whole_tables
from households.rules.scoring_tables import compare


def tables_by_standard() -> list[tuple[PovertyStandard, list[ScoringTable]]]:
    """Return every standard with its tables, latest edition first; none where points are unknown."""
    tables: dict[int, list[ScoringTable]] = defaultdict(list)
    found = ScoringTable.objects.select_related("verified_by").annotate(item_count=Count("items"))
    for table in found:
        tables[table.standard_id].append(table)
    return [(standard, tables[standard.pk]) for standard in PovertyStandard.objects.all()]


def story_of_table(table: ScoringTable) -> list[Event]:
    """Return who did what to a table, newest first."""
    rows = table.history.select_related("history_user").order_by("history_id")
    events, before = [], None
    for row in rows:
        who = str(row.history_user or "")
        what, reason = _what_happened(row, before)
        events.append(Event(at=row.history_date, who=who, what=what, reason=reason))
        before = row
    return events[::-1]


def _what_happened(row: Any, before: Any) -> tuple[str, str]:
    if before is None:
        return "Tạo bảng điểm", ""
    if row.verified_at and not before.verified_at:
        return "Kiểm chứng với phụ lục chính thức", row.verified_against
    if row.state != before.state:
        return TableState(row.state).label, ""
    return "Sửa bảng điểm", ""


def comparison_asked(table: ScoringTable, asked: str) -> dict[str, Any]:
    """Return what a comparison page shows: the table, the other (asked for, or its origin), the lines.

    Raises Http404 for another that is not there.
    """
    others = ScoringTable.objects.filter(standard=table.standard_id).exclude(pk=table.pk)
    other = None
    if asked:
        is_key = asked.isascii() and asked.isdigit() and len(asked) < 10
        other = get_object_or_404(whole_tables(), pk=int(asked) if is_key else 0)
    elif first := table.based_on or others.filter(sheet=table.sheet).first():
        other = whole_tables().get(pk=first.pk)
    lines = compare(items_of(other), items_of(table)) if other else []
    return {"table": table, "other": other, "others": others, "differences": lines}


CHANGES_SHOWN = {
    "class": ~Q(status_before=F("status_after")) & Q(is_applied=True),
    "not_applied": Q(is_applied=False),
}


def changes_shown(changes: QuerySet[RescoringChange], only: str) -> QuerySet[RescoringChange]:
    """Return the changes of a run for its list: all, those of class, or those not applied."""
    rows = changes.select_related("commune", "result__assessment__household__village")
    return rows.filter(CHANGES_SHOWN[only]) if only in CHANGES_SHOWN else rows


def rescoring_counts(run: Rescoring) -> dict[str, int]:
    """Return how many forms a run changed, in points or class, in class, and left as they were."""
    return run.changes.aggregate(
        all=Count("pk"),
        new_class=Count("pk", filter=CHANGES_SHOWN["class"]),
        not_applied=Count("pk", filter=CHANGES_SHOWN["not_applied"]),
    )


def source_of_run(run: Rescoring) -> str:
    """Return the line above the list of changes: which table, who began it, when."""
    began = timezone.localtime(run.started_at)
    words = f"{run.table}. {run.started_by} bắt đầu lúc {began:%H:%M %d/%m/%Y}"
    words += "" if run.is_finished else ", chưa xong"
    return f"{words}. DỮ LIỆU MẪU, không phải số liệu thật." if is_demo() else f"{words}."
