"""How long a session lasts, and why it ended."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from accounts.models import User

_KEY, _BEGAN_AT, _SEEN_AT = "sign_in_key", "signed_in_at", "seen_at"
# The end of an idle session is at most this much early, which saves a write per request.
_STEP = 60

ELSEWHERE = "Tài khoản đã đăng nhập ở máy khác, nên ở máy này đã bị đăng xuất."
TOO_LONG = "Phiên làm việc đã quá 12 giờ. Hãy đăng nhập lại."


def mark_session(session: Any, *, key: str, at: dt.datetime) -> None:
    """Record the beginning of a session. Idle ones expire by `SESSION_COOKIE_AGE`."""
    session[_KEY] = key
    session[_BEGAN_AT] = session[_SEEN_AT] = at.timestamp()


def why_ended(session: Any, user: User, at: dt.datetime) -> str | None:
    """Return the sentence for a session that has ended before it expired, or None."""
    if session.get(_KEY, "") != user.sign_in_key:
        return ELSEWHERE
    longest = settings.LONGEST_SESSION.total_seconds()
    if at.timestamp() - session.get(_BEGAN_AT, at.timestamp()) > longest:
        return TOO_LONG
    return None


def prolong(session: Any, at: dt.datetime) -> int:
    """Postpone the end of an idle session now; return the seconds until it ends.

    A session without a moment of signing in, as a token's, is not stored.
    """
    if _SEEN_AT in session:
        session[_SEEN_AT] = at.timestamp()
    return span_of(session, at).seconds


@dataclass(frozen=True, slots=True)
class SessionSpan:
    """The seconds until a session ends: without another request, and in any case."""

    idle: int
    longest: int

    @property
    def seconds(self) -> int:
        return min(self.idle, self.longest)


def span_of(session: Any, at: dt.datetime) -> SessionSpan:
    """Return how long a session used now lasts.

    Idle, it may end a minute early, since `keep_alive` postpones the end by whole minutes.
    """
    began = session.get(_BEGAN_AT, at.timestamp())
    left = settings.LONGEST_SESSION.total_seconds() - (at.timestamp() - began)
    return SessionSpan(settings.SESSION_COOKIE_AGE - _STEP, max(0, int(left)))


def keep_alive(session: Any, at: dt.datetime) -> None:
    """Postpone the end of an idle session, at most once a minute."""
    if _SEEN_AT in session and at.timestamp() - session[_SEEN_AT] > _STEP:
        session[_SEEN_AT] = at.timestamp()
