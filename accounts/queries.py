"""The role table, the changes of an account, and how many accounts there are."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.choices import Action, Role
from accounts.models import User
from accounts.rules import may
from areas.models import Commune

LATEST = 10


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action and, in the order of the roles, who may do it."""

    action: str
    name: str
    allowed: list[bool]


def role_table() -> list[ActionRow]:
    """Return every action with a yes or no for each role, in the order of `Role`."""
    return [
        ActionRow(action.value, action.label, [may(role, action) for role in Role])
        for action in Action
    ]


def latest_changes(user: User) -> list:
    """Return the last ten history rows of an account, newest first, with their authors."""
    return list(user.history.select_related("history_user")[:LATEST])


def signer_of(commune: Commune) -> str:
    """Return the name of the commune's chair, "" where the commune has no such account."""
    chair = User.objects.filter(role=Role.COMMUNE_CHAIR, commune=commune, is_active=True).first()
    return chair.full_name if chair else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCounts:
    """Accounts of the product; `first_password`: active ones that still have to change theirs."""

    active: int
    inactive: int
    first_password: int
    signed_in: int


def account_counts(*, since: dt.datetime) -> AccountCounts:
    """Count the accounts and those that signed in since a moment, in one query."""
    counted = User.objects.aggregate(
        active=Count("pk", filter=Q(is_active=True)),
        inactive=Count("pk", filter=Q(is_active=False)),
        first_password=Count("pk", filter=Q(is_active=True, must_change_password=True)),
        signed_in=Count("pk", filter=Q(is_active=True, last_login__gte=since)),
    )
    return AccountCounts(**counted)
