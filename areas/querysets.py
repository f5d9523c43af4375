"""Named questions about units."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import (
    Count,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce

from areas.choices import EthnicKind
from common.search import has_every_word

if TYPE_CHECKING:
    from accounts.models import User


# `HouseholdState.ACTIVE`; households are an app above, so it is named by its value here.
LIVING_HERE = "ACTIVE"

_Rows = TypeVar("_Rows", bound=models.QuerySet)


def within_commune(commune: int, lookup: str = "commune") -> Q:
    """Return a condition for the rows of a commune and of the communes merged into it.

    `lookup` leads from a row to its commune; "pk" selects the communes themselves. One query.
    """
    communes = apps.get_model("areas", "Commune")._base_manager
    found = communes.filter(Q(pk=commune) | Q(merged_into=commune))
    return Q(**{f"{lookup}__in": found.values("pk")})


def scoped(rows: _Rows, user: User, lookup: str = "commune") -> _Rows:
    """Return all rows, those of the user's commune and its predecessors, or none."""
    if user.sees_all_communes:
        return rows
    if user.commune_id is None:
        return rows.none()
    return rows.filter(within_commune(user.commune_id, lookup))


class DatedQuerySet(models.QuerySet):
    """Units with a period of validity: codes are reused after a merger."""

    def valid_on(self, day: dt.date) -> Self:
        """Units in force on a day; `valid_to` is the last day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def search(self, text: str) -> Self:
        """Units whose name has every word of the text, marks aside, or whose code begins so."""
        return self.filter(has_every_word("search_key", text) | Q(code__startswith=text))

    def _counted(self, relation: str, condition: Q) -> Coalesce:
        """Count a relation's rows in a subquery; two joined counts would multiply."""
        rows = self.model._base_manager.filter(pk=OuterRef("pk")).order_by()
        counted = rows.annotate(found=Count(relation, filter=condition)).values("found")
        return Coalesce(Subquery(counted), 0, output_field=IntegerField())


class CommuneQuerySet(DatedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Communes whose rows the user may see: all, their own, or none."""
        return scoped(self, user, "pk")

    def of_district(self, district: int) -> Self:
        """Communes of a district, and those its communes were merged into."""
        inside = self.model._base_manager.filter(district=district, merged_into__isnull=False)
        return self.filter(Q(district=district) | Q(pk__in=inside.values("merged_into")))

    def for_list(self, day: dt.date) -> Self:
        """Communes with their khu vực, villages and households living there, as of a day.

        `zone` and `zone_from` are None where no khu vực was entered.
        """
        zones: Any = self.model._meta.get_field("zones").related_model
        current = zones.objects.filter(commune=OuterRef("pk"), valid_from__lte=day).order_by(
            "-valid_from"
        )
        in_force = Q(villages__valid_from__lte=day) & (
            Q(villages__valid_to__isnull=True) | Q(villages__valid_to__gte=day)
        )
        return self.select_related("merged_into").annotate(
            zone=Subquery(current.values("zone")[:1]),
            zone_from=Subquery(current.values("valid_from")[:1]),
            village_count=self._counted("villages", in_force),
            household_count=self._counted("households", Q(households__state=LIVING_HERE)),
        )


class VillageQuerySet(DatedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Villages of the communes the user may see."""
        return scoped(self, user)

    def for_list(self) -> Self:
        """Villages with the number of households living there."""
        living = Q(households__state=LIVING_HERE)
        return self.select_related("commune").annotate(
            household_count=self._counted("households", living)
        )


class CommuneZoneQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Khu vực of the communes the user may see."""
        return scoped(self, user)


class EthnicGroupQuerySet(models.QuerySet):
    def search(self, text: str) -> Self:
        """Groups by name or other name typed without marks, or by either code."""
        named = has_every_word("search_key", text)
        return self.filter(named | Q(code_1979=text) | Q(code_2009=text))

    def of_kind(self, kind: str) -> Self:
        """Groups of one kind."""
        flags = {
            EthnicKind.MINORITY: "is_minority",
            EthnicKind.INDIGENOUS: "is_indigenous",
            EthnicKind.VERY_SMALL: "is_very_small",
        }
        return self.filter(**{flags[EthnicKind(kind)]: True})


class ScopedQuerySet(models.QuerySet):
    """Rows with a commune column."""

    def visible_to(self, user: User) -> Self:
        """Rows of the communes the user may see, none without a commune.

        After a merger, users of the new commune also see the rows of the old ones.
        """
        return scoped(self, user)

    def within(self, commune: int) -> Self:
        """Rows of a commune and of the communes merged into it."""
        return self.filter(within_commune(commune))
