"""Querysets of samples and their cases."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, F, Q

from areas.querysets import scoped
from inspections.choices import CaseState

if TYPE_CHECKING:
    from accounts.models import User


class _CommuneRows(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Return rows of the user's communes and of those merged into them."""
        return scoped(self, user)


class SampleQuerySet(_CommuneRows):
    def for_list(self) -> Self:
        """Samples with the number of their cases: all, checked, absent, wrong."""
        checked = Q(cases__state=CaseState.CHECKED)
        return self.select_related("round", "commune", "drawn_by").annotate(
            drawn=Count("cases"),
            checked=Count("cases", filter=checked),
            absent=Count("cases", filter=Q(cases__state=CaseState.ABSENT)),
            wrong=Count("cases", filter=checked & Q(cases__is_wrong=True)),
        )


class CaseQuerySet(_CommuneRows):
    def for_list(self) -> Self:
        """Cases with what a row of the sample shows, in the order they were drawn."""
        return (
            self.select_related(
                "household__village", "assessment__round", "sample__round", "checked_by"
            )
            .prefetch_related("results__standard", "assessment__results")
            .annotate(head_sort_key=F("household__sort_key"))
            .order_by("position", "pk")
        )
