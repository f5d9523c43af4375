"""Inputs that no button sends: in a form without one, or outside a form (walked in `test_pages.py`)."""

from html.parser import HTMLParser

import pytest

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
