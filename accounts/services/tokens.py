"""Services of API tokens."""

import datetime as dt
import hashlib
import secrets
import uuid

from django.db import transaction

from accounts.models import ApiToken, User
from common.errors import Refused
from common.history import save_with_history

MOST_DAYS = 365


class CannotIssueToken(Refused):
    """The token cannot be issued."""


def token_hash(token: str) -> str:
    """Return the stored hash of a token; 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(
    *,
    user: User,
    name: str,
    days: int,
    by: User | None,
    at: dt.datetime,
    client_id: uuid.UUID | None = None,
) -> str:
    """Create a token of a user and return it; it is shown once and stored as a hash.

    Raises CannotIssueToken for more than 365 days, a disabled account, or a repeated `client_id`: a
    token cannot be shown a second time.
    """
    if not 1 <= days <= MOST_DAYS:
        raise CannotIssueToken(f"Số ngày phải từ 1 đến {MOST_DAYS}.", field="days")
    if not User.objects.select_for_update().get(pk=user.pk).is_active:
        raise CannotIssueToken("Tài khoản này đã ngừng hoạt động.")
    client_id = client_id or uuid.uuid4()
    if ApiToken.objects.filter(client_id=client_id).exists():
        raise CannotIssueToken(
            "Mã này đã được cấp và chỉ hiện một lần. Nếu chưa kịp chép, hãy thu hồi rồi cấp mã khác."
        )
    token = secrets.token_urlsafe(32)
    row = ApiToken(
        user=user,
        client_id=client_id,
        name=name,
        token_hash=token_hash(token),
        created_at=at,
        expires_at=at + dt.timedelta(days=days),
    )
    save_with_history(row, by=by)
    return token


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User, at: dt.datetime) -> ApiToken:
    """Revoke a token for good; a repeated call changes nothing."""
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at = at
        save_with_history(token, by=by)
    return token


@transaction.atomic
def revoke_tokens_of(*, user: User, by: User, at: dt.datetime) -> int:
    """Revoke all tokens of a user whose password may be known to others; returns their number."""
    tokens = ApiToken.objects.select_for_update().filter(user=user, revoked_at=None)
    return len([revoke_token(token=token, by=by, at=at) for token in tokens])


def user_of_token(*, token: str, at: dt.datetime, on: dt.date) -> User | None:
    """Return the user of a token, or None; records the day of use, once a day."""
    found = (
        ApiToken.objects.in_force(at)
        .select_related("user__commune")
        .filter(token_hash=token_hash(token))
        .first()
    )
    if found is None:
        return None
    if found.last_used_on != on:
        # No history row: the user changed nothing.
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=on)
    return found.user
