"""No box, list or tick is shown that no button sends: not in a form without one, not outside a form."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from accounts.choices import Role
from tests.access.matrix import MATRIX
from tests.access.people import person
from tests.access.test_matrix import ask

pytestmark = pytest.mark.django_db

PAGES = [line for line in MATRIX if line.method == "GET" and not line.is_api]
UNSEEN = {"hidden", "submit", "image", "button", "reset"}


class Boxes(HTMLParser):
    """The visible inputs of a page and the submit buttons, each with its form (None outside)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.boxes: list[tuple[str | None, str]] = []
        self.sent: set[str] = set()
        self._open: list[str] = []
        self._count = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        kind = given.get("type") or ("submit" if tag == "button" else "text")
        if tag == "form":
            self._count += 1
            self._open.append(given.get("id") or f"form {self._count}")
        owner = given.get("form") or (self._open[-1] if self._open else None)
        if tag in {"button", "input"} and kind in {"submit", "image"} and owner:
            self.sent.add(owner)
        is_box = tag in {"select", "textarea"} or (tag == "input" and kind not in UNSEEN)
        if is_box and "disabled" not in given:
            self.boxes.append((owner, given.get("name") or given.get("id") or tag))

    def handle_endtag(self, tag):
        if tag == "form":
            self._open.pop()

    @property
    def unsent(self) -> list[str]:
        return [name for owner, name in self.boxes if owner not in self.sent]


@pytest.mark.parametrize("line", PAGES, ids=str)
def test_every_input_of_a_page_has_a_button_that_sends_it(line, commune):
    found = {}
    for role in sorted(line.allowed & set(Role)):
        user, client = person(role, commune), Client()
        client.force_login(user)
        answer = ask(client, line, commune, user)
        page = "" if answer.streaming else answer.content.decode("utf-8", "replace")
        found[role] = Boxes(page).unsent if "<html" in page else []

    assert {role: names for role, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("page", "unsent"),
    [
        ('<form><textarea name="a"></textarea><button type="button">B</button></form>', ["a"]),
        ('<form><input name="a"></form><form><button>Gửi</button></form>', ["a"]),
        ('<select name="a"></select>', ["a"]),
        ('<form><input name="a"><button>Gửi</button></form>', []),
        ('<form id="f"><button>Gửi</button></form><input name="a" form="f">', []),
        ('<form><input type="hidden" name="a"></form>', []),
    ],
)
def test_an_input_without_a_button_is_found(page, unsent):
    assert Boxes(page).unsent == unsent
