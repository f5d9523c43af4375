"""Addresses of pages of this app, for its own pages and for other apps."""

from urllib.parse import urlencode

from django.urls import reverse


def _address(page: str, **query: object) -> str:
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{reverse(f'correspondence:{page}')}?{urlencode(given)}"


def remind_url(year: int, commune: int | None = None) -> str:
    """Return the address of a reminder to one commune, or to several."""
    return _address("remind", year=year, commune=commune)


def comment_url(year: int, *, commune: int | None = None, goal: int | None = None) -> str:
    """Return the address of a comment on a commune's figures or on a goal."""
    return _address("comment", year=year, commune=commune, goal=goal)


def ask_url(year: int, commune: int | None = None) -> str:
    """Return the address of a question to an office, where given about a commune."""
    return _address("ask", year=year, commune=commune)


def threads_url(year: int, *, commune: int | None = None, kind: str = "", state: str = "") -> str:
    """Return the address of the list of a year's threads."""
    return _address("list", year=year, commune=commune, kind=kind, state=state)


def thread_url(key: int) -> str:
    """Return the address of a thread."""
    return reverse("correspondence:detail", args=[key])
