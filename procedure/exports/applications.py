"""The month's decisions on applications as a workbook: by commune, and one by one."""

import datetime as dt
from itertools import count

from django.http import FileResponse

from accounts.models import User
from areas.documents import list_frame, register_place
from areas.queries import is_demo
from common.xlsx import DATE, TEXT, WHOLE, Column, Sheet, source_line, workbook_response
from households.queries.sources import year_source
from procedure.choices import ApplicationState
from procedure.models import Application
from procedure.queries.months import MonthlyDecisions, MonthReport

_COUNTS = [
    Column("Xã, thị trấn", lambda row: row.commune or "Cộng", width=24),
    Column("Hộ nghèo bổ sung", lambda row: row.new_poor, number_format=WHOLE),
    Column("Hộ cận nghèo bổ sung", lambda row: row.new_near_poor, number_format=WHOLE),
    Column("Hộ thoát nghèo", lambda row: row.exited, number_format=WHOLE),
    Column("Hộ thoát cận nghèo", lambda row: row.exited_near_poor, number_format=WHOLE),
    Column("Đơn bị từ chối", lambda row: row.refused, number_format=WHOLE),
]


def month_response(
    report: MonthReport, *, user: User, on: dt.date, at: dt.datetime
) -> FileResponse:
    """Return a month's report as a download, for page and API."""
    words = f"tháng {report.first:%m/%Y}"
    figures = year_source(report.first.year, on=on, at=at)
    source = source_line(
        place=register_place(user.commune), words=words, source=figures, is_demo=is_demo()
    )
    title = f"BIẾN ĐỘNG HỘ NGHÈO, HỘ CẬN NGHÈO TRONG NĂM, THÁNG {report.first:%m/%Y}"
    rows: list[MonthlyDecisions] = [*report.rows, report.total]
    return workbook_response(
        f"bien-dong-thang-{report.first:%Y-%m}.xlsx",
        [
            Sheet("Tổng hợp", _COUNTS, rows, title=title, source=source),
            Sheet("Danh sách", _columns(), report.decisions, title=title, source=source),
        ],
        **list_frame(user.commune),
    )


def _columns() -> list[Column]:
    numbers = count(1)
    return [
        Column("STT", lambda _each: next(numbers), width=5, number_format=WHOLE),
        Column("Mã hộ", lambda each: each.household.code, number_format=TEXT, width=12.5),
        Column("Chủ hộ", lambda each: each.household.head_name, width=15),
        Column("Thôn, làng", lambda each: each.household.village.full_name, width=11),
        Column("Xã, thị trấn", lambda each: each.commune.full_name, width=10.5),
        Column("Loại đơn", lambda each: each.get_kind_display(), width=16),
        Column("Nguyên nhân", lambda each: each.get_cause_display(), width=12),
        Column("Ngày nhận", lambda each: each.received_on, number_format=DATE, width=11),
        Column("Số quyết định, văn bản", lambda each: each.decision_number, width=12),
        Column("Ngày ký", lambda each: each.decided_on, number_format=DATE, width=11),
        Column("Trước khi xét", _before, width=10),
        Column("Quyết định", _answer, width=10),
        Column("Căn cứ, lý do", lambda each: each.reason or each.finding, width=19),
    ]


def _before(each: Application) -> str:
    return each.get_status_before_display() if each.status_before else "Ngoài danh sách"


def _answer(each: Application) -> str:
    if each.state == ApplicationState.REFUSED:
        return "Từ chối"
    return each.get_status_after_display()
