"""What defines an official form, and its table for a reader."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from common.sources import FigureSource
from households.choices import RuleShape
from households.models import PovertyStandard
from households.queries.boundaries import Grouping
from reports.choices import FormBasis, FormGroup
from reports.queries.forms.base import FormFigures, FormQuery, FormRequest, flow_requested
from reports.rules.form_tables import (
    Balance,
    NumberedColumn,
    Quotient,
    ReportUnit,
    broken,
    unit_completed,
)

Columns = Callable[[FormFigures], Sequence[NumberedColumn]]
Notes = Callable[[FormFigures], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialForm:
    """One form: /bao-cao/bieu/`slug`/ on the web, forms/`slug`/ in the API.

    `number` is its number in the family of forms, 0 without one. `shapes` are the standards that
    have the form, empty for all. `line_head` is the head of the lines' labels, empty for one line.
    """

    slug: str
    number: int
    title: str
    sheet: str
    group: FormGroup
    unit: str
    description: str
    query: FormQuery
    columns: Columns
    notes: Notes
    line_head: str = ""
    shapes: tuple[RuleShape, ...] = ()
    may_be_frozen: bool = False

    @property
    def code(self) -> str:
        """The number as it is shown: "Biểu 4"; empty without one."""
        return f"Biểu {self.number}" if self.number else ""

    @property
    def name(self) -> str:
        return f"{self.code}. {self.title}" if self.code else self.title

    def is_of(self, standard: PovertyStandard) -> bool:
        """Return whether a standard has the form."""
        return not self.shapes or standard.shape in self.shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A form with its numbers for a reader: what page, workbook and API show.

    `broken` are the names of the units whose counted columns do not add up.
    """

    form: OfficialForm
    source: FigureSource
    is_frozen: bool
    grouping: Grouping
    columns: Sequence[NumberedColumn]
    units: Sequence[ReportUnit]
    total: ReportUnit
    notes: Sequence[str]
    broken: Sequence[str]

    @property
    def year(self) -> int:
        return self.source.year

    @property
    def as_of(self) -> dt.date:
        return self.source.as_of

    @property
    def title(self) -> str:
        return f"{self.form.title} năm {self.year}"


def form_table(form: OfficialForm, asked: FormRequest) -> FormTable | None:
    """Return a form's table; None where nothing is frozen for the year and standard."""
    flow = flow_requested(asked)
    if flow is None:
        return None
    figures = form.query(asked, flow)
    columns = tuple(form.columns(figures))
    units = [unit_completed(unit, columns) for unit in figures.units]
    total = unit_completed(figures.total, columns)
    hidden = any(line.hidden for unit in (*units, total) for line in unit.lines)
    return FormTable(
        form=form,
        source=figures.source,
        is_frozen=asked.basis == FormBasis.FROZEN,
        grouping=figures.flow.grouping,
        columns=columns,
        units=units,
        total=total,
        notes=[*form.notes(figures), *([_HIDDEN_NOTE] if hidden else [])],
        broken=[each.name for each in (*units, total) if broken(each, columns)],
    )


_HIDDEN_NOTE = (
    "“ẩn”: số nhỏ hơn 5, hoặc số khác làm suy ra được số đó, không hiện với cơ quan khác "
    "(bảo vệ dữ liệu cá nhân)."
)


def formula_words(column: NumberedColumn, columns: Sequence[NumberedColumn]) -> str:
    """Return the number of a column with its formula: "4=3/1", "9=1-2-3-4+5+6+7+8".

    A rate of a column of another form has no formula.
    """
    numbers: Mapping[str, int] = {each.key: each.number for each in columns}
    match column.computed:
        case Quotient(part=part, whole=whole) if part in numbers:
            return f"{column.number}={numbers[part]}/{numbers[whole]}"
        case Balance(plus=[first, *plus], minus=minus):
            signed = [*(f"-{numbers[key]}" for key in minus), *(f"+{numbers[key]}" for key in plus)]
            return f"{column.number}={numbers[first]}{''.join(signed)}"
    return str(column.number)
