"""The Excel file of a frozen list, with names as they were when the round was locked."""

from itertools import count

from django.db.models import QuerySet
from django.http import FileResponse

from accounts.models import User
from areas.documents import list_frame, register_place
from areas.queries import is_demo
from common.sources import FigureSource
from common.xlsx import TEXT, WHOLE, Column, Sheet, source_line, workbook_response
from households.models import FrozenRecord, Round

_CHUNK = 2000


def frozen_response(
    records: QuerySet[FrozenRecord],
    *,
    round_: Round,
    words: str,
    figures: FigureSource,
    user: User,
) -> FileResponse:
    """Return the frozen lines as a file, for page and API."""
    source = source_line(
        place=register_place(user.commune), words=words, source=figures, is_demo=is_demo()
    )
    ordered = records.order_by("commune__sort_key", "sort_key", "pk").iterator(chunk_size=_CHUNK)
    title = f"Kết quả đã khóa: {round_}".upper()
    sheet = Sheet("Đã khóa", _columns(), ordered, title=title, source=source)
    return workbook_response(
        f"ket-qua-da-khoa-{round_.year}.xlsx", [sheet], **list_frame(user.commune)
    )


def _columns() -> list[Column]:
    numbers = count(1)
    return [
        Column("STT", lambda _record: next(numbers), width=5, number_format=WHOLE),
        Column("Mã hộ", lambda record: record.household_code, width=12.5, number_format=TEXT),
        Column("Chủ hộ", lambda record: record.head_name, width=17),
        Column("Thôn, làng", lambda record: record.village_name, width=12),
        Column("Xã, thị trấn", lambda record: record.commune_name, width=11),
        Column("Số khẩu đầu năm", lambda r: r.opening_members, width=7, number_format=WHOLE),
        Column("Số khẩu", lambda r: r.members, width=6.5, number_format=WHOLE),
        Column("Dân tộc thiểu số", lambda r: "x" if r.is_ethnic_minority else "", width=7),
        Column("Đầu năm", lambda r: r.get_opening_status_display() or "Ngoài danh sách", width=9.5),
        Column("Khi khóa", lambda record: record.standing, width=9.5),
        Column("Biến động hộ nghèo", lambda r: r.get_movement_display(), width=15),
        Column("Biến động cận nghèo", lambda r: r.get_near_poor_movement_display(), width=15),
        Column("Căn cứ xác định", lambda record: record.explanation, width=27),
    ]
