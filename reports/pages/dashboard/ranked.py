"""Reasons of poverty and missing services, most households first, and by commune."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.charts.bars import part
from common.formats import DASH, count, percent
from reports.queries.area import DashboardArea
from reports.queries.causes import Cause
from reports.words.dashboard import HIDDEN, HIDDEN_NOTE
from targets.queries.rows import CommuneRow

EM_HIDDEN_NOTE = "Số hộ dân tộc thiểu số của từng xã chỉ xã đó và huyện xem được."


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseWords:
    """What the households of a list of causes are called.

    `unit` names the households counted ("đã phân tích nguyên nhân"), `missing` is the word for a
    commune with poor households of which none was looked at.
    """

    unit: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedRow:
    """One bar: its length in hundredths of the longest, and its numbers as text."""

    name: str
    length: str
    households: str
    share: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Bars, largest first. `communes` are the column heads of the breakdown by commune, empty
    without one; `note` explains what is hidden."""

    rows: Sequence[RankedRow]
    communes: Sequence[str]
    looked_at: str
    note: str


def ranked(
    causes: Sequence[Cause],
    communes: Sequence[CommuneRow],
    *,
    area: DashboardArea,
    words: CauseWords,
    is_minority: bool,
) -> Ranked | None:
    """Return the causes found at least once, most frequent first, those with a hidden number
    last; None if no household was looked at.

    `communes` are in column order, empty without a breakdown.
    """
    keys = None if area.is_district else [row.pk for row in area.rows]
    given = [(each.total_of(keys), each) for each in causes]
    numbers = [
        (one.em_households, one.em_looked_at, each)
        if is_minority
        else (one.households, one.looked_at, each)
        for one, each in given
    ]
    if not any(of != 0 for _, of, _ in numbers):
        return None
    found = sorted(
        (each for each in numbers if each[0] != 0 and each[1] != 0),
        key=lambda each: (-(each[0] or 0), each[2].name),
    )
    looked_at = max((of for _, of, _ in numbers if of is not None), default=0)
    longest = max((n or 0 for n, _, _ in found), default=0)
    rows = [
        RankedRow(
            name=each.name,
            length=part(number or 0, longest),
            households=HIDDEN if number is None else count(number),
            share=_share(number, of),
            cells=[_cell(each, row, words, is_minority=is_minority) for row in communes],
        )
        for number, of, each in found
    ]
    cells = {cell for row in rows for cell in row.cells}
    is_empty = is_minority and cells <= {HIDDEN, words.missing, DASH, "0"}
    return Ranked(
        rows=rows,
        communes=[] if is_empty else [row.name for row in communes],
        looked_at=f"{count(looked_at)} hộ {words.unit}" if looked_at else "",
        note=_note(rows, cells, is_minority=is_minority),
    )


def _share(number: int | None, of: int | None) -> str:
    return percent(number / of) if of and number is not None else DASH


def _cell(cause: Cause, row: CommuneRow, words: CauseWords, *, is_minority: bool) -> str:
    found = cause.of(row.pk)
    if not found.is_looked_at:
        return words.missing if row.everyone.flow.closing else DASH
    number = found.em_households if is_minority else found.households
    return HIDDEN if number is None else count(number)


def _note(rows: Sequence[RankedRow], cells: set[str], *, is_minority: bool) -> str:
    if HIDDEN in cells and is_minority:
        return EM_HIDDEN_NOTE
    is_hidden = HIDDEN in cells or any(row.households == HIDDEN for row in rows)
    return HIDDEN_NOTE if is_hidden else ""
