"""The deadline board as its pages show it: the figures with their words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from procedure.choices import Actor, VillageStep
from procedure.queries.board import BoardCommune, BoardVillage
from procedure.queries.commune import ReadyVillage
from procedure.words.steps import (
    hindrance_sentences,
    step_label,
    step_name,
    unlisted_words,
    whom_to_call,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageRow:
    """A village of the board."""

    line: BoardVillage
    step_label: str
    whom: str
    unlisted_words: str = ""

    @property
    def late_words(self) -> str:
        return f"{self.line.days_late} ngày"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneBoardRow:
    """A commune of the board; `at_steps`: how many villages are at each step, in order."""

    line: BoardCommune
    villages: Sequence[VillageRow]
    whom: str
    at_steps: Sequence[tuple[str, int]]

    @property
    def done_words(self) -> str:
        again = self.line.again
        return f"có quyết định; {again} thôn còn danh sách lần sau" if again else "có quyết định"

    @property
    def late_words(self) -> str:
        return f"{self.line.days_late} ngày"


def board_rows(lines: Iterable[BoardCommune]) -> list[CommuneBoardRow]:
    """Return the communes in their order as rows of the board; no query."""
    return [
        CommuneBoardRow(
            line=line,
            villages=[_village_row(village) for village in line.villages],
            whom=whom_to_call(line.people, Actor.OFFICER),
            at_steps=_at_steps(line),
        )
        for line in lines
    ]


def _village_row(line: BoardVillage) -> VillageRow:
    return VillageRow(
        line=line,
        step_label=step_label(line.review),
        whom=whom_to_call(line.people, line.actor) if line.has_to_act else "",
        unlisted_words=unlisted_words(line.unlisted),
    )


def _at_steps(line: BoardCommune) -> list[tuple[str, int]]:
    counted = Counter(village.step for village in line.villages if village.households)
    return [(step_name(step), counted[step]) for step in ("", *VillageStep) if counted[step]]


def hindrances_shown(ready: Iterable[ReadyVillage]) -> list[str]:
    """Return what keeps villages from being reported, in sentences."""
    return [
        sentence for each in ready for sentence in hindrance_sentences(each.review, each.hindrances)
    ]
