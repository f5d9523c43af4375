"""The chapters of the manual: files of docs/manual, read once per process.

The first lines of a file are its head: `title`, `summary`, `roles` (of `accounts.choices.Role`; none
means everyone) and `order`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString

from povertyapp.help.markdown import ChapterSection, rendered, sections_of

TERMS, NEWS = "thuat-ngu", "co-gi-moi"
_APART = frozenset({TERMS, NEWS, "README"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One file of the manual; without `roles` it is for everyone."""

    slug: str
    title: str
    summary: str
    roles: frozenset[str]
    order: int
    text: str

    @property
    def html(self) -> SafeString:
        return rendered(self.text)

    @property
    def sections(self) -> list[ChapterSection]:
        return sections_of(self.text, first=self.title)

    def is_for(self, role: str) -> bool:
        return not self.roles or role in self.roles


@cache
def all_chapters() -> Mapping[str, Chapter]:
    """Return the chapters by slug in their order, with the terms and the news at the end."""
    read = [_read(file.stem) for file in settings.MANUAL_DIR.glob("*.md") if file.stem != "README"]
    ordered = sorted(read, key=lambda chapter: (chapter.slug in _APART, chapter.order))
    return {chapter.slug: chapter for chapter in ordered}


def chapters_for(role: str) -> tuple[Sequence[Chapter], Sequence[Chapter]]:
    """Return the chapters for a role, and the others; the role of a visitor is ""."""
    listed = [each for each in all_chapters().values() if each.slug not in _APART]
    own = [each for each in listed if each.is_for(role)]
    return own, [each for each in listed if not each.is_for(role)]


def _read(slug: str) -> Chapter:
    text = (settings.MANUAL_DIR / f"{slug}.md").read_text(encoding="utf-8")
    _start, head, body = text.split("---\n", 2)
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    return Chapter(
        slug=slug,
        title=facts["title"],
        summary=facts["summary"],
        roles=frozenset(facts.get("roles", "").split()),
        order=int(facts["order"]),
        text=body,
    )
