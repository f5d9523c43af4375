"""The year's tasks as an Excel file: communes by task, and every bearer with its last report."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from itertools import count

from django.http import FileResponse
from django.utils import timezone

from accounts.models import User
from areas.documents import list_frame, register_place
from areas.queries import is_demo
from common.xlsx import DATE, WHOLE, Column, Sheet, source_line, workbook_response
from targets.models import YearPlan
from targets.pages.direction_board import BoardLine, DirectionBoard, board_of
from targets.queries.directions import BearerRow, DirectionRow
from targets.queries.plans import plan_source
from targets.words.directions import fact_words


def directions_response(
    rows: Sequence[DirectionRow], *, plan: YearPlan, user: User, on: dt.date, at: dt.datetime
) -> FileResponse:
    """Return the tasks as a download, for page and API."""
    board = board_of(rows)
    title = f"TÌNH HÌNH THỰC HIỆN NHIỆM VỤ TRỌNG TÂM GIẢM NGHÈO NĂM {plan.year}"
    source = source_line(
        place=register_place(user.commune),
        words="",
        source=plan_source(plan, on=on, at=at),
        is_demo=is_demo(),
        origin="báo cáo của các đơn vị thuộc",
    )
    bearers = [bearer for task in board.tasks for bearer in task.row.bearers]
    return workbook_response(
        f"nhiem-vu-trong-tam-{plan.year}.xlsx",
        [
            Sheet("Theo xã", _by_commune(board), board.communes, title=title, source=source),
            Sheet("Chi tiết", _details(), bearers, title=title, source=source),
        ],
        **list_frame(user.commune),
    )


def _by_commune(board: DirectionBoard) -> Sequence[Column]:
    numbers = count(1)
    return [
        Column("STT", lambda _line: next(numbers), width=5, number_format=WHOLE),
        Column("Xã, thị trấn", lambda line: line.name, width=15),
        *[
            Column(f"{head.number}. {head.title}", partial(_said, index=index), width=16)
            for index, head in enumerate(board.commune_heads)
        ],
        Column("Số nhiệm vụ đã xong", lambda line: line.done, number_format=WHOLE, width=9),
        Column("Số nhiệm vụ quá hạn", lambda line: line.overdue, number_format=WHOLE, width=9),
    ]


def _said(line: BoardLine, *, index: int) -> str:
    """Return the standing of a commune on one task; empty where it does not bear the task."""
    cell = line.cells[index]
    return _standing(cell.row) if cell else ""


def _standing(bearer: BearerRow) -> str:
    if bearer.days_late:
        return f"{bearer.standing.label} {bearer.days_late} ngày"
    return bearer.standing.label


def _details() -> Sequence[Column]:
    numbers = count(1)
    return [
        Column("STT", lambda _each: next(numbers), width=5, number_format=WHOLE),
        Column(
            "Nhiệm vụ", lambda each: f"{each.direction.number}. {each.direction.title}", width=22
        ),
        Column("Nơi thực hiện", lambda each: each.name, width=17),
        Column("Hạn báo cáo", lambda each: each.due_on, number_format=DATE, width=11),
        Column("Tình trạng", lambda each: each.standing.label, width=13),
        Column(
            "Số ngày quá hạn", lambda each: each.days_late or None, number_format=WHOLE, width=8
        ),
        Column("Số liệu đối chiếu", lambda each: fact_words(each.fact), width=22),
        Column("Báo cáo gần nhất", lambda each: each.words, width=44),
        Column("Ngày báo cáo", _reported_on, number_format=DATE, width=11),
    ]


def _reported_on(bearer: BearerRow) -> dt.date | None:
    return timezone.localtime(bearer.reported_at).date() if bearer.reported_at else None
