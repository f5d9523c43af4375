"""The two flow tables in the layout of the official forms: columns, lines, links."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from accounts.models import User
from households.choices import Figure
from households.links import ListAddress
from households.queries.flow import FlowReport, FlowRow, communes_opened, share
from households.rules.flows import Flow, NearPoorFlow, Tables

DOWN, UP = "Giảm trong kỳ", "Tăng trong kỳ"
HOUSEHOLDS, PEOPLE = "Hộ", "Nhân khẩu"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowColumn:
    """One numbered column, and the figures that its households and people link to."""

    title: str
    number: str
    figure: str
    people_figure: str = ""
    group: str = ""


_SUM = "9 = 1−2−3−4+5+6+7+8"
POOR_COLUMNS = (
    FlowColumn(title="Đầu kỳ", number="1", figure=Figure.OPENING),
    FlowColumn(
        title="Trở thành cận nghèo", number="2", figure=Figure.EXITS_TO_NEAR_POOR, group=DOWN
    ),
    FlowColumn(title="Vượt chuẩn cận nghèo", number="3", figure=Figure.EXITS_ABOVE, group=DOWN),
    FlowColumn(
        title="Khác",
        number="4",
        figure=Figure.OTHER_OUT,
        people_figure=Figure.PEOPLE_OUT,
        group=DOWN,
    ),
    FlowColumn(
        title="Cận nghèo thành nghèo", number="5", figure=Figure.FALLEN_FROM_NEAR_POOR, group=UP
    ),
    FlowColumn(title="Tái nghèo", number="6", figure=Figure.RELAPSED, group=UP),
    FlowColumn(title="Phát sinh mới", number="7", figure=Figure.FIRST_POOR, group=UP),
    FlowColumn(
        title="Khác", number="8", figure=Figure.OTHER_IN, people_figure=Figure.PEOPLE_IN, group=UP
    ),
    FlowColumn(title="Cuối kỳ", number=_SUM, figure=Figure.CLOSING),
)
NEAR_POOR_COLUMNS = (
    FlowColumn(title="Đầu kỳ", number="1", figure=Figure.NEAR_POOR_OPENING),
    FlowColumn(title="Thoát cận nghèo", number="2", figure=Figure.NEAR_POOR_EXITS, group=DOWN),
    FlowColumn(title="Trở thành hộ nghèo", number="3", figure=Figure.BECAME_POOR, group=DOWN),
    FlowColumn(
        title="Khác",
        number="4",
        figure=Figure.NEAR_POOR_OTHER_OUT,
        people_figure=Figure.NEAR_POOR_PEOPLE_OUT,
        group=DOWN,
    ),
    FlowColumn(title="Nghèo thành cận nghèo", number="5", figure=Figure.FALLEN_FROM_POOR, group=UP),
    FlowColumn(title="Tái cận nghèo", number="6", figure=Figure.NEAR_POOR_RELAPSED, group=UP),
    FlowColumn(title="Phát sinh mới", number="7", figure=Figure.FIRST_NEAR_POOR, group=UP),
    FlowColumn(
        title="Khác",
        number="8",
        figure=Figure.NEAR_POOR_OTHER_IN,
        people_figure=Figure.NEAR_POOR_PEOPLE_IN,
        group=UP,
    ),
    FlowColumn(title="Cuối kỳ", number=_SUM, figure=Figure.NEAR_POOR_NOW),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCell:
    """A number of the table, None where there is nothing to compare; `url` lists its households."""

    value: int | None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLine:
    """The households of a commune, or their people; `rate` is the share of all at the closing."""

    label: str
    cells: Sequence[FlowCell]
    rate: Fraction | None
    balances: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTableRow:
    name: str
    lines: Sequence[FlowLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTable:
    """One of the two tables as a page shows it."""

    key: str
    title: str
    note: str
    denominator: str
    columns: Sequence[FlowColumn]
    rows: Sequence[FlowTableRow]
    total: FlowTableRow

    @property
    def balances(self) -> bool:
        rows = [*self.rows, self.total]
        return all(line.balances for row in rows for line in row.lines)

    @property
    def lacks_rates(self) -> bool:
        """Whether a rate is missing because the commune's total is missing."""
        return any(line.rate is None for row in self.rows for line in row.lines)

    @property
    def groups(self) -> list[tuple[str, list[FlowColumn]]]:
        """Adjacent columns under one heading."""
        found: list[tuple[str, list[FlowColumn]]] = []
        for column in self.columns:
            if column.group and found and found[-1][0] == column.group:
                found[-1][1].append(column)
            else:
                found.append((column.group, [column]))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    key: str
    title: str
    note: str
    columns: Sequence[FlowColumn]
    flows: Callable[[Tables], tuple[Flow | NearPoorFlow, Flow | NearPoorFlow]]


