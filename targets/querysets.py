"""Named questions about targets."""

from typing import TYPE_CHECKING, Self

from django.db import models

from areas.querysets import scoped

if TYPE_CHECKING:
    from accounts.models import User


class CommuneTargetQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Targets of the communes this person works with, and of those they were made of."""
        return scoped(self, user)
