"""Named questions about units."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User


class DatedQuerySet(models.QuerySet):
    """Units that exist from one day to another: codes are used again after a merger."""

    def valid_on(self, day: dt.date) -> Self:
        """Units in force on a day; `valid_to` is the last day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class CommuneQuerySet(DatedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Communes whose rows this person may work with: all, their own, or none."""
        if user.sees_all_communes:
            return self
        if user.commune_id is None:
            return self.none()
        return self.filter(pk=user.commune_id)


class VillageQuerySet(DatedQuerySet):
    def visible_to(self, user: "User") -> Self:
        """Villages of the communes this person may work with."""
        if user.sees_all_communes:
            return self
        if user.commune_id is None:
            return self.none()
        return self.filter(commune=user.commune_id)
