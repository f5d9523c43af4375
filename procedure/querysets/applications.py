"""Querysets of applications within the year."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db.models import DateField, F, Value
from django.db.models.functions import Coalesce

from areas.querysets import ScopedQuerySet
from households.querysets import with_match
from procedure.choices import ApplicationState

OPEN_APPLICATIONS = (ApplicationState.RECEIVED, ApplicationState.SURVEYED)
_NO_LIMIT = dt.date(9999, 12, 31)


class ApplicationQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        """Return the applications neither decided nor withdrawn."""
        return self.filter(state__in=OPEN_APPLICATIONS)

    def decided(self) -> Self:
        """Return the applications answered in writing: accepted or refused."""
        return self.filter(state__in=[ApplicationState.ACCEPTED, ApplicationState.REFUSED])

    def overdue(self, on: dt.date) -> Self:
        """Return the open applications whose time limit has passed."""
        return self.open().filter(due_on__lt=on)

    def search(self, text: str) -> Self:
        """Applications of households found by code, citizen number or a member's name."""
        household: Any = self.model._meta.get_field("household").related_model
        found = household._default_manager.search(text)
        rows = self.filter(household__in=found.order_by().values("pk"))
        return with_match(rows, text, household="household")

    def for_list(self) -> Self:
        """Add what a list row shows, in one query; `due_key` sorts by time limit."""
        no_limit = Value(_NO_LIMIT, output_field=DateField())
        return self.select_related("household__village", "commune").annotate(
            head_sort_key=F("household__sort_key"), due_key=Coalesce("due_on", no_limit)
        )

    def most_urgent(self) -> Self:
        """Return the same, in the order of their deadlines."""
        return self.for_list().order_by("due_key", "pk")

    def for_detail(self) -> Self:
        """Add the household and everyone who signed."""
        return self.select_related(
            "household__village",
            "household__ethnicity",
            "commune__district",
            "commune__province",
            "procedure",
            "received_by",
            "surveyed_by",
            "decided_by",
            "assessment__round",
        )
