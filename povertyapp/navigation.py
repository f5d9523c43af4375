"""The left menu, filtered by what the role may open and works with."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from django.http import HttpRequest
from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from accounts.rules import may
from povertyapp.rooms import ROOMS, MenuPage, MenuRoom

SEARCHED = "households:list"


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A page as the menu shows it; `key` is "" without a shortcut."""

    label: str
    url: str
    is_current: bool
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLine:
    """A room as the menu shows it; a room of one page has no `pages`."""

    label: str
    icon: str
    url: str
    is_current: bool
    pages: list[MenuLink]


@dataclass(frozen=True, slots=True)
class Menu:
    """The lines of a role, all its pages that have a key, and the list "/" searches ("" for none)."""

    lines: list[MenuLine]
    keys: list[MenuLink]
    search_url: str


def menu_for(request: HttpRequest) -> Menu:
    """Return the rooms and keys of the user's role, with the current page marked; no query."""
    user: User = request.user  # type: ignore[assignment]
    match = request.resolver_match
    rooms = _rooms_of(user.role)
    current = _page_of(user.role, match.view_name if match else "")
    keyed = [page for _room, pages in rooms for page in pages if page.key]
    return Menu(
        lines=[_line(room, pages, current=current, role=user.role) for room, pages in rooms],
        keys=[_link(page, current) for page in keyed],
        search_url=_address(SEARCHED) if may(user.role, Action.VIEW_HOUSEHOLDS) else "",
    )


@cache
def _rooms_of(role: str) -> list[tuple[MenuRoom, list[MenuPage]]]:
    """Return the rooms of a role that have at least one page for it, with those pages."""
    found = []
    for room in ROOMS:
        pages = [page for page in room.pages if may(role, page.action) and role not in page.not_for]
        if pages:
            found.append((room, pages))
    return found


@cache
def _page_of(role: str, view_name: str) -> MenuPage | None:
    """Return the page of the role's menu that a view belongs to: the one of the longest pattern."""
    fitting = [
        (len(pattern), page)
        for _room, pages in _rooms_of(role)
        for page in pages
        for pattern in _patterns(page)
        if fnmatchcase(view_name, pattern)
    ]
    return max(fitting, key=lambda each: each[0])[1] if fitting else None


def _patterns(page: MenuPage) -> Iterator[str]:
    yield page.url_name
    yield from page.covers


def _line(
    room: MenuRoom, pages: list[MenuPage], *, current: MenuPage | None, role: str
) -> MenuLine:
    first = next((page for page in pages if role in page.leads), pages[0])
    is_current = current in pages
    is_single = len(pages) == 1
    return MenuLine(
        label=first.label if is_single else room.label,
        icon=room.icon,
        url=_address(first.url_name),
        is_current=is_current,
        pages=[_link(page, current) for page in pages] if is_current and not is_single else [],
    )


def _link(page: MenuPage, current: MenuPage | None) -> MenuLink:
    return MenuLink(page.label, _address(page.url_name), page is current, page.key)


@cache
def _address(url_name: str) -> str:
    return reverse(url_name)
