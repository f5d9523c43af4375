"""Reasons of poverty and services that lack, most households first, and by commune."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.charts.bars import part
from common.formats import DASH, count, percent
from reports.queries.dashboard import Cause, Crossing
from reports.rules.masking import hidden

HIDDEN = "ẩn"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedRow:
    """One bar: its length in hundredths of the longest, and the numbers in words."""

    name: str
    length: str
    households: str
    share: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Bars, largest first. `communes` are the heads of the crossing's columns."""

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
    """Rank the causes that were found at all; None when nobody was looked at.

    `unit` says of which households: "được phân tích".
    `communes` are keys and names in the order of the columns, none without a crossing. Small numbers of the crossing
    with the communes are hidden from people who may not see the households themselves; the
    district's own numbers never are.
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
        for each in crossing(cause, [key for key, _ in communes], may_see_rows=may_see_rows)
    ]


def crossing(cause: Cause, communes: Sequence[int], *, may_see_rows: bool) -> list[Crossing | None]:
    """Return what was found in each commune; None where it must be hidden from the reader.

    The page and the API hide the same. With one commune only everything is hidden: the
    district's own numbers, which are always shown, would be those of the commune.
    """
    found = [cause.communes.get(key, Crossing()) for key in communes]
    if may_see_rows:
        return [*found]
    parts = [(each.em_households, each.households - each.em_households) for each in found]
    masked = hidden(parts) if len(communes) > 1 else {0}
    return [None if place in masked else each for place, each in enumerate(found)]
