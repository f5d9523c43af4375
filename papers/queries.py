"""Which template a paper is built from, and the list of papers with their templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from common.word import WordPaper
from common.word_template import known_names
from papers.models import PaperTemplate
from papers.rules import PaperKind, paper_kind, paper_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper with its templates; `own` is the one in force, None for the built-in one.

    `lost` are names that the own template uses and the paper no longer has: until it is mended,
    the paper is built from the built-in template.
    """

    kind: PaperKind
    own: PaperTemplate | None = None
    earlier: Sequence[PaperTemplate] = ()

    @property
    def lost(self) -> list[str]:
        known = {*known_names(self.kind.sample)}
        return [name for name in self.own.names if name not in known] if self.own else []

    @property
    def own_id(self) -> int | None:
        """The key of the own template in force, which an upload names as the one it replaces."""
        return self.own.pk if self.own else None


def word_paper(code: str, *, filename: str, values: Mapping[str, Any]) -> WordPaper:
    """Return a paper filled in with values, from the office's own template if it has one; 1 query."""
    kind = paper_kind(code)
    own = _in_force().filter(code=code).values_list("content", flat=True).first()
    return WordPaper(
        template=code,
        folder=kind.folder,
        filename=filename,
        values=values,
        own=None if own is None else bytes(own),
    )


def paper_rows() -> list[PaperRow]:
    """Return every paper with its template in force, by title, in one query."""
    own = {each.code: each for each in _listed(_in_force())}
    return [PaperRow(kind=kind, own=own.get(kind.code)) for kind in paper_kinds()]


def paper_row(code: str) -> PaperRow:
    """Return a paper with all its templates, in one query. Raises KeyError for an unknown code."""
    kind = paper_kind(code)
    found = list(_listed(PaperTemplate.objects.filter(code=code)))
    own = next((each for each in found if each.is_in_force), None)
    earlier = [each for each in found if not each.is_in_force]
    return PaperRow(kind=kind, own=own, earlier=earlier)


def template_content(template: PaperTemplate) -> bytes:
    """Return the file of a template, which the list queries leave out, in one query."""
    return bytes(PaperTemplate.objects.values_list("content", flat=True).get(pk=template.pk))


def _in_force() -> QuerySet[PaperTemplate]:
    return PaperTemplate.objects.filter(retired_at=None)


def _listed(found: QuerySet[PaperTemplate]) -> QuerySet[PaperTemplate]:
    return found.defer("content").select_related("added_by", "retired_by")
