"""The official flow tables of the poor and the near-poor, in households and people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import FileResponse

from common.formats import count
from common.official_form import FormColumn, FormSheet
from households.queries.flow import FlowReport, FlowRow
from households.rules.flows import Flow, NearPoorFlow, Tables
from reports.exports.columns import flow_column
from reports.exports.form import ReportRequest, poor_list_file
from reports.queries.flow import year_flow
from reports.rules.form_tables import NumberedColumn
from reports.words.forms.columns import NEAR_POOR_FLOW, POOR_FLOW

_AnyFlow = Flow | NearPoorFlow


@dataclass(frozen=True, slots=True, kw_only=True)
class _FlowFormLine:
    """The households or the people of a commune or of the district."""

    number: int | str
    name: str
    unit: str
    columns: Sequence[int | None]


_PLACE = (
    FormColumn(
        title="TT", number="A", width=5, align="center", value=lambda line: line.number, spans=True
    ),
    FormColumn(
        title="Xã, thị trấn", number="B", width=18, value=lambda line: line.name, spans=True
    ),
    FormColumn(title="Đơn vị tính", number="C", width=12.5, value=lambda line: line.unit),
)


def _columns(flow: Sequence[NumberedColumn]) -> tuple[FormColumn, ...]:
    """Return the columns of form 2 or 3, after the unit and what a line counts."""
    return (*_PLACE, *(flow_column(each, _figure(each.number)) for each in flow))


def _figure(number: int) -> Callable[[_FlowFormLine], int | None]:
    return lambda line: line.columns[number - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _FlowForm:
    """One sheet: a flow table of all households, or of the ethnic-minority ones."""

    name: str
    words: str
    columns: Sequence[FormColumn]
    pick: Callable[[Tables], tuple[_AnyFlow, _AnyFlow]]
    is_minority: bool = False


def _of_the_poor(tables: Tables) -> tuple[_AnyFlow, _AnyFlow]:
    return tables.poor, tables.poor_people


def _of_the_near_poor(tables: Tables) -> tuple[_AnyFlow, _AnyFlow]:
    return tables.near_poor, tables.near_poor_people


_FORMS = (
    _FlowForm(
        name="Diễn biến hộ nghèo", words="HỘ NGHÈO", columns=_columns(POOR_FLOW), pick=_of_the_poor
    ),
    _FlowForm(
        name="Diễn biến hộ cận nghèo",
        words="HỘ CẬN NGHÈO",
        columns=_columns(NEAR_POOR_FLOW),
        pick=_of_the_near_poor,
    ),
    _FlowForm(
        name="Hộ nghèo - DTTS",
        words="HỘ NGHÈO DÂN TỘC THIỂU SỐ",
        columns=_columns(POOR_FLOW),
        pick=_of_the_poor,
        is_minority=True,
    ),
    _FlowForm(
        name="Hộ cận nghèo - DTTS",
        words="HỘ CẬN NGHÈO DÂN TỘC THIỂU SỐ",
        columns=_columns(NEAR_POOR_FLOW),
        pick=_of_the_near_poor,
        is_minority=True,
    ),
)


def poverty_flow_file(asked: ReportRequest) -> FileResponse | None:
    """Return both flow tables of a year under one standard as a download, None without a round.

    Each commune and the district have two lines, households and people; the columns follow the
    forms of the TT 07/2021/TT-BLĐTBXH family, 9 = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8. One sheet for
    all households and one for the ethnic-minority ones. Heading, date and signatures follow
    NĐ 30/2020/NĐ-CP.
    """
    sheet = year_flow(
        year=asked.working_year,
        standard_code=asked.standard_code,
        as_of=asked.as_of,
        computed_at=asked.computed_at,
        boundaries=asked.boundaries,
    )
    if sheet is None:
        return None
    return poor_list_file(
        "dien-bien-ho-ngheo",
        [_form_sheet(sheet, form) for form in _FORMS],
        asked,
        standard_name=sheet.standard.name,
        is_regrouped=sheet.grouping.is_regrouped,
    )


def _form_sheet(sheet: FlowReport, form: _FlowForm) -> FormSheet:
    lines = [
        line
        for number, row in enumerate(sheet.rows, start=1)
        for line in _lines(sheet, form, row, number)
    ]
    return FormSheet(
        name=form.name,
        title=f"TỔNG HỢP DIỄN BIẾN {form.words} NĂM {sheet.year}",
        unit="Đơn vị tính: hộ, nhân khẩu",
        columns=form.columns,
        rows=lines,
        total=_lines(sheet, form, sheet.total, ""),
        lines=2,
        notes=[_balance(sheet, form)],
    )


def _lines(
    sheet: FlowReport, form: _FlowForm, row: FlowRow, number: int | str
) -> Sequence[_FlowFormLine]:
    flows = form.pick(row.tables(is_minority=form.is_minority))
    name = row.commune.full_name if row.commune else "Toàn huyện"
    return [
        _FlowFormLine(number=number, name=name, unit=unit, columns=_shown(sheet, flow))
        for unit, flow in zip(("Hộ", "Nhân khẩu"), flows, strict=True)
    ]


def _shown(sheet: FlowReport, flow: _AnyFlow) -> Sequence[int | None]:
    """Return the figures of a line; only the closing in a standard's first year."""
    if sheet.is_first_year:
        return [*[None] * 8, flow.closing]
    return flow.columns


def _balance(sheet: FlowReport, form: _FlowForm) -> str:
    """Return the closing as the sum of the columns, with whether it holds in every commune."""
    if sheet.is_first_year:
        return "Năm đầu áp dụng chuẩn này: chưa có danh sách năm trước để so sánh."
    households, _ = form.pick(sheet.total.tables(is_minority=form.is_minority))
    one, two, three, four, *ins, nine = map(count, households.columns)
    balance = f"{nine} = {one} − {two} − {three} − {four} + {' + '.join(ins)} hộ"
    holds = all(
        flow.balances
        for row in (*sheet.rows, sheet.total)
        for flow in form.pick(row.tables(is_minority=form.is_minority))
    )
    words = "Số liệu khớp ở từng xã, theo hộ và theo nhân khẩu" if holds else "SỐ LIỆU CHƯA KHỚP"
    return f"{words}: cuối kỳ {balance}."
