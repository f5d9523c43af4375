"""Named questions about one model each; `visible_to` is the only way a view may begin."""

from typing import Self

from django.db.models import F

from areas.querysets import ScopedQuerySet


class ReasonAnalysisQuerySet(ScopedQuerySet):
    """Analyses of poor households."""

    def for_list(self) -> Self:
        """Analyses with household, author and reasons, sortable by the head's name."""
        return (
            self.select_related("household__village", "commune", "entered_by")
            .prefetch_related("findings__reason")
            .annotate(head_sort_key=F("household__sort_key"))
        )
