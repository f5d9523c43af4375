"""Reports on one task and the history of its changes."""

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from targets.models import Attachment, Direction, DirectionReport, YearPlan

PROGRAMME_YEAR = 2021
_MOST_REPORTS = 100


def may_load_programme(plan: YearPlan) -> bool:
    """Return whether the tasks of the 2021 programme can still be loaded, in at most one query."""
    return plan.year == PROGRAMME_YEAR and not plan.directions.exists()


def reports_on(direction: Direction, user: User) -> QuerySet[DirectionReport]:
    """Return the latest 100 reports on a task that the user sees, in 2 queries, without
    file contents."""
    reports = DirectionReport.objects.visible_to(user).filter(bearer__direction=direction)
    files = Prefetch("attachments", Attachment.objects.defer("content"))
    found = reports.select_related("bearer__commune", "by").prefetch_related(files)
    return found[:_MOST_REPORTS]
