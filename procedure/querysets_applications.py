"""Named questions about the rows of the procedure."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db.models import F

from households.querysets import ScopedQuerySet
from procedure.choices import ApplicationState

OPEN_APPLICATIONS = (ApplicationState.RECEIVED, ApplicationState.SURVEYED)


class ApplicationQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        """Applications not yet decided nor withdrawn."""
        return self.filter(state__in=OPEN_APPLICATIONS)

    def decided(self) -> Self:
        """Applications answered in writing: accepted or refused."""
        return self.filter(state__in=[ApplicationState.ACCEPTED, ApplicationState.REFUSED])

    def due_by(self, day: dt.date) -> Self:
        """Open applications whose decision is due by a day, the most urgent first."""
        return self.open().filter(due_on__lte=day).order_by("due_on", "pk")

    def for_list(self) -> Self:
        """Applications with what a list row shows, in one query."""
        return self.select_related("household__village", "commune").annotate(
            head_sort_key=F("household__sort_key")
        )

    def for_detail(self) -> Self:
        """Applications with the household and all who signed."""
        return self.select_related(
            "household__village",
            "household__ethnicity",
            "commune__district",
            "received_by",
            "surveyed_by",
            "decided_by",
            "assessment__round",
        )
