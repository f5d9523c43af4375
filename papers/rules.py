"""The register of Word papers: every app lists its papers when it is loaded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_REGISTERED: dict[str, "PaperKind"] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """One paper: its built-in template is `folder`/`code`.docx.

    `sample` has every name that its builder gives, with an invented value; a list has one row. A
    template without one of the `required` names is refused.
    """

    code: str
    title: str
    folder: Path
    sample: Mapping[str, Any] = field(repr=False)
    required: tuple[str, ...] = ()

    @property
    def built_in(self) -> Path:
        return self.folder / f"{self.code}.docx"


def register_papers(kinds: Iterable[PaperKind]) -> None:
    """Add the papers of an app; registering them again changes nothing."""
    _REGISTERED.update({kind.code: kind for kind in kinds})


def paper_kinds() -> Sequence[PaperKind]:
    """Return all papers by title."""
    return sorted(_REGISTERED.values(), key=lambda kind: kind.title)


def paper_kind(code: str) -> PaperKind:
    """Return a paper by its code. Raises KeyError."""
    return _REGISTERED[code]
