"""The communes' table of the progress page, laid out: heads, cells, links, order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from targets.columns import COLUMNS, Column
from targets.overview import TONES
from targets.queries import CommuneRow, Line, Progress

WORST_FIRST = "tinh-trang"

_ORDERS: Mapping[str, Column] = {column.order: column for column in COLUMNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure as shown; `url` opens the households behind it."""

    column: Column
    text: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One commune, or the district."""

    row: CommuneRow
    line: Line
    cells: Sequence[Cell]

    @property
    def tone(self) -> str:
        return TONES[self.line.standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column's head: where a click sorts, and how it sorts now."""

    number: int
    column: Column
    next_order: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadGroup:
    """Neighbouring columns under one word, or one column by itself."""

    label: str
    heads: Sequence[Head]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressTable:
    groups: Sequence[HeadGroup]
    rows: Sequence[TableRow]
    total: TableRow
    is_minority: bool


def progress_table(
    progress: Progress,
    *,
    user: User,
    order: str = WORST_FIRST,
    is_minority: bool = False,
    commune_id: int | None = None,
) -> ProgressTable:
    """Lay out the communes: worst first, or by a column ("-" in front: largest first).

    Figures open their households for people who may see the list of that commune.
    """
    may_open = user.may(Action.VIEW_HOUSEHOLDS)

    def line_of(row: CommuneRow) -> Line:
        return row.minority if is_minority else row.everyone

    def laid_out(row: CommuneRow, *, is_open: bool, commune: int | None) -> TableRow:
        address = _Address(progress.year, commune, is_minority) if may_open and is_open else None
        cells = [_cell(column, line_of(row), address) for column in COLUMNS]
        return TableRow(row=row, line=line_of(row), cells=cells)

    wanted = [row for row in progress.communes if commune_id in {None, row.pk}]
    return ProgressTable(
        groups=_head_groups(order),
        rows=[
            laid_out(
                row,
                is_open=user.sees_all_communes or user.commune_id == row.pk,
                commune=row.pk,
            )
            for row in _ordered(wanted, order, line_of)
        ],
        total=laid_out(progress.total, is_open=user.sees_all_communes, commune=None),
        is_minority=is_minority,
    )


@dataclass(frozen=True, slots=True)
class _Address:
    """Where the households behind a figure are listed."""

    year: int
    commune: int | None
    is_minority: bool

    def of(self, figure: str) -> str:
        asked: dict[str, object] = {"nam": self.year, "figure": figure}
        if self.commune is not None:
            asked["xa"] = self.commune
        if self.is_minority:
            asked["dtts"] = "true"
        return f"{reverse('households:record_list')}?{urlencode(asked)}"


def _cell(column: Column, line: Line, address: _Address | None) -> Cell:
    value = column.value(line)
    opens = address is not None and column.figure and value
    return Cell(
        column=column,
        text=column.show(value),
        detail=column.detail(line) if column.detail else "",
        url=address.of(column.figure) if opens and address else "",
    )


def _ordered(
    rows: Sequence[CommuneRow], order: str, line_of: Callable[[CommuneRow], Line]
) -> list[CommuneRow]:
    """Order by a column; rows without a value come last, either way. Unknown: worst first."""
    name, largest_first = order.removeprefix("-"), order.startswith("-")
    if name == "ten":
        return sorted(rows, key=lambda row: row.sort_key, reverse=largest_first)
    column = _ORDERS.get(name)
    if column is None:
        return sorted(rows, key=lambda row: (line_of(row).urgency, row.sort_key))
    sign = -1 if largest_first else 1

    def key(row: CommuneRow) -> tuple[bool, Fraction, str]:
        value = column.value(line_of(row))
        return value is None, sign * Fraction(value or 0), row.sort_key

    return sorted(rows, key=key)


def _head_groups(order: str) -> list[HeadGroup]:
    groups: list[HeadGroup] = []
    for number, column in enumerate(COLUMNS, start=1):
        head = Head(
            number=number,
            column=column,
            # Numbers are first wanted largest first.
            next_order=column.order if order == f"-{column.order}" else f"-{column.order}",
            direction={column.order: "ascending", f"-{column.order}": "descending"}.get(order, ""),
        )
        if column.group and groups and groups[-1].label == column.group:
            groups[-1] = HeadGroup(label=column.group, heads=[*groups[-1].heads, head])
        else:
            groups.append(HeadGroup(label=column.group, heads=[head]))
    return groups
