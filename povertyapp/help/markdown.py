"""Markdown of the manual as HTML of a page.

Links between chapters are written as links between files, so that they work in the repository too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from common.text import search_key

_FILE = re.compile(r"\A([a-z0-9-]+)\.md(#.+)?\Z")
_PICTURE = "pictures/"
# Raw HTML stays text: a chapter holds nothing that the Content-Security-Policy or a template refuses.
_READER = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class ChapterSection:
    """A part of a chapter under one heading: its anchor, and its paragraphs and list items as plain text."""

    heading: str
    anchor: str
    texts: Sequence[str]


def anchor_of(heading: str) -> str:
    """Return the address of a heading within its page: its words without marks."""
    return re.sub(r"[^a-z0-9]+", "-", search_key(heading)).strip("-")


def rendered(text: str) -> SafeString:
    """Return the HTML of a Markdown text, with anchors, addresses of pages and of pictures."""
    tokens = _READER.parse(text)
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor_of(_plain(tokens[place + 1])))
        for child in token.children or ():
            _readdress(child)
    # A file of the repository, in which HTML is text.
    return SafeString(_READER.renderer.render(tokens, _READER.options, {}))  # nosec


def sections_of(text: str, *, first: str) -> list[ChapterSection]:
    """Return the sections of a Markdown text; what is before the first heading is named `first`."""
    heading, anchor = first, ""
    texts: list[str] = []
    sections = []
    tokens = _READER.parse(text)
    for place, token in enumerate(tokens):
        if token.type != "inline":
            continue
        if tokens[place - 1].type == "heading_open":
            sections.append(ChapterSection(heading, anchor, texts))
            heading, texts = _plain(token), []
            anchor = anchor_of(heading)
        else:
            texts.append(_plain(token))
    return [*sections, ChapterSection(heading, anchor, texts)]


def links_in(text: str) -> list[str]:
    """Return the addresses that a Markdown text links to, as the page has them."""
    tokens = _READER.parse(text)
    children = [child for token in tokens for child in token.children or ()]
    return [_address(str(each.attrGet("href"))) for each in children if each.type == "link_open"]


def _readdress(token: Token) -> None:
    if token.type == "link_open":
        token.attrSet("href", _address(str(token.attrGet("href"))))
    elif token.type == "image":
        name = str(token.attrGet("src")).removeprefix(_PICTURE)
        token.attrSet("src", static(f"manual/{name}"))
        token.attrSet("loading", "lazy")


def _address(written: str) -> str:
    """Return the address of a chapter for the name of its file, other addresses as they are."""
    if (found := _FILE.match(written)) is None:
        return written
    return reverse("help:chapter", args=[found[1]]) + (found[2] or "")


def _plain(token: Token) -> str:
    parts = [
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children or ()
        if child.type != "image"
    ]
    return "".join(parts).strip()
