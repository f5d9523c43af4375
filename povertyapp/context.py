"""Template context of every page: the installation, the working date, the version, the menu."""

from typing import Any

from django.http import HttpRequest

from areas.queries import installation, today
from povertyapp import VERSION
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
    }
