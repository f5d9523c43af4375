"""The table of communes on the progress page: heads, cells, links, order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from accounts.choices import Action
from accounts.models import User
from households.links import ListAddress
from targets.links import WORST_FIRST, ProgressAddress, commune_year_url
from targets.pages.columns import COLUMNS, ProgressColumn
from targets.queries.rows import CommuneRow, Progress, ProgressLine
from targets.words.progress import table_notes
from targets.words.verdict import VerdictSign, line_sign

BY_NAME = "name"

ORDERS: Mapping[str, ProgressColumn] = {column.order: column for column in COLUMNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressCell:
    """One figure as text; `url` opens the list of its households."""

    column: ProgressColumn
    text: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressTableRow:
    """One commune, or the district; `url` opens a commune's own year."""

    row: CommuneRow
    line: ProgressLine
    sign: VerdictSign
    cells: Sequence[ProgressCell]
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHead:
    """A column's head: the address that sorts by it, and the present direction."""

    number: int
    column: ProgressColumn | None
    url: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHeadGroup:
    """Adjacent columns under a common label, or a single column without one."""

    label: str
    heads: Sequence[ColumnHead]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTab:
    """A tab for one group of households."""

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
    notes: Sequence[str]


def progress_table(progress: Progress, *, address: ProgressAddress, user: User) -> ProgressTable:
    """Return the table of communes, worst first or sorted by a column.

    Figures link to their households where the user may see the list of that commune.
    """
    may_open = user.may(Action.VIEW_HOUSEHOLDS)

    def line_of(row: CommuneRow) -> ProgressLine:
        return row.minority if address.is_minority else row.everyone

    def laid_out(row: CommuneRow, *, is_open: bool, commune: int | None) -> ProgressTableRow:
        lists = ListAddress(address.year, progress.standard_code, commune, address.is_minority)
        opened = lists if may_open and is_open else None
        cells = [_cell(column, line_of(row), opened) for column in COLUMNS]
        url = commune_year_url(address.year, commune) if is_open and commune is not None else ""
        line = line_of(row)
        return ProgressTableRow(
            row=row,
            line=line,
            sign=line_sign(line, is_due=progress.planned_share > 0),
            cells=cells,
            url=url,
        )

    wanted = [row for row in progress.communes if address.commune_id in {None, row.pk}]
    return ProgressTable(
        groups=_head_groups(address),
        rows=[
            laid_out(
                row,
                is_open=user.sees_all_communes or row.is_of(user.commune_id),
                commune=row.pk,
            )
            for row in _ordered(wanted, address.order, line_of)
        ],
        total=laid_out(progress.total, is_open=user.sees_all_communes, commune=None),
        by_name=_head(address, BY_NAME, first=BY_NAME),
        by_urgency=_head(address, WORST_FIRST, first=WORST_FIRST),
        tabs=[
            GroupTab(
                label=label,
                url=replace(address, is_minority=is_minority).query,
                is_current=address.is_minority == is_minority,
            )
            for is_minority, label in ((False, "Tất cả hộ"), (True, "Hộ dân tộc thiểu số"))
        ],
        all_url=replace(address, commune_id=None).query,
        notes=table_notes(
            line_of(progress.total),
            map(line_of, progress.communes),
            is_minority=address.is_minority,
        ),
    )


def _cell(column: ProgressColumn, line: ProgressLine, lists: ListAddress | None) -> ProgressCell:
    value = column.value(line)
    opens = lists is not None and column.figure and value
    return ProgressCell(
        column=column,
        text=column.show(value),
        detail=column.detail(line) if column.detail else "",
        url=lists.of(column.figure) if opens and lists else "",
    )


def _ordered(
    rows: Sequence[CommuneRow], order: str, line_of: Callable[[CommuneRow], ProgressLine]
) -> list[CommuneRow]:
    """Sort by a column, rows without a value last in both directions; worst first if the order is
    unknown."""
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
    address: ProgressAddress,
    order: str,
    *,
    first: str,
    number: int = 0,
    column: ProgressColumn | None = None,
) -> ColumnHead:
    """Return a head whose first click sorts as `first` and whose second reverses the order."""
    other = order if first != order else f"-{order}"
    return ColumnHead(
        number=number,
        column=column,
        url=replace(address, order=other if address.order == first else first).query,
        direction={order: "ascending", f"-{order}": "descending"}.get(address.order, ""),
    )


def _head_groups(address: ProgressAddress) -> list[ColumnHeadGroup]:
    groups: list[ColumnHeadGroup] = []
    for number, column in enumerate(COLUMNS, start=1):
        # The first click on a number sorts largest first.
        first = f"-{column.order}"
        head = _head(address, column.order, first=first, number=number, column=column)
        if column.group and groups and groups[-1].label == column.group:
            groups[-1] = ColumnHeadGroup(label=column.group, heads=[*groups[-1].heads, head])
        else:
            groups.append(ColumnHeadGroup(label=column.group, heads=[head]))
    return groups
