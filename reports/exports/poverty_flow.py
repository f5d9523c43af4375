"""The official flow tables of the poor and the near-poor, in households and people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import FileResponse
from django.utils import timezone

from common.formats import count, vn_date
from common.http import download
from common.official_form import FormColumn, FormSheet, official_workbook
from common.text import search_key
from common.xlsx import CONTENT_TYPE, WHOLE
from households.queries.flow import FlowReport, FlowRow
from households.rules.flows import Flow, NearPoorFlow, Tables
from reports.exports.office import DEMO_MARK, labour_office

_AnyFlow = Flow | NearPoorFlow
_DOWN, _UP = "Giảm trong kỳ", "Tăng trong kỳ"
_MORE = "Bổ sung"
_SUM = "9=1-2-3-4+5+6+7+8"


@dataclass(frozen=True, slots=True, kw_only=True)
class _FlowFormLine:
    """The households or the people of a commune or of the district."""

    number: int | str
    name: str
    unit: str
    columns: Sequence[int | None]


def _column(position: int, title: str, group: str = "", number: str = "") -> FormColumn:
    return FormColumn(
        title=title,
        number=number or str(position),
        group=group,
        width=18 if number else 14,
        value=lambda line: line.columns[position - 1],
        number_format=WHOLE,
    )


_PLACE = (
    FormColumn(
        title="TT", number="A", width=6, align="center", value=lambda line: line.number, spans=True
    ),
    FormColumn(
        title="Xã, thị trấn", number="B", width=20, value=lambda line: line.name, spans=True
    ),
    FormColumn(title="Đơn vị tính", number="C", width=12, value=lambda line: line.unit),
)
_POOR = (
    *_PLACE,
    _column(1, "Đầu kỳ"),
    _column(2, "Thoát nghèo, trở thành cận nghèo", _DOWN),
    _column(3, "Thoát nghèo, vượt chuẩn cận nghèo", _DOWN),
    _column(4, "Khác (thay đổi nhân khẩu, chết, chuyển đi, tách, nhập hộ)", _DOWN),
    _column(5, "Cận nghèo trở thành nghèo", _UP),
    _column(6, f"{_MORE}: tái nghèo", _UP),
    _column(7, f"{_MORE}: phát sinh mới", _UP),
    _column(8, "Khác (thay đổi nhân khẩu, chuyển đến, tách hộ)", _UP),
    _column(9, "Cuối kỳ", number=_SUM),
)
_NEAR_POOR = (
    *_PLACE,
    _column(1, "Đầu kỳ"),
    _column(2, "Thoát cận nghèo", _DOWN),
    _column(3, "Cận nghèo trở thành hộ nghèo", _DOWN),
    _column(4, "Khác (thay đổi nhân khẩu, chết, chuyển đi, tách, nhập hộ)", _DOWN),
    _column(5, "Nghèo trở thành cận nghèo", _UP),
    _column(6, f"{_MORE}: tái cận nghèo", _UP),
    _column(7, f"{_MORE}: phát sinh mới", _UP),
    _column(8, "Khác (thay đổi nhân khẩu, chuyển đến, tách, nhập hộ)", _UP),
    _column(9, "Cuối kỳ", number=_SUM),
)


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
    _FlowForm(name="Diễn biến hộ nghèo", words="HỘ NGHÈO", columns=_POOR, pick=_of_the_poor),
    _FlowForm(
        name="Diễn biến hộ cận nghèo",
        words="HỘ CẬN NGHÈO",
        columns=_NEAR_POOR,
        pick=_of_the_near_poor,
    ),
    _FlowForm(
        name="Hộ nghèo - DTTS",
        words="HỘ NGHÈO DÂN TỘC THIỂU SỐ",
        columns=_POOR,
        pick=_of_the_poor,
        is_minority=True,
    ),
    _FlowForm(
        name="Hộ cận nghèo - DTTS",
        words="HỘ CẬN NGHÈO DÂN TỘC THIỂU SỐ",
        columns=_NEAR_POOR,
        pick=_of_the_near_poor,
        is_minority=True,
    ),
)


def _subtitle(sheet: FlowReport) -> str:
    units = "; theo đơn vị hành chính sau sắp xếp" if sheet.grouping.is_regrouped else ""
    return f"({sheet.standard.name}; số liệu đến ngày {vn_date(sheet.as_of)}{units})"


def poverty_flow_name(sheet: FlowReport, district_name: str) -> str:
    """Return the file's name in plain letters: dien-bien-ho-ngheo-ia-grai-2021.xlsx."""
    place = search_key(district_name).replace(" ", "-")
    units = "-don-vi-moi" if sheet.grouping.is_regrouped else ""
    return f"dien-bien-ho-ngheo-{place}-{sheet.year}{units}.xlsx"


def poverty_flow_response(sheet: FlowReport, *, district_name: str, is_demo: bool) -> FileResponse:
    """Return the flow tables as a download."""
    content = poverty_flow_workbook(sheet, district_name=district_name, is_demo=is_demo)
    return download(poverty_flow_name(sheet, district_name), content, content_type=CONTENT_TYPE)


def poverty_flow_workbook(sheet: FlowReport, *, district_name: str, is_demo: bool) -> bytes:
    """Return both flow tables of a year under one standard as an .xlsx file.

    Each commune and the district have two lines, households and people; the columns follow the
    forms of the TT 07/2021/TT-BLĐTBXH family, 9 = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8. One sheet for
    all households and one for the ethnic-minority ones. Heading, date and signatures follow
    NĐ 30/2020/NĐ-CP.
    """
    mark = DEMO_MARK if is_demo else ""
    forms = [_form_sheet(sheet, form, mark=mark) for form in _FORMS]
    return official_workbook(forms, office=labour_office(district_name), on=sheet.as_of)


def _form_sheet(sheet: FlowReport, form: _FlowForm, *, mark: str) -> FormSheet:
    lines = [
        line
        for number, row in enumerate(sheet.rows, start=1)
        for line in _lines(sheet, form, row, number)
    ]
    return FormSheet(
        name=form.name,
        title=f"TỔNG HỢP DIỄN BIẾN {form.words} NĂM {sheet.year}",
        subtitle=_subtitle(sheet),
        unit="Đơn vị tính: hộ, nhân khẩu",
        columns=form.columns,
        rows=lines,
        total=_lines(sheet, form, sheet.total, ""),
        lines=2,
        notes=_notes(sheet, form),
        mark=mark,
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


def _notes(sheet: FlowReport, form: _FlowForm) -> list[str]:
    source = (
        f"Nguồn: danh sách hộ nghèo, hộ cận nghèo năm {sheet.year} theo phiếu rà soát đã duyệt. "
        f"Lập lúc {timezone.localtime(sheet.computed_at):%H:%M ngày %d/%m/%Y}."
    )
    if sheet.is_first_year:
        return ["Năm đầu áp dụng chuẩn này: chưa có danh sách năm trước để so sánh.", source]
    households, _ = form.pick(sheet.total.tables(is_minority=form.is_minority))
    one, two, three, four, *ins, nine = map(count, households.columns)
    balance = f"{nine} = {one} − {two} − {three} − {four} + {' + '.join(ins)} hộ"
    holds = all(
        flow.balances
        for row in (*sheet.rows, sheet.total)
        for flow in form.pick(row.tables(is_minority=form.is_minority))
    )
    words = "Số liệu khớp ở từng xã, theo hộ và theo nhân khẩu" if holds else "SỐ LIỆU CHƯA KHỚP"
    return [f"{words}: cuối kỳ {balance}.", source]