# What the rates are computed on.
_TOTAL = "tổng số hộ (nhân khẩu)"
_MINORITY_TOTAL = "tổng số hộ dân tộc thiểu số (nhân khẩu của những hộ đó)"
_MINORITY_NOTE = "Hộ thành hộ DTTS, hoặc không còn là hộ DTTS trong năm (thay chủ hộ, sửa dân tộc) cũng ở cột khác."
_KINDS = (
    _Kind(
        key="ngheo",
        title="Diễn biến hộ nghèo",
        note=(
            "Cột 2 bằng cột 5, cột 5 bằng cột 3 của bảng hộ cận nghèo. Khác: chết, chuyển đi, "
            "nhập hộ (4); chuyển đến, tách hộ (8); ở dòng nhân khẩu có cả người sinh ra, mất đi, "
            "đến, đi trong những hộ còn trong danh sách."
        ),
        columns=POOR_COLUMNS,
        flows=lambda tables: (tables.poor, tables.poor_people),
    ),
    _Kind(
        key="can-ngheo",
        title="Diễn biến hộ cận nghèo",
        note="Cột 5 bằng cột 2, cột 3 bằng cột 5 của bảng hộ nghèo. Khác: như bảng hộ nghèo.",
        columns=NEAR_POOR_COLUMNS,
        flows=lambda tables: (tables.near_poor, tables.near_poor_people),
    ),
)


def flow_tables(report: FlowReport, *, is_minority: bool, user: User) -> list[FlowTable]:
    """Lay out both tables, with one query for the user's communes.

    Numbers link to their households for users who may see the list of that commune.
    """
    opened = communes_opened(user)
    return [_table(report, kind, is_minority=is_minority, opened=opened) for kind in _KINDS]


def _table(
    report: FlowReport, kind: _Kind, *, is_minority: bool, opened: set[int | None]
) -> FlowTable:
    def laid_out(row: FlowRow) -> FlowTableRow:
        key = row.commune.pk if row.commune else None
        address = ListAddress(report.year, report.standard.code, key, is_minority)
        households, people = kind.flows(row.tables(is_minority=is_minority))
        all_households, all_people = row.inhabitants(is_minority=is_minority)
        links = address if key in opened else None
        return FlowTableRow(
            name=row.commune.name if row.commune else "Toàn huyện",
            lines=(
                _line(kind, report, households, all_households, links, HOUSEHOLDS),
                _line(kind, report, people, all_people, links, PEOPLE),
            ),
        )

    return FlowTable(
        key=kind.key,
        title=kind.title,
        note=f"{kind.note} {_MINORITY_NOTE}" if is_minority else kind.note,
        denominator=_MINORITY_TOTAL if is_minority else _TOTAL,
        columns=kind.columns,
        rows=[laid_out(row) for row in report.rows],
        total=laid_out(report.total),
    )


def _line(
    kind: _Kind,
    report: FlowReport,
    flow: Flow | NearPoorFlow,
    inhabitants: int,
    address: ListAddress | None,
    label: str,
) -> FlowLine:
    cells = []
    last = len(kind.columns) - 1
    for position, (column, value) in enumerate(zip(kind.columns, flow.columns, strict=True)):
        if report.is_first_year and position != last:
            cells.append(FlowCell(value=None))
            continue
        figure = (label == PEOPLE and column.people_figure) or column.figure
        cells.append(FlowCell(value=value, url=address.of(figure) if address and value else ""))
    return FlowLine(
        label=label,
        cells=cells,
        rate=share(flow.closing, inhabitants),
        balances=flow.balances,
    )
