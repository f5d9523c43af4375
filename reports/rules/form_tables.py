"""The table of an official form: numbered columns, units with their lines, computed columns.

The forms of the TT 07/2021/TT-BLĐTBXH family as used by districts; their layout was not compared
with the official annex.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

Value = int | Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotient:
    """A rate: one column as a fraction of another."""

    part: str
    whole: str

    def of(self, values: Mapping[str, Value]) -> Fraction | None:
        """Return the rate; None where the whole is missing, 0, or smaller than the part."""
        part, whole = values.get(self.part), values.get(self.whole)
        return Fraction(part, whole) if part is not None and whole and part <= whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A column that is counted, and that other columns must add up to."""

    plus: Sequence[str]
    minus: Sequence[str] = ()

    def of(self, values: Mapping[str, Value]) -> Value:
        """Return the sum, None where a part is missing."""
        parts = [values.get(key) for key in (*self.plus, *self.minus)]
        if None in parts:
            return None
        return sum(values[key] or 0 for key in self.plus) - sum(
            values[key] or 0 for key in self.minus
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedColumn:
    """One column; `figure` names the list of households that its numbers count, if there is one.

    Neighbours with the same `group` share a head. A `computed` rate is computed from its columns; a
    `Balance` is counted independently and compared with them.
    """

    key: str
    number: int
    title: str
    group: str = ""
    computed: Quotient | Balance | None = None
    figure: str = ""
    is_minority: bool = False

    @property
    def is_rate(self) -> bool:
        return isinstance(self.computed, Quotient)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """The numbers of a line by column key; None is unknown. `hidden`: not for this reader."""

    label: str = ""
    values: Mapping[str, Value]
    hidden: frozenset[str] = frozenset()
    counts_people: bool = False
    figures: Mapping[str, str] = field(default_factory=dict)  # instead of those of the columns


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportUnit:
    """The lines of a commune (`key`), of a section, or of the whole district."""

    key: int | None
    number: str
    name: str
    lines: Sequence[ReportLine]
    code: str = ""
    is_section: bool = False


def completed(line: ReportLine, columns: Sequence[NumberedColumn]) -> ReportLine:
    """Return a line with its rates; what is hidden has no value, nor has a rate of it."""
    hidden = set(line.hidden)
    values = {key: None if key in hidden else value for key, value in line.values.items()}
    for column in columns:
        if isinstance(column.computed, Quotient):
            values[column.key] = column.computed.of(values)
            if {column.computed.part, column.computed.whole} & hidden:
                hidden.add(column.key)
    return replace(line, values=values, hidden=frozenset(hidden))


def unit_completed(unit: ReportUnit, columns: Sequence[NumberedColumn]) -> ReportUnit:
    """Return a unit whose lines have their rates."""
    return replace(unit, lines=tuple(completed(line, columns) for line in unit.lines))


def sums(lines: Iterable[Mapping[str, Value]]) -> dict[str, Value]:
    """Return the sum of each column; what is unknown in every line stays unknown."""
    found: dict[str, Value] = {}
    for values in lines:
        for key, value in values.items():
            known = found.setdefault(key, None)
            if value is not None:
                found[key] = value if known is None else known + value
    return found


def broken(unit: ReportUnit, columns: Sequence[NumberedColumn]) -> list[str]:
    """Return the keys of counted columns that differ from what they must add up to."""
    return [
        column.key
        for column in columns
        for line in unit.lines
        if isinstance(column.computed, Balance)
        and (expected := column.computed.of(line.values)) is not None
        and line.values.get(column.key) not in {None, expected}
    ]
