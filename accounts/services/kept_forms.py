"""Services of posted forms that could not be received because the session had ended."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.models import KeptForm, User

MOST_FORMS = 5


@transaction.atomic
def keep_form(
    *,
    user_id: int,
    address: str,
    page: str,
    content: Sequence[tuple[str, str]],
    at: dt.datetime,
) -> KeptForm | None:
    """Keep what an active user posted to an address from a page, None for other users.

    The same content sent again is kept once. Deletes expired forms, and all but the user's latest.
    """
    KeptForm.objects.expired(at).delete()
    if not User.objects.filter(pk=user_id, is_active=True).exists():
        return None
    sent = [list(pair) for pair in content]
    own = KeptForm.objects.filter(user=user_id).order_by("-kept_at", "-pk")
    for kept in own:
        if (kept.address, kept.content) == (address, sent):
            return kept
    for kept in own[MOST_FORMS - 1 :]:
        kept.delete()
    return KeptForm.objects.create(
        user_id=user_id, address=address, page=page, content=sent, kept_at=at
    )


@transaction.atomic
def discard_form(*, kept: KeptForm) -> None:
    """Delete a kept form that its user no longer needs."""
    kept.delete()
