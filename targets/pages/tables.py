"""The communes' table of the progress page, laid out: heads, cells, links, order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from areas.choices import Boundaries
from households.links import ListAddress
from targets.pages.columns import COLUMNS, ProgressColumn
from targets.queries.rows import CommuneRow, Progress, ProgressLine

WORST_FIRST = "standing"
BY_NAME = "name"

ORDERS: Mapping[str, ProgressColumn] = {column.order: column for column in COLUMNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressCell:
    """One figure as shown; `url` opens the households behind it."""

    column: ProgressColumn
    text: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressTableRow:
    """One commune, or the district; `url` opens a commune's own year."""

    row: CommuneRow
    line: ProgressLine
    cells: Sequence[ProgressCell]
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the page's address asks for; `order` is a column's, "-" in front for largest first."""

    year: int
    is_minority: bool = False
    commune_id: int | None = None
    order: str = WORST_FIRST
    boundaries: str = Boundaries.OLD

    @property
    def url(self) -> str:
        asked: dict[str, object] = {"year": self.year}
        if self.is_minority:
            asked["minority"] = "true"
        if self.commune_id is not None:
            asked["commune"] = self.commune_id
        if self.order != WORST_FIRST:
            asked["order"] = self.order
        if self.boundaries != Boundaries.OLD:
            asked["boundaries"] = self.boundaries
        return f"?{urlencode(asked)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHead:
    """A column's head: where a click sorts, and how it sorts now."""

    number: int
    column: ProgressColumn | None
    url: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHeadGroup:
    """Neighbouring columns under one word, or one column by itself."""

    label: str
    heads: Sequence[ColumnHead]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTab:
    """One group of households to choose."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressTable:
    groups: Sequence[ColumnHeadGroup]
    rows: Sequence[ProgressTableRow]
    total: ProgressTableRow
    by_name: ColumnHead
    by_urgency: ColumnHead
    tabs: Sequence[GroupTab]
    all_url: str


def progress_table(progress: Progress, *, asked: Asked, user: User) -> ProgressTable:
    """Lay out the communes: worst first, or by a column; no query.

    Figures open their households for people who may see the list of that commune.
    """
    may_open = user.may(Action.VIEW_HOUSEHOLDS)

    def line_of(row: CommuneRow) -> ProgressLine:
        return row.minority if asked.is_minority else row.everyone

    def laid_out(row: CommuneRow, *, is_open: bool, commune: int | None) -> ProgressTableRow:
        address = ListAddress(asked.year, progress.standard_code, commune, asked.is_minority)
        opened = address if may_open and is_open else None
        cells = [_cell(column, line_of(row), opened) for column in COLUMNS]
        url = commune_year_url(asked.year, commune) if is_open and commune is not None else ""
        return ProgressTableRow(row=row, line=line_of(row), cells=cells, url=url)

    wanted = [row for row in progress.communes if asked.commune_id in {None, row.pk}]
    return ProgressTable(
        groups=_head_groups(asked),
        rows=[
            laid_out(
                row,
                is_open=user.sees_all_communes or row.is_of(user.commune_id),
                commune=row.pk,
            )
            for row in _ordered(wanted, asked.order, line_of)
        ],
        total=laid_out(progress.total, is_open=user.sees_all_communes, commune=None),
        by_name=_head(asked, BY_NAME, first=BY_NAME),
        by_urgency=_head(asked, WORST_FIRST, first=WORST_FIRST),
        tabs=[
            GroupTab(
                label=label,
                url=replace(asked, is_minority=is_minority).url,
                is_current=asked.is_minority == is_minority,
            )
            for is_minority, label in ((False, "Tất cả hộ"), (True, "Hộ dân tộc thiểu số"))
        ],
        all_url=replace(asked, commune_id=None).url,
    )


def commune_year_url(year: int, commune: int) -> str:
    """Return the address of a commune's year."""
    return f"{reverse('targets:commune_year', args=[commune])}?year={year}"


def _cell(column: ProgressColumn, line: ProgressLine, address: ListAddress | None) -> ProgressCell:
    value = column.value(line)
    opens = address is not None and column.figure and value
    return ProgressCell(
        column=column,
        text=column.show(value),
        detail=column.detail(line) if column.detail else "",
        url=address.of(column.figure) if opens and address else "",
    )


def _ordered(
    rows: Sequence[CommuneRow], order: str, line_of: Callable[[CommuneRow], ProgressLine]
) -> list[CommuneRow]:
    """Order by a column; rows without a value come last, either way. Unknown: worst first."""
    name, largest_first = order.removeprefix("-"), order.startswith("-")
    if name == BY_NAME:
        return sorted(rows, key=lambda row: row.sort_key, reverse=largest_first)
    column = ORDERS.get(name)
    if column is None:
        by_urgency = sorted(rows, key=lambda row: (line_of(row).urgency, row.sort_key))
        return by_urgency[::-1] if largest_first else by_urgency
    sign = -1 if largest_first else 1

    def key(row: CommuneRow) -> tuple[bool, Fraction, str]:
        value = column.value(line_of(row))
        return value is None, sign * Fraction(value or 0), row.sort_key

    return sorted(rows, key=key)


def _head(
    asked: Asked, order: str, *, first: str, number: int = 0, column: ProgressColumn | None = None
) -> ColumnHead:
    """A click sorts as `first`; a second one the other way round."""
    other = order if first != order else f"-{order}"
    return ColumnHead(
        number=number,
        column=column,
        url=replace(asked, order=other if asked.order == first else first).url,
        direction={order: "ascending", f"-{order}": "descending"}.get(asked.order, ""),
    )


def _head_groups(asked: Asked) -> list[ColumnHeadGroup]:
    groups: list[ColumnHeadGroup] = []
    for number, column in enumerate(COLUMNS, start=1):
        # Numbers are first wanted largest first.
        first = f"-{column.order}"
        head = _head(asked, column.order, first=first, number=number, column=column)
        if column.group and groups and groups[-1].label == column.group:
            groups[-1] = ColumnHeadGroup(label=column.group, heads=[*groups[-1].heads, head])
        else:
            groups.append(ColumnHeadGroup(label=column.group, heads=[head]))
    return groups
