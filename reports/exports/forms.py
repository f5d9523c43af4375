"""An official form as a workbook, from the same table as its page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import FileResponse

from areas.queries import is_demo
from common.http import download
from common.official_form import FormColumn, FormSheet, Formula, Term, official_workbook
from common.xlsx import CONTENT_TYPE, RATE, WHOLE
from reports.exports.form import drawn_up, file_name, subtitle
from reports.exports.office import DEMO_MARK, labour_office
from reports.queries.flow import district_name
from reports.rules.form_tables import (
    Balance,
    NumberedColumn,
    Quotient,
    ReportLine,
    ReportUnit,
    Value,
)
from reports.words.forms.definition import FormTable, formula_words

HIDDEN, UNKNOWN = "ẩn", "–"
_WIDTH = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheetRow:
    """A line of a unit as a row of the sheet."""

    number: str
    name: str
    line: ReportLine
    is_section: bool = False

    def of(self, key: str) -> Value | str:
        """Return a number, or the word for one that is hidden or unknown."""
        if key in self.line.hidden:
            return HIDDEN
        value = self.line.values.get(key)
        return UNKNOWN if value is None else value


def form_file(table: FormTable) -> FileResponse:
    """Return a form as a download: heading, numbered columns, total, notes, signatures."""
    district = district_name()
    content = official_workbook([_sheet(table)], office=labour_office(district), on=table.as_of)
    return download(_name(table, district), content, content_type=CONTENT_TYPE)


def _name(table: FormTable, district: str) -> str:
    number = f"bieu-{table.form.slug}" if table.form.number else "tong-hop"
    stem = f"{number}-da-khoa" if table.is_frozen else number
    return file_name(
        stem,
        district,
        table.year,
        standard_name=table.source.standard_name,
        is_regrouped=table.grouping.is_regrouped,
    )


def _sheet(table: FormTable) -> FormSheet:
    form, source = table.form, table.source
    origin = (
        f"Nguồn: danh sách hộ nghèo, hộ cận nghèo năm {table.year} theo phiếu rà soát đã duyệt."
    )
    return FormSheet(
        name=form.sheet,
        title=table.title.upper(),
        subtitle=subtitle(
            source.standard_name, table.as_of, is_regrouped=table.grouping.is_regrouped
        ),
        unit=f"Đơn vị tính: {form.unit}",
        columns=_columns(table),
        rows=[row for unit in table.units for row in _rows(unit)],
        total=_rows(table.total) if form.line_head else _rows(table.total)[0],
        lines=len(table.total.lines),
        is_subtotal=lambda row: row.is_section,
        notes=[*table.notes, f"{origin} {drawn_up(source.computed_at)}"],
        mark=DEMO_MARK if is_demo() else "",
        form=f"Biểu số {form.number:02d}" if form.number else "",
    )


def _rows(unit: ReportUnit) -> list[FormSheetRow]:
    return [
        FormSheetRow(number=unit.number, name=unit.name, line=line, is_section=unit.is_section)
        for line in unit.lines
    ]


def _columns(table: FormTable) -> list[FormColumn]:
    head = [
        FormColumn(
            title="TT",
            number="A",
            width=6,
            align="center",
            value=lambda row: row.number,
            spans=True,
        ),
        FormColumn(
            title="Xã, thị trấn", number="B", width=20, value=lambda row: row.name, spans=True
        ),
    ]
    if table.form.line_head:
        title = table.form.line_head
        head.append(FormColumn(title=title, number="C", width=15, value=lambda row: row.line.label))
    return [*head, *(_column(column, table.columns) for column in table.columns)]


def _column(column: NumberedColumn, columns: Sequence[NumberedColumn]) -> FormColumn:
    number = formula_words(column, columns)
    return FormColumn(
        title=column.title,
        number=number,
        group=column.group,
        width=max(_WIDTH, 1.2 * len(number) + 1),
        value=_value_of(column.key),
        number_format=RATE if column.is_rate else WHOLE,
        align="right",
        sums=not column.computed,
        formula=_formula(column, columns),
    )


def _formula(column: NumberedColumn, columns: Sequence[NumberedColumn]) -> Formula | None:
    """Return how Excel computes a column from others of its row."""
    numbers = {each.key: each.number for each in columns}
    match column.computed:
        case Quotient(part=part, whole=whole) if part in numbers:
            return lambda _row, cells: cells[numbers[part]] / cells[numbers[whole]]
        case Balance(plus=[first, *plus], minus=minus):
            return lambda _row, cells: _added(
                cells[numbers[first]],
                [cells[numbers[key]] for key in plus],
                [cells[numbers[key]] for key in minus],
            )
    return None


def _added(first: Term, plus: Sequence[Term], minus: Sequence[Term]) -> Term:
    for each in minus:
        first -= each
    for each in plus:
        first += each
    return first


def _value_of(key: str) -> Callable[[FormSheetRow], Value | str]:
    return lambda row: row.of(key)
