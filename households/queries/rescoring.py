"""The changes that a rescoring made."""

from django.db.models import Count, F, Q, QuerySet

from households.models import Rescoring, RescoringChange

CHANGES_SHOWN = {
    "class": ~Q(status_before=F("status_after")) & Q(is_applied=True),
    "not_applied": Q(is_applied=False),
}


def changes_shown(changes: QuerySet[RescoringChange], only: str) -> QuerySet[RescoringChange]:
    """Return the changes of a run for its list: all, those of class, or those not applied."""
    rows = changes.select_related("commune", "result__assessment__household__village")
    return rows.filter(CHANGES_SHOWN[only]) if only in CHANGES_SHOWN else rows


def rescoring_counts(run: Rescoring) -> dict[str, int]:
    """Return the number of forms changed by a run, of those with a new class, of those not applied."""
    return run.changes.aggregate(
        all=Count("pk"),
        new_class=Count("pk", filter=CHANGES_SHOWN["class"]),
        not_applied=Count("pk", filter=CHANGES_SHOWN["not_applied"]),
    )
