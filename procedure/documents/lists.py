"""Lists of households for documents, by class and by village, without citizen numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from households.choices import PovertyStatus
from procedure.queries.results import ResultLine, StandardResults
from procedure.words.results import entry_words, exit_words

_DASH = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassList:
    """The households of one class; `is_exit` for households that left a list."""

    name: str
    lines: Sequence[ResultLine]
    is_exit: bool = False

    @property
    def rows(self) -> list[dict[str, str]]:
        """Return the households as numbered rows."""
        return self._numbered(self.lines)

    @property
    def villages(self) -> list[dict[str, Any]]:
        """Return the same rows by village, in the order of the villages."""
        grouped = groupby(self.lines, key=lambda line: line.listed.household.village)
        villages = [(village, list(members)) for village, members in grouped]
        return [
            {
                "name": village.full_name,
                "count": str(len(members)),
                "rows": self._numbered(members),
            }
            for village, members in villages
        ]

    def _numbered(self, lines: Sequence[ResultLine]) -> list[dict[str, str]]:
        return [
            {
                "number": str(number),
                "head_name": line.listed.household.head_name,
                "code": line.listed.household.code,
                "member_count": str(line.listed.household.member_count),
                "b1": _written(line.result.b1_points),
                "b2": _written(line.result.b2_points),
                "note": exit_words(line) if self.is_exit else entry_words(line),
            }
            for number, line in enumerate(lines, start=1)
        ]


def classes_of(results: StandardResults) -> list[ClassList]:
    """Return the four recognised lists in the order of the law."""
    return [
        ClassList(name="hộ nghèo", lines=results.with_status(PovertyStatus.POOR)),
        ClassList(name="hộ cận nghèo", lines=results.with_status(PovertyStatus.NEAR_POOR)),
        ClassList(name="hộ thoát nghèo", lines=results.exited, is_exit=True),
        ClassList(name="hộ thoát cận nghèo", lines=results.exited_near_poor, is_exit=True),
    ]


def all_classes_of(results: StandardResults) -> list[ClassList]:
    """Return the same and the households on no list, for a village meeting."""
    others = ClassList(name="hộ không thuộc diện hộ nghèo, hộ cận nghèo", lines=results.others)
    return [*classes_of(results), others]


def summary_of(results: StandardResults) -> str:
    """Return the four counts of a standard in one line."""
    numbers = "; ".join(f"{len(each.lines)} {each.name}" for each in classes_of(results))
    return f"Theo {results.standard.name.lower()}: {numbers}."


def _written(points: int | None) -> str:
    return _DASH if points is None else str(points)
