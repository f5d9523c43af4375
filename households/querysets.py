"""Named questions about one model each; `visible_to` is the only way a view may begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, FilteredRelation, Q

from common.text import search_key
from households.choices import (
    EXITS,
    AssessmentState,
    HouseholdState,
    Movement,
    PovertyStatus,
    RoundState,
)

if TYPE_CHECKING:
    from accounts.models import User
    from households.models import PovertyStandard

_CITIZEN_NUMBER = re.compile(r"\A[0-9]{12}\Z")
_CODE = re.compile(r"\A[0-9]+(?:-[0-9]*)?\Z")


class ScopedQuerySet(models.QuerySet):
    """Rows that carry their commune."""

    def visible_to(self, user: User) -> Self:
        """Rows of the communes this person works with; without one, nothing."""
        if user.sees_all_communes:
            return self
        if user.commune_id is None:
            return self.none()
        return self.filter(commune=user.commune_id)


class HouseholdQuerySet(ScopedQuerySet):
    def active(self) -> Self:
        """Households that live here now."""
        return self.filter(state=HouseholdState.ACTIVE)

    def for_list(self) -> Self:
        """Households with what a list row shows, in one query."""
        return self.select_related("commune", "village", "ethnicity")

    def search(self, text: str) -> Self:
        """Households by code, by a member's citizen number, or by a member's name without marks."""
        text = text.strip()
        if _CITIZEN_NUMBER.match(text):
            return self.filter(members__citizen_number=text)
        if _CODE.match(text):
            return self.filter(code__startswith=text)
        matching = self.model._meta.get_field("members").related_model.objects.filter(
            search_key__contains=search_key(text)
        )
        return self.filter(pk__in=matching.values("household"))

    def with_status(self, year: int, standard: PovertyStandard | None) -> Self:
        """Add `poverty_status`: its class in a year under a standard, None when on no list."""
        return self.annotate(
            record=FilteredRelation(
                "poverty_records",
                condition=Q(poverty_records__year=year, poverty_records__standard=standard),
            ),
            poverty_status=F("record__status"),
        )


class MemberQuerySet(ScopedQuerySet):
    pass


class RoundQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Rounds in which forms may be written."""
        return self.filter(state=RoundState.OPEN)


class AssessmentQuerySet(ScopedQuerySet):
    def for_list(self) -> Self:
        """Forms with what a list row shows."""
        return self.select_related(
            "household__village", "commune", "round", "entered_by"
        ).prefetch_related("results__standard")

    def at_work(self) -> Self:
        """Forms being entered or waiting for approval."""
        return self.filter(state__in=[AssessmentState.DRAFT, AssessmentState.SUBMITTED])


class PovertyRecordQuerySet(ScopedQuerySet):
    def of_year(self, year: int, standard: PovertyStandard | int) -> Self:
        """Records of a year under a standard."""
        return self.filter(year=year, standard=standard)

    def poor_at_opening(self) -> Self:
        """Households on the poor list when the year opened."""
        return self.filter(opening_status=PovertyStatus.POOR)

    def poor_now(self) -> Self:
        """Households on the poor list now."""
        return self.filter(status=PovertyStatus.POOR, has_left=False)

    def exited(self) -> Self:
        """Households that left poverty this year."""
        return self.filter(movement__in=EXITS)

    def new_poor(self) -> Self:
        """Households poor now, neither before nor ever: fallen from near-poor, or for the first time."""
        return self.filter(movement__in=[Movement.FELL_FROM_NEAR_POOR, Movement.FIRST_POOR])

    def not_reviewed(self) -> Self:
        """Poor at the opening, still here, and without an approved form this year."""
        return self.poor_at_opening().filter(result__isnull=True, has_left=False)
