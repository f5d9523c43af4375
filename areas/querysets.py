"""Named questions about units."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from common.text import search_key

if TYPE_CHECKING:
    from accounts.models import User


class DatedQuerySet(models.QuerySet):
    """Units that exist from one day to another: codes are used again after a merger."""

    def valid_on(self, day: dt.date) -> Self:
        """Units in force on a day; `valid_to` is the last day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def search(self, text: str) -> Self:
        """Units whose code or name, typed without marks, holds the text; spellings differ."""
        return self.filter(Q(search_key__contains=search_key(text)) | Q(code__startswith=text))

    def _counted(self, relation: str, condition: Q) -> Coalesce:
        """Count a relation's rows in a subquery: two joined counts would multiply each other."""
        rows = self.model._base_manager.filter(pk=OuterRef("pk")).order_by()
        counted = rows.annotate(found=Count(relation, filter=condition)).values("found")
        return Coalesce(Subquery(counted), 0, output_field=IntegerField())


class CommuneQuerySet(DatedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Communes whose rows this person may work with: all, their own, or none."""
        if user.sees_all_communes:
            return self
        if user.commune_id is None:
            return self.none()
        return self.filter(pk=user.commune_id)

    def for_list(self, day: dt.date) -> Self:
        """Communes with their khu vực, villages and households living there, as of a day.

        `zone` and `zone_from` are None where nobody has entered a khu vực.
        """
        zones = self.model._meta.get_field("zones").related_model.objects
        current = zones.filter(commune=OuterRef("pk"), valid_from__lte=day).order_by("-valid_from")
        in_force = Q(villages__valid_from__lte=day) & (
            Q(villages__valid_to__isnull=True) | Q(villages__valid_to__gte=day)
        )
        return self.annotate(
            zone=Subquery(current.values("zone")[:1]),
            zone_from=Subquery(current.values("valid_from")[:1]),
            village_count=self._counted("villages", in_force),
            household_count=self._counted("households", Q(households__state="ACTIVE")),
        )


class CommuneOwnedQuerySet(models.QuerySet):
    """Rows that belong to a commune."""

    def visible_to(self, user: "User") -> Self:
        """Rows of the communes this person may work with."""
        if user.sees_all_communes:
            return self
        if user.commune_id is None:
            return self.none()
        return self.filter(commune=user.commune_id)


class VillageQuerySet(CommuneOwnedQuerySet, DatedQuerySet):
    def for_list(self) -> Self:
        """Villages with the number of households living there."""
        living = Q(households__state="ACTIVE")
        return self.select_related("commune").annotate(
            household_count=self._counted("households", living)
        )


class CommuneZoneQuerySet(CommuneOwnedQuerySet):
    pass


class EthnicGroupQuerySet(models.QuerySet):
    def search(self, text: str) -> Self:
        """Groups by name or other name typed without marks, or by either code."""
        return self.filter(
            Q(search_key__contains=search_key(text)) | Q(code_1979=text) | Q(code_2009=text)
        )
