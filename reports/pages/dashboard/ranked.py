"""Reasons of poverty and missing services, most households first, and by commune."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.charts.bars import part
from common.formats import DASH, count, percent
from reports.queries.causes import Cause, visible_crossing

HIDDEN = "ẩn"


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
    """Bars, largest first. `communes` are the column heads of the breakdown by commune."""

    rows: Sequence[RankedRow]
    communes: Sequence[str]
    looked_at: str
    has_hidden: bool


def ranked(
    causes: Sequence[Cause],
    communes: Sequence[tuple[int, str]],
    *,
    unit: str,
    is_minority: bool,
    may_see_rows: bool,
) -> Ranked | None:
    """Return the causes found at least once, most frequent first; None if no household was
    looked at.

    `unit` names the households counted ("được phân tích"); `communes` are keys and names in
    column order, empty without a breakdown. Small numbers per commune are hidden from users who
    may not see households; the district's numbers never are.
    """
    numbers = [(each.em_households if is_minority else each.households, each) for each in causes]
    found = sorted(
        ((n, each) for n, each in numbers if n), key=lambda pair: (-pair[0], pair[1].name)
    )
    looked_at = max((_looked_at(each, is_minority) for each in causes), default=0)
    if not looked_at:
        return None
    rows = [
        RankedRow(
            name=each.name,
            length=part(number, found[0][0]),
            households=count(number),
            share=_share(number, _looked_at(each, is_minority)),
            cells=_cells(each, communes, is_minority=is_minority, may_see_rows=may_see_rows),
        )
        for number, each in found
    ]
    return Ranked(
        rows=rows,
        communes=[name for _, name in communes],
        looked_at=f"{count(looked_at)} hộ {unit}",
        has_hidden=any(HIDDEN in row.cells for row in rows),
    )


def _looked_at(cause: Cause, is_minority: bool) -> int:  # noqa: FBT001
    return cause.em_looked_at if is_minority else cause.looked_at


def _share(number: int, of: int) -> str:
    return percent(number / of) if of else DASH


def _cells(
    cause: Cause,
    communes: Sequence[tuple[int, str]],
    *,
    is_minority: bool,
    may_see_rows: bool,
) -> list[str]:
    return [
        HIDDEN if each is None else count(each.em_households if is_minority else each.households)
        for each in visible_crossing(cause, [key for key, _ in communes], may_see_rows=may_see_rows)
    ]
