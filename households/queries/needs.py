"""The reasons and the support needs recorded for households, for their pages and paper forms.

They belong to an app above this one: it registers a reader from its `AppConfig.ready()`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedKind:
    """A kind of support, with its number in the official list."""

    number: int
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedNeeds:
    """The analysis of a household in a year: its reasons, and the keys of the needs recorded.

    `needs` are those of the household (None) and of its members by `client_id`; `lines` the same in
    words, by who needs what.
    """

    year: int
    reasons: Sequence[str]
    needs: Mapping[UUID | None, frozenset[str]] = field(default_factory=dict)
    lines: Sequence[tuple[str, Sequence[str]]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TickBox:
    """A kind of support of one household or person, ticked where it was recorded."""

    kind: NeedKind
    is_ticked: bool


class NeedReader(Protocol):
    """What the app with the analyses registers."""

    def kinds(self) -> Sequence[NeedKind]:
        """Return the kinds of support by number, in one query."""

    def recorded(self, households: Collection[int], *, up_to: int) -> Mapping[int, RecordedNeeds]:
        """Return the latest analysis up to a year by household, in at most three queries."""


_readers: list[NeedReader] = []


def register_need_reader(reader: NeedReader) -> None:
    """Register what reads kinds and analyses; a later one replaces it."""
    _readers[:] = [reader]


def need_kinds() -> Sequence[NeedKind]:
    """Return the kinds of support by number, in one query."""
    return _readers[0].kinds() if _readers else ()


def recorded_needs(households: Iterable[int], *, up_to: int) -> Mapping[int, RecordedNeeds]:
    """Return the latest analysis up to a year by household, in at most three queries."""
    keys = list(households)
    return _readers[0].recorded(keys, up_to=up_to) if _readers and keys else {}


def tick_boxes(
    kinds: Iterable[NeedKind], recorded: RecordedNeeds | None, person: UUID | None = None
) -> list[TickBox]:
    """Return a box for each kind of support of the household, or of one of its members."""
    ticked = recorded.needs.get(person, NOTHING) if recorded else NOTHING
    return [TickBox(kind=kind, is_ticked=kind.key in ticked) for kind in kinds]
