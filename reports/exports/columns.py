"""The numbered columns of the district summary's sheets."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Any

from common.official_form import FormColumn, Formula, Term
from common.xlsx import DECIMAL, POINTS, RATE, WHOLE
from reports.rules.form_tables import NumberedColumn
from reports.words.forms.columns import POOR_FLOW
from targets.choices import Comparison, Unit
from targets.queries.rows import GoalRow, ProgressLine
from targets.words.goals import goal_note
from targets.words.progress import REMAINING_HEAD
from targets.words.verdict import goal_sign, line_sign

_GOAL_FORMATS: dict[str, str] = {Unit.HOUSEHOLDS: WHOLE, Unit.RATE: RATE, Unit.POINTS: DECIMAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryGoalLine:
    """A goal with its number in the form."""

    number: int
    goal: GoalRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryCommuneLine:
    """The figures of a commune or of the district, with its number in the form."""

    number: int | str
    name: str
    line: ProgressLine

    @property
    def change_percent(self) -> Fraction | None:
        """The change of the rate in percentage points, as the sheet shows it."""
        change = self.line.change_points
        return None if change is None else change * 100

    @property
    def word(self) -> str:
        return line_sign(self.line).word


_DIFFERENCE_FORMATS: dict[str, str] = {**_GOAL_FORMATS, Unit.RATE: POINTS}


def _goal_column(title: str, number: str, value: Callable[[GoalRow], Any]) -> FormColumn:
    return FormColumn(
        title=title,
        number=number,
        width=12,
        value=lambda row: _in_unit(row.goal, value(row.goal)),
        number_format=lambda row: _GOAL_FORMATS[row.goal.unit],
    )


def _difference_column(title: str, number: str) -> FormColumn:
    """Return the difference to the goal; that of two rates is in percentage points."""
    return FormColumn(
        title=title,
        number=number,
        width=12,
        value=lambda row: _difference(row.goal),
        number_format=lambda row: _DIFFERENCE_FORMATS[row.goal.unit],
        formula=lambda row, cells: (
            (cells[2] - cells[1]).in_points if row.goal.unit == Unit.RATE else cells[2] - cells[1]
        ),
    )


def _in_unit(goal: GoalRow, value: Fraction | Decimal | None) -> Fraction | None:
    """Return a value for a cell in the goal's unit: points times 100, others unchanged."""
    if value is None:
        return None
    return Fraction(value) * 100 if goal.unit == Unit.POINTS else Fraction(value)


def _difference(goal: GoalRow) -> Fraction | None:
    """Return the difference to the goal: households, or percentage points."""
    if goal.actual is None or goal.target is None:
        return None
    difference = goal.actual - Fraction(goal.target)
    return difference if goal.unit == Unit.HOUSEHOLDS else difference * 100


GOALS = (
    FormColumn(title="TT", number="A", width=5, align="center", value=lambda row: row.number),
    FormColumn(title="Mục tiêu", number="B", width=34, value=lambda row: row.goal.label),
    FormColumn(
        title="Đơn vị tính",
        number="C",
        width=11,
        align="center",
        value=lambda row: Unit(row.goal.unit).label,
    ),
    FormColumn(
        title="Yêu cầu",
        number="D",
        width=12,
        align="center",
        value=lambda row: Comparison(row.goal.comparison).label,
    ),
    _goal_column("Mục tiêu năm", "(1)", lambda goal: goal.target),
    _goal_column("Thực hiện", "(2)", lambda goal: goal.actual),
    _difference_column("So với mục tiêu", "(3)=(2)-(1)"),
    _goal_column("Dự kiến cuối năm", "(4)", lambda goal: goal.expected),
    FormColumn(
        title="Khả năng đạt", number="E", width=14, value=lambda row: goal_sign(row.goal).word
    ),
    FormColumn(title="Ghi chú", number="F", width=27, value=lambda row: goal_note(row.goal)),
)


