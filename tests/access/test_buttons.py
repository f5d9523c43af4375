"""Enter and Ctrl+S never press a button that signs, locks, overwrites or deletes.

The pages are walked in `test_pages.py`.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
DOES = {"save", "preview", "row", "final"}
IMPLICIT = {"save", "preview"}
# What no user may do by mistake, by the first words of the button.
FINAL_WORDS = re.compile(
    r"^(Khóa|Đồng ý|Ký|Giao|Trình|Thu hồi|Chốt|Duyệt|Nộp|Gửi|Rút|Bỏ|Xóa|Hủy|Ngừng|Quyết định"
    r"|Ghi đè|Lưu đè|Đề xuất lại|Mở lại|Áp dụng|Hoàn tác|Xác nhận|Trả lại|Kết thúc|Ghi biến động"
    r"|Ghi quyết định|Ghi rời)"
)


class Forms(HTMLParser):
    """The submit buttons of each form that posts, in the order a browser sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict] = []
        self.by_id: dict[str, dict] = {}
        self._open: dict | None = None
        self._button: dict | None = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            posts = (given.get("method") or "get").lower() == "post"
            self._open = {"attrs": given, "buttons": [], "posts": posts}
            self.forms.append(self._open)
            self.by_id[given.get("id") or ""] = self._open
        owner = self.by_id.get(given["form"]) if given.get("form") else self._open
        kind = given.get("type", "submit" if tag == "button" else "text")
        if owner is not None and tag in {"button", "input"} and kind in {"submit", "image"}:
            self._button = {"does": given.get("data-does"), "words": given.get("value") or ""}
            owner["buttons"].append(self._button)

    def handle_data(self, data):
        if self._button is not None:
            self._button["words"] = f"{self._button['words']} {data}".strip()

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None
        if tag == "button":
            self._button = None


def faults(page: str) -> list[str]:
    """Return what is wrong with the buttons of a page, in words."""
    found = []
    for form in Forms(page).forms:
        buttons, does = form["buttons"], [each["does"] for each in form["buttons"]]
        words = [each["words"] for each in buttons]
        if form["posts"] and len(buttons) > 1:
            found += [
                f"no data-does: {each}"
                for each, what in zip(words, does, strict=True)
                if what not in DOES
            ]
            if does[0] not in IMPLICIT:
                found.append(f"first: {words[0]}")
        if "data-shortcut-save" in form["attrs"] and not IMPLICIT & set(does):
            found.append(f"Ctrl+S: {words}")
    return found


@pytest.mark.parametrize(
    "file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: str(file.relative_to(TEMPLATES))
)
def test_a_button_with_final_words_says_that_it_is_final(file):
    """In the templates, where every state of a page is."""
    text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    buttons = [each for form in Forms(text).forms if form["posts"] for each in form["buttons"]]

    undeclared = [
        each["words"]
        for each in buttons
        if FINAL_WORDS.match(each["words"]) and "final" not in (each["does"] or "")
    ]
    assert undeclared == []


def test_a_page_with_a_final_first_button_is_found():
    page = '<form method="post"><button data-does="final">Ký</button><button data-does="save">Lưu</button></form>'

    assert faults(page) == ["first: Ký"]
    assert faults(page.replace("final", "save")) == []
    assert faults(
        '<form method="post" data-shortcut-save><button data-does="final">Ký</button></form>'
    ) == ["Ctrl+S: ['Ký']"]
    assert faults(
        '<form method="post"><button>A</button><button data-does="save">B</button></form>'
    )
