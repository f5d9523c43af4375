"""Named questions about users and tokens."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Case, Q, Value, When

from accounts.choices import Action, TokenStanding
from common.search import has_every_word

if TYPE_CHECKING:
    from accounts.models import User

KEPT_FOR = dt.timedelta(hours=24)


class UserQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Users this user may manage: all for an administrator, otherwise none."""
        return self if user.may(Action.MANAGE_USERS) else self.none()

    def search(self, text: str) -> Self:
        """Users whose user name contains the text, or whose full name has every word of it."""
        named = has_every_word("search_key", text)
        return self.filter(Q(username__contains=text.strip().casefold()) | named)

    def for_list(self) -> Self:
        """Users with the columns of a list row, in one query."""
        return self.select_related("commune")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "User":
        """User names are not case-sensitive."""
        return self.get(username=(username or "").casefold())


class ApiTokenQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """The user's own tokens."""
        return self.filter(user=user)

    def in_force(self, at: dt.datetime) -> Self:
        """Accepted tokens: neither revoked nor expired, of an active user."""
        return self.filter(revoked_at=None, expires_at__gt=at, user__is_active=True)

    def with_standing(self, at: dt.datetime) -> Self:
        """Add `standing`: whether each token is accepted."""
        return self.annotate(
            standing=Case(
                When(revoked_at__isnull=False, then=Value(TokenStanding.REVOKED.value)),
                When(expires_at__lte=at, then=Value(TokenStanding.EXPIRED.value)),
                default=Value(TokenStanding.IN_FORCE.value),
            )
        )


class KeptFormQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """Forms this user filled in."""
        return self.filter(user=user.pk)

    def in_force(self, at: dt.datetime) -> Self:
        """Forms that have not expired."""
        return self.filter(kept_at__gt=at - KEPT_FOR)

    def expired(self, at: dt.datetime) -> Self:
        """Forms to delete."""
        return self.filter(kept_at__lte=at - KEPT_FOR)