def _column(
    title: str,
    number: str,
    path: str,
    *,
    group: str = "",
    width: float = 10,
    number_format: str = WHOLE,
    formula: Formula | None = None,
) -> FormColumn:
    """Return a column with the figure at a dotted path of a SummaryCommuneLine.

    Households are summed in the total; what has a formula is computed there too.
    """
    return FormColumn(
        title=title,
        number=number,
        group=group,
        width=width,
        value=attrgetter(path),
        number_format=number_format,
        sums=number_format == WHOLE and formula is None,
        formula=formula,
    )


_PLACE = (
    FormColumn(title="TT", number="A", width=5, align="center", value=lambda row: row.number),
    FormColumn(title="Xã, thị trấn", number="B", width=18, value=lambda row: row.name),
)
_BASE, _NOW, _FALL = "Đầu kỳ", "Hiện nay", "Giảm thực"
COMMUNES = (
    *_PLACE,
    _column("Tổng số hộ", "(1)", "line.baseline_households", group=_BASE),
    _column("Hộ nghèo", "(2)", "line.baseline_poor", group=_BASE),
    _column(
        "Tỷ lệ",
        "(3)=(2)/(1)",
        "line.baseline_rate",
        group=_BASE,
        number_format=RATE,
        formula=lambda _row, cells: cells[2] / cells[1],
    ),
    _column("Tổng số hộ", "(4)", "line.households", group=_NOW),
    _column("Hộ nghèo", "(5)", "line.flow.closing", group=_NOW),
    _column(
        "Tỷ lệ",
        "(6)=(5)/(4)",
        "line.rate",
        group=_NOW,
        number_format=RATE,
        formula=lambda _row, cells: cells[5] / cells[4],
    ),
    _column(
        "Thay đổi (điểm phần trăm)",
        "(7)=(6)-(3)",
        "change_percent",
        number_format=DECIMAL,
        formula=lambda _row, cells: (cells[6] - cells[3]).in_points,
    ),
    _column("Chỉ tiêu", "(8)", "line.target_fall", group=_FALL),
    _column("Đã giảm", "(9)", "line.flow.net_fall", group=_FALL),
    _column(
        REMAINING_HEAD,
        "(10)=(8)-(9)",
        "line.remaining",
        group=_FALL,
        width=12,
        formula=lambda _row, cells: cells[8] - cells[9],
    ),
    _column("Hộ đầu năm đã rà soát", "(11)", "line.flow.reviewed"),
    _column("Khả năng đạt", "C", "word", width=18),
)

# The same figures of the ethnic-minority households, under heads that say so.
_MINORITY_HEADS = {
    "Tổng số hộ": "Tổng số hộ DTTS",
    "Hộ nghèo": "Hộ nghèo DTTS",
    "Hộ đầu năm đã rà soát": "Hộ DTTS đầu năm đã rà soát",
}
MINORITY_COMMUNES = tuple(
    replace(column, title=_MINORITY_HEADS.get(column.title, column.title)) for column in COMMUNES
)

BALANCE = "(9)=1-2-3-4+5+6+7+8"


def balance_formula(_row: Any, cells: dict[int, Term]) -> Term:
    """Return the closing of a flow table as a formula."""
    outs = cells[1] - cells[2] - cells[3] - cells[4]
    return outs + cells[5] + cells[6] + cells[7] + cells[8]


_FLOW_FIELDS = (
    *("opening", "exits_to_near_poor", "exits_above", "other_out"),
    *("fallen_from_near_poor", "relapsed", "first_poor", "other_in"),
)


def flow_column(column: NumberedColumn, value: Callable[[Any], Any]) -> FormColumn:
    """Return a column of form 2 or 3 in a workbook of several groups of households."""
    is_closing = column.computed is not None
    return FormColumn(
        title=column.title,
        number=BALANCE if is_closing else f"({column.number})",
        group=column.group,
        width=17 if is_closing else 12.5,
        value=value,
        number_format=WHOLE,
        sums=not is_closing,
        formula=balance_formula if is_closing else None,
    )


FLOW = (
    *_PLACE,
    *(
        flow_column(column, attrgetter(f"line.flow.{name}"))
        for column, name in zip(POOR_FLOW, (*_FLOW_FIELDS, "closing"), strict=True)
    ),
)
