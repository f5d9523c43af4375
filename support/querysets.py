"""Querysets of the analyses of poor households."""

from typing import Self

from django.db.models import F

from areas.querysets import ScopedQuerySet


class ReasonAnalysisQuerySet(ScopedQuerySet):
    """Analyses of poor households."""

    def for_list(self) -> Self:
        """Return analyses with household, author, reasons and needs, annotated with the head's
        sort key."""
        return (
            self.select_related("household__village", "commune", "entered_by")
            .prefetch_related("findings__reason", "needs__need")
            .annotate(head_sort_key=F("household__sort_key"))
        )
