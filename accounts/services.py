"""What is written about users and tokens."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from accounts.models import ApiToken, User
from common.history import save_with_history


def token_hash(token: str) -> str:
    """Return what is stored of a token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(*, user: User, name: str, days: int, by: User | None, at: dt.datetime) -> str:
    """Give a person's program a token and return it: it is shown once and stored hashed."""
    token = secrets.token_urlsafe(32)
    row = ApiToken(
        user=user,
        name=name,
        token_hash=token_hash(token),
        created_at=at,
        expires_at=at + dt.timedelta(days=days),
    )
    save_with_history(row, by=by)
    return token


def user_of_token(*, token: str, at: dt.datetime, on: dt.date) -> User | None:
    """Return the person a token stands for, or None; notes the day of use, once a day."""
    found = (
        ApiToken.objects.in_force(at)
        .select_related("user__commune")
        .filter(token_hash=token_hash(token))
        .first()
    )
    if found is None:
        return None
    if found.last_used_on != on:
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=on)
    return found.user
