"""Search in the manual, without marks: every word, in one section."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from common.text import search_key
from povertyapp.help.chapters import Chapter, all_chapters
from povertyapp.help.markdown import ChapterSection

MOST_FOUND = 30


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a passage; `is_match`: it was searched for."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A section with all words of a search, and the text of it that has the most of them."""

    chapter: Chapter
    section: ChapterSection
    words: Sequence[Word]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def url(self) -> str:
        anchor = f"#{self.section.anchor}" if self.section.anchor else ""
        return reverse("help:chapter", args=[self.chapter.slug]) + anchor


def passages(asked: str, *, role: str = "") -> list[Passage]:
    """Return the sections with every word of a text, those of the role's chapters and headings first."""
    words = search_key(asked).split()
    if not words:
        return []
    found = [
        (not chapter.is_for(role), not _has(search_key(section.heading), words), chapter, section)
        for chapter, section, key in _index()
        if _has(key, words)
    ]
    ordered = sorted(found, key=lambda each: each[:2])[:MOST_FOUND]
    return [_passage(chapter, section, words) for _own, _head, chapter, section in ordered]


@cache
def _index() -> list[tuple[Chapter, ChapterSection, str]]:
    """Return every section with its key for searching."""
    return list(_sections())


def _sections() -> Iterator[tuple[Chapter, ChapterSection, str]]:
    for chapter in all_chapters().values():
        for section in chapter.sections:
            key = search_key(" ".join([chapter.title, section.heading, *section.texts]))
            yield chapter, section, key


def _passage(chapter: Chapter, section: ChapterSection, words: Sequence[str]) -> Passage:
    texts = section.texts or [section.heading]
    best = max(texts, key=lambda text: sum(_begins(word, search_key(text)) for word in words))
    return Passage(chapter, section, [_word(each, words) for each in best.split()])


def _word(text: str, words: Sequence[str]) -> Word:
    key = search_key(text)
    return Word(text, any(_begins(word, key) for word in words))


def _has(key: str, words: Sequence[str]) -> bool:
    return all(_begins(word, key) for word in words)


def _begins(word: str, key: str) -> bool:
    """Return whether a word of the key begins with this one."""
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}", key) is not None
