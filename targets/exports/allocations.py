"""The Excel annex to the decision that gives the communes their targets."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import FileResponse

from areas.documents import FULL_MARK
from common.formats import count, decimals, vn_date
from common.http import download
from common.official_form import FormColumn, FormSheet, Formula, official_annex
from common.text import lower_first, search_key
from common.word import day_words
from common.xlsx import CONTENT_TYPE, DECIMAL, RATE, WHOLE
from targets.queries.allocations import AllocationTable, ShareRow
from targets.queries.plans import plan_source

_BASE, _GIVEN = "Đầu kỳ", "Chỉ tiêu giảm trong năm"


@dataclass(frozen=True, slots=True, kw_only=True)
class _AnnexLine:
    """A commune, or the district, with its number in the form."""

    number: int | str
    name: str
    row: ShareRow | AllocationTable
    note: str = ""


def _column(
    title: str,
    number: str,
    pick: Callable[[Any], Any],
    *,
    group: str = "",
    number_format: str = WHOLE,
    formula: Formula | None = None,
) -> FormColumn:
    return FormColumn(
        title=title,
        number=number,
        group=group,
        width=12,
        value=lambda line: pick(line.row),
        number_format=number_format,
        sums=formula is None,
        formula=formula,
    )


def _points(row: ShareRow | AllocationTable) -> Fraction | None:
    return None if row.fall_points is None else row.fall_points * 100


_COLUMNS = (
    FormColumn(title="TT", number="A", width=5, align="center", value=lambda line: line.number),
    FormColumn(title="Xã, thị trấn", number="B", width=20, value=lambda line: line.name),
    _column("Tổng số hộ", "(1)", lambda row: row.households, group=_BASE),
    _column("Hộ nghèo", "(2)", lambda row: row.poor, group=_BASE),
    _column("Trong đó DTTS", "(3)", lambda row: row.em_poor, group=_BASE),
    _column(
        "Tỷ lệ hộ nghèo",
        "(4)=(2)/(1)",
        lambda row: row.rate,
        group=_BASE,
        number_format=RATE,
        formula=lambda _row, cells: cells[2] / cells[1],
    ),
    _column("Số hộ nghèo", "(5)", lambda row: row.fall, group=_GIVEN),
    _column("Trong đó DTTS", "(6)", lambda row: row.em_fall, group=_GIVEN),
    _column(
        "Điểm phần trăm",
        "(7)=(5)/(1)",
        _points,
        group=_GIVEN,
        number_format=DECIMAL,
        formula=lambda _row, cells: (cells[5] / cells[1]).in_points,
    ),
    _column(
        "Hộ nghèo còn lại",
        "(8)=(2)-(5)",
        lambda row: row.poor - row.fall,
        formula=lambda _row, cells: cells[2] - cells[5],
    ),
    FormColumn(title="Ghi chú", number="C", width=22, value=lambda line: line.note),
)


def allocation_annex_name(table: AllocationTable) -> str:
    """Return the file name in ASCII: giao-chi-tieu-ia-grai-2021-lan-1.xlsx."""
    plan = table.allocation.plan
    place = search_key(plan.district.name).replace(" ", "-")
    number = table.allocation.number
    which = f"lan-{number}" if number else f"du-thao-{table.allocation.pk}"
    return f"giao-chi-tieu-{place}-{plan.year}-{which}.xlsx"


def allocation_annex_response(
    table: AllocationTable, *, on: dt.date, at: dt.datetime, is_demo: bool
) -> FileResponse:
    """Return the annex as a download."""
    content = allocation_annex(table, on=on, at=at, is_demo=is_demo)
    return download(allocation_annex_name(table), content, content_type=CONTENT_TYPE)


def allocation_annex(
    table: AllocationTable, *, on: dt.date, at: dt.datetime, is_demo: bool
) -> bytes:
    """Return the annex as an .xlsx file: one row per commune in households, points and the
    rate.

    A draft is marked as such; a decision that departs from a rule carries its reason. An annex
    has no motto and no recipients (NĐ 30/2020/NĐ-CP, Phụ lục I).
    """
    plan = table.allocation.plan
    mark = " – ".join(
        words
        for words in (
            FULL_MARK if is_demo else "",
            "" if table.allocation.number else "DỰ THẢO, chưa giao",
        )
        if words
    )
    form = FormSheet(
        name="Giao chỉ tiêu",
        title=f"CHỈ TIÊU GIẢM HỘ NGHÈO NĂM {plan.year} GIAO CHO CÁC XÃ, THỊ TRẤN",
        subtitle=_subtitle(table),
        unit="Đơn vị tính: hộ; %; điểm phần trăm",
        columns=_COLUMNS,
        rows=[
            _AnnexLine(number=n, name=row.name, row=row, note=_note(row))
            for n, row in enumerate(table.rows, start=1)
        ],
        total=_AnnexLine(number="", name="Toàn huyện", row=table),
        notes=_notes(table, on=on, at=at),
        mark=mark,
    )
    return official_annex([form])


def _subtitle(table: AllocationTable) -> str:
    """Return "(Kèm theo Quyết định số … ngày … của Ủy ban nhân dân huyện …)"."""
    allocation = table.allocation
    by = f"của Ủy ban nhân dân huyện {allocation.plan.district.name}"
    if allocation.decided_on is None:
        return (
            f"(Kèm theo Quyết định số      /QĐ-UBND ngày … tháng … năm {allocation.plan.year} {by})"
        )
    number = allocation.decision_number
    kind = "Quyết định" if "QĐ" in number else "Văn bản"
    return f"(Kèm theo {kind} số {number} ngày {day_words(allocation.decided_on)} {by})"


def _note(row: ShareRow) -> str:
    notes = ["Xã biên giới"] if row.is_border else []
    if row.is_above_average:
        notes.append("trên bình quân huyện" if notes else "Trên bình quân huyện")
    return ", ".join(notes)


def _notes(table: AllocationTable, *, on: dt.date, at: dt.datetime) -> list[str]:
    allocation, plan, wanted = table.allocation, table.allocation.plan, table.wanted
    which = (
        f"Giao lần {allocation.number}" if allocation.number else f"Phương án: {allocation.name}"
    )
    notes = [
        f"{which}; {lower_first(plan.standard.name)}.",
        "Chỉ tiêu là số hộ giảm thực: thoát nghèo và giảm khác, trừ tái nghèo, phát sinh mới "
        "và tăng khác.",
    ]
    if wanted.points is not None:
        notes.append(
            "Xã có tỷ lệ đầu kỳ trên bình quân huyện phải giảm hơn "
            f"{decimals(wanted.points * 100, 2)} điểm phần trăm."
        )
    if allocation.answers_due_on is not None:
        notes.append(f"Hạn xã trả lời chỉ tiêu: ngày {vn_date(allocation.answers_due_on)}.")
    if allocation.override_reason:
        notes.append(f"Giao khi chưa đáp ứng ràng buộc, lý do: {allocation.override_reason}")
    notes.append(
        f"Nguồn đầu kỳ: kế hoạch giảm nghèo năm {plan.year}. Mục tiêu huyện: giảm {count(wanted.fall)} hộ, "
        f"DTTS {count(wanted.em_fall)} hộ. "
        f"{plan_source(plan, on=on, at=at).words}."
    )
    return notes
