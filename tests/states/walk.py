"""Walk through the reachable states of a small world, and look for the next step on its pages.

A move is an action of a role through its service, with the page that offers it. In every state

- a move that the service accepts is offered on its page, as a button or a link;
- some move leads on, from a page that the role's home page names, or the state is declared final;
- the moves that lead on reach a final state in the end.

States are told apart by a key; each is explored once. A new state is explored where it is reached, in
the savepoint of the move that led there, so every move is made once per state.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.test import Client
from lxml import html

from accounts.models import User
from common.errors import Refused


class NotHere(Exception):
    """There is nothing in this state on which the move could act."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """An action of a role; `page` and `control` are the addresses of its page and its button."""

    name: str
    role: str
    act: Callable[[Any], object]
    page: Callable[[Any], str]
    control: Callable[[Any], str]
    leads_on: bool = True


@dataclass(kw_only=True)
class Walk:
    """The states found: by key the moves they accept, and where each leads; what is wrong in them."""

    world: Any
    moves: Sequence[Move]
    key_of: Callable[[Any], Hashable]
    people: dict[str, User]
    final: Callable[[Any], bool]
    states: dict[Hashable, dict[Move, Hashable]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    _final: set[Hashable] = field(default_factory=set)
    _path: list[str] = field(default_factory=list)

    def run(self) -> "Walk":
        """Visit every state that can be reached."""
        self._clients = {role: signed_in(user) for role, user in self.people.items()}
        self._visit(self.key_of(self.world))
        if not self.problems:
            self.problems = [
                f"{key}: no way to a final state" for key in sorted(self._lost(), key=str)
            ]
        return self

    def _visit(self, key: Hashable) -> None:
        ways = self.states[key] = {}
        for move in self.moves:
            with undone():
                reached = self._after(move, key)
                if reached == key:
                    continue
                ways[move] = reached
                if reached not in self.states:
                    self._path.append(move.name)
                    self._visit(reached)
                    self._path.pop()
        self._check(key, ways)

    def _after(self, move: Move, key: Hashable) -> Hashable:
        """Make a move; return the state it leads to, `key` when the service does not accept it."""
        try:
            move.act(self.world)
        except (Refused, NotHere):
            return key
        return self.key_of(self.world)

    def _check(self, key: Hashable, accepted: Iterable[Move]) -> None:
        pages = Pages(self._clients)
        for move in accepted:
            if not pages.offers(move, self.world):
                self._report(key, f"{move.name} is not on {move.page(self.world)}")
        ways = [move for move in accepted if move.leads_on]
        if self.final(self.world):
            self._final.add(key)
        elif not ways:
            self._report(key, "no move leads on")
        elif not any(pages.names(move, self.world) for move in ways):
            self._report(key, f"no home page leads to {[move.name for move in ways]}")

    def _lost(self) -> set[Hashable]:
        """Return the states from which the moves that lead on never reach a final one."""
        lost = set(self.states) - self._final
        found = True
        while found:
            found = {key for key in lost if not lost.issuperset(self._onward(key))}
            lost -= found
        return lost

    def _onward(self, key: Hashable) -> list[Hashable]:
        return [reached for move, reached in self.states[key].items() if move.leads_on]

    def _report(self, key: Hashable, what: str) -> None:
        self.problems.append(f"{key}: {what} (after {', '.join(self._path) or 'nothing'})")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@contextmanager
def undone() -> Iterator[None]:
    """Roll back what happens inside."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


class Pages:
    """The pages of one state, each fetched once as its role."""

    def __init__(self, clients: dict[str, Client]) -> None:
        self._clients, self._found = clients, {}

    def offers(self, move: Move, world: Any) -> bool:
        """Whether the page of a move has its button or link."""
        wanted = move.control(world)
        return wanted in controls_of(self._page(move.role, move.page(world)), move.page(world))

    def names(self, move: Move, world: Any) -> bool:
        """Whether links lead from the role's home page to the page of a move, or to the button."""
        wanted, seen = {move.page(world), move.control(world)}, {"/"}
        reached = ["/"]
        for _click in range(_MOST_CLICKS):
            links: set[str] = set()
            for address in reached:
                text = self._page(move.role, address)
                links |= links_of(text)
                if wanted & controls_of(text, address):
                    return True
            reached = sorted(link for link in links - seen if link.startswith(_FOLLOWED))
            seen |= links
        return False

    def _page(self, role: str, address: str) -> str:
        if (role, address) not in self._found:
            answer = self._clients[role].get(address, follow=True)
            is_page = answer.get("Content-Type", "").startswith("text/html")
            assert answer.status_code == 200, (role, address, answer.status_code)
            self._found[role, address] = answer.content.decode() if is_page else _NO_PAGE
        return self._found[role, address]


# Links that are followed from the home page: lists, a form, a village, and what they lead to.
_FOLLOWED = ("/phieu/", "/quy-trinh/")
_MOST_CLICKS = 3
_NO_PAGE = "<main></main>"
_LINKS = "//main//a/@href"


def controls_of(text: str, address: str) -> set[str]:
    """Return the paths that the links and the reachable forms of a page lead to.

    A form in a dialog counts when a button opens the dialog; one without an action posts to its
    own page.
    """
    page = html.fromstring(text)
    opened = set(page.xpath("//button/@data-dialog"))
    found = {_path(href) for href in page.xpath(_LINKS)}
    for form in page.xpath("//form[.//button[not(@type) or @type='submit'][not(@disabled)]]"):
        dialogs = form.xpath("ancestor::dialog/@id")
        if set(dialogs) <= opened:
            found.add(_path(form.get("action") or address))
    return found


def links_of(text: str) -> set[str]:
    """Return the addresses that the links of a page's content lead to."""
    return set(html.fromstring(text).xpath(_LINKS))


def _path(address: str) -> str:
    return urlsplit(address).path
