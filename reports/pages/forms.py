"""An official form as its page shows it: cells with words and links."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from accounts.models import User
from common.formats import count, rate
from households.links import ListAddress
from households.queries.flow import communes_opened
from reports.rules.form_tables import NumberedColumn, ReportLine, ReportUnit
from reports.words.forms.definition import FormTable, formula_words

HIDDEN = "ẩn"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """A number in words; `url` lists the households that it counts."""

    text: str
    url: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPageLine:
    label: str
    cells: Sequence[FormCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPageRow:
    """A commune, a section or the district with its lines."""

    number: str
    name: str
    is_section: bool
    lines: Sequence[FormPageLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGroup:
    """Adjacent columns under one head, or without one."""

    title: str
    columns: Sequence[NumberedColumn]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPageTable:
    """The table of a form: heads, numbers of the columns, rows, total."""

    table: FormTable
    groups: Sequence[ColumnGroup]
    numbers: Sequence[str]
    rows: Sequence[FormPageRow]
    total: FormPageRow

    @property
    def has_groups(self) -> bool:
        return any(group.title for group in self.groups)


def form_page_table(table: FormTable, user: User) -> FormPageTable:
    """Lay out a form, with one query for the communes whose lists the user may open."""
    opened = communes_opened(user)
    return FormPageTable(
        table=table,
        groups=[
            ColumnGroup(title=title, columns=tuple(columns))
            for title, columns in groupby(table.columns, key=lambda column: column.group)
        ],
        numbers=[formula_words(column, table.columns) for column in table.columns],
        rows=[_row(table, unit, opened) for unit in table.units],
        total=_row(table, table.total, opened),
    )


def _row(table: FormTable, unit: ReportUnit, opened: set[int | None]) -> FormPageRow:
    may_open = unit.key in opened and not unit.is_section
    return FormPageRow(
        number=unit.number,
        name=unit.name,
        is_section=unit.is_section,
        lines=[
            FormPageLine(
                label=line.label,
                cells=[
                    _cell(table, line, column, unit.key if may_open else 0)
                    for column in table.columns
                ],
            )
            for line in unit.lines
        ],
    )


def _cell(
    table: FormTable, line: ReportLine, column: NumberedColumn, commune: int | None
) -> FormCell:
    """Return a cell; `commune` is 0 where the user may not open its list."""
    if column.key in line.hidden:
        return FormCell(text=HIDDEN, is_hidden=True)
    value = line.values.get(column.key)
    if column.is_rate:
        return FormCell(text=rate(value))
    return FormCell(text=count(value), url=_address(table, line, column, commune) if value else "")


def _address(
    table: FormTable, line: ReportLine, column: NumberedColumn, commune: int | None
) -> str:
    figure = line.figures.get(column.key, column.figure)
    if not figure or commune == 0 or line.counts_people or table.is_frozen:
        return ""
    code = table.source.standards[0][0]
    return ListAddress(table.year, code, commune, column.is_minority).of(figure)
