"""What the page of one task shows beside its bearers: reports, changes."""

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from common.history import HistoryEvent
from targets.models import Attachment, Direction, DirectionReport, YearPlan

PROGRAMME_YEAR = 2021
_MOST_REPORTS = 100


def may_load_programme(plan: YearPlan) -> bool:
    """Say whether the tasks of the 2021 programme can still be loaded, in at most one query."""
    return plan.year == PROGRAMME_YEAR and not plan.directions.exists()


def reports_on(direction: Direction, user: User) -> QuerySet[DirectionReport]:
    """Return the latest 100 reports on a task that a person sees, in 2 queries; the files without their content."""
    reports = DirectionReport.objects.visible_to(user).filter(bearer__direction=direction)
    files = Prefetch("attachments", Attachment.objects.defer("content"))
    found = reports.select_related("bearer__commune", "by").prefetch_related(files)
    return found[:_MOST_REPORTS]


def changes_of(direction: Direction) -> list[HistoryEvent]:
    """Return who gave and changed a task and when, latest first, in one query."""
    return [
        HistoryEvent(
            at=row.history_date,
            who=str(row.history_user or ""),
            what=row.history_change_reason or "Sửa nhiệm vụ",
            reason="",
        )
        for row in direction.history.select_related("history_user").order_by("-history_id")
    ]
