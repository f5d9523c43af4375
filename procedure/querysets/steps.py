"""Querysets of the procedure; `visible_to` limits the rows to the user's communes."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from areas.querysets import ScopedQuerySet
from procedure.choices import FINAL_STEPS, ComplaintOutcome, ListOutcome


class ProcedureQuerySet(models.QuerySet):
    def in_force_on(self, day: dt.date) -> Self:
        """Return the version of the procedure for a step that begins on a day."""
        last = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(last, valid_from__lte=day)


class VillageReviewQuerySet(ScopedQuerySet):
    def unfinished(self) -> Self:
        """Return the lists at work: without a decision, and not ended."""
        return self.exclude(step__in=FINAL_STEPS)

    def for_list(self) -> Self:
        """Add what a list row shows, sortable by village."""
        return self.select_related("village", "commune", "round").annotate(
            village_sort_key=F("village__sort_key")
        )


class ListedHouseholdQuerySet(ScopedQuerySet):
    def on_the_list(self) -> Self:
        """Return the households that are on a list, or were until the decision: all but removed
        ones.
        """
        return self.exclude(outcome=ListOutcome.REMOVED)

    def open(self) -> Self:
        """Return the households still being reviewed."""
        return self.filter(outcome=ListOutcome.OPEN)


class ComplaintQuerySet(ScopedQuerySet):
    def pending(self) -> Self:
        """Return the unanswered complaints."""
        return self.filter(outcome=ComplaintOutcome.PENDING)
