"""Template context of every page: the installation, the working date, the version, the menu."""

from typing import Any

from django.http import HttpRequest

from accounts.sessions import span_of
from areas.queries import installation, today
from common.clock import now
from povertyapp import VERSION
from povertyapp.help.topics import help_address
from povertyapp.navigation import menu_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page frame; the menu holds only what the user's role may open."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "installation": installation(),
        "working_date": today(),
        "version": VERSION,
        "menu": menu_for(request) if signed_in else [],
        "help_url": _help_for(request),
        "session_span": span_of(request.session, now()) if signed_in else None,
    }


def _help_for(request: HttpRequest) -> str:
    """Return the address that the help link of the page opens."""
    match = getattr(request, "resolver_match", None)
    role = getattr(getattr(request, "user", None), "role", "")
    return help_address(match.view_name if match else "", role)
