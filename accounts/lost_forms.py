"""Posted forms whose session had ended: whose they are, and keeping them for that user.

A form carries the CSRF secret of the sign-in it was opened under. A signed cookie lists the last
sign-ins of the browser with a digest of their secrets, so a form is kept only for the user who
filled it in, and nothing sent by another site is kept.

Django's public functions make and check tokens but do not return the secret in one, so the private
`_unmask_cipher_token` is relied on: that it takes a token of `CSRF_TOKEN_LENGTH` letters and digits,
as `get_token` returns and forms send, and returns the same text for all tokens of a secret. (The
middleware would return it for a cookie with a token for value, which only Django before 4.0 sent.)
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import (  # type: ignore[attr-defined]
    CSRF_TOKEN_LENGTH,
    _unmask_cipher_token,
    get_token,
)
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from accounts.services.kept_forms import keep_form
from common.clock import now
from common.http import stays_on_page

COOKIE = "sign_ins"
_SALT = "accounts.lost_forms"
_DAYS = 7
_MOST_SIGN_INS = 5
_MOST_CHARACTERS = 500_000
_LONGEST_ADDRESS = 1000
_SECRET_WORDS = ("password", "csrfmiddlewaretoken")
_TECHNICAL = re.compile(r"(client_id|version|_FORMS|position|-head)\Z")
_CODED = re.compile(r"\A([0-9]{1,6}|[A-Z_]{2,}|on|true|false|[0-9a-f-]{36})\Z")
_NEVER_KEPT = frozenset(
    {"accounts:login", "accounts:logout", "accounts:password_change", "accounts:kept_form_discard"}
)


def remember_sign_in(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Add the sign-in just made to the browser's list."""
    mine = [user.pk, digest_of(get_token(request))]
    listed = [mine, *_sign_ins(request)][:_MOST_SIGN_INS]
    response.set_cookie(
        COOKIE,
        signing.dumps(listed, salt=_SALT),
        max_age=_DAYS * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def was_signed_in(request: HttpRequest) -> bool:
    """Return whether this browser was signed in lately."""
    return bool(_sign_ins(request))


def keep_lost_form(request: HttpRequest) -> str | None:
    """Keep what was posted for the user who filled it in; return the address of the kept form.

    None where the user cannot be determined or nothing may be kept. Passwords and files never are.
    """
    match = request.resolver_match
    if match is None or match.view_name in _NEVER_KEPT or "HX-Request" in request.headers:
        return None
    if stays_on_page(request):  # sent again, as the page itself, by the same form
        return None
    user_id = _filled_in_by(request)
    content = [
        (name, str(value))
        for name, values in request.POST.lists()
        if not any(word in name for word in _SECRET_WORDS)
        for value in values
    ]
    size = sum(len(name) + len(value) for name, value in content)
    address, page = request.get_full_path(), page_of_form(request)
    if user_id is None or not content or size > _MOST_CHARACTERS:
        return None
    if max(len(address), len(page)) > _LONGEST_ADDRESS:
        return None
    kept = keep_form(user_id=user_id, address=address, page=page, content=content, at=now())
    return reverse("accounts:kept_form", args=[kept.key]) if kept else None


def page_of_form(request: HttpRequest) -> str:
    """Return the page the form is on: the referring page of this site, else the address itself."""
    sent_from = request.headers.get("Referer", "")
    own = url_has_allowed_host_and_scheme(
        sent_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    parts = urlsplit(sent_from)
    if not own or not parts.path.startswith("/") or parts.path == reverse("accounts:login"):
        return request.get_full_path()
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def typed_values(content: Iterable[Sequence[str]]) -> list[str]:
    """Return what a user typed in a kept form, without empty cells, codes and keys."""
    return [
        value
        for name, value in content
        if value.strip() and not _TECHNICAL.search(name) and not _CODED.match(value)
    ]


def _filled_in_by(request: HttpRequest) -> int | None:
    digest = digest_of(request.POST.get("csrfmiddlewaretoken", ""))
    return next((user_id for user_id, known in _sign_ins(request) if known == digest), None)


def _sign_ins(request: HttpRequest) -> list[list]:
    try:
        listed = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_DAYS * 24 * 60 * 60
        )
    except signing.BadSignature:
        return []
    return listed


def digest_of(token: str) -> str:
    """Return a digest of the secret in a CSRF token, "-" for anything else."""
    if len(token) != CSRF_TOKEN_LENGTH or not token.isalnum() or not token.isascii():
        return "-"
    return salted_hmac(_SALT, _unmask_cipher_token(token)).hexdigest()[:32]
