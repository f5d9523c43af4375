"""Named questions about targets."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import User


class CommuneTargetQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Targets of the communes this person works with."""
        if user.sees_all_communes:
            return self
        if user.commune_id is None:
            return self.none()
        return self.filter(commune=user.commune_id)
