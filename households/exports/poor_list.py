"""The Excel file of the poor list: the same rows as the page."""

import datetime as dt
from collections.abc import Iterator
from itertools import count

from django.db.models import QuerySet
from django.http import FileResponse

from accounts.models import User
from areas.documents import list_frame, register_place
from areas.queries import is_demo
from common.sources import FigureSource, standard_in_name
from common.xlsx import DATE, TEXT, WHOLE, Column, Sheet, source_line, workbook_response
from households.models import PovertyRecord

_CHUNK = 2000


def record_response(
    records: QuerySet[PovertyRecord],
    *,
    title: str,
    words: str,
    figures: FigureSource,
    user: User,
) -> FileResponse:
    """Return the households behind a figure as a file, for page and API."""
    source = source_line(
        place=register_place(user.commune), words=words, source=figures, is_demo=is_demo()
    )
    return workbook_response(
        f"ho-ngheo-{standard_in_name(figures.standard_name)}{figures.as_of:%Y-%m-%d}.xlsx",
        [record_sheet(records, title=title, source=source)],
        **list_frame(user.commune),
    )


def record_sheet(records: QuerySet[PovertyRecord], *, title: str, source: str) -> Sheet:
    """Return the households behind a figure as a sheet; `source` is the line on origin and date."""
    return Sheet("Danh sách", _columns(), _in_order(records), title=title.upper(), source=source)


def _in_order(records: QuerySet[PovertyRecord]) -> Iterator[PovertyRecord]:
    ordered = records.order_by("commune__sort_key", "household__sort_key", "pk")
    return ordered.iterator(chunk_size=_CHUNK)


def _columns() -> list[Column]:
    numbers = count(1)
    return [
        Column("STT", lambda _record: next(numbers), width=5, number_format=WHOLE),
        Column("Mã hộ", lambda record: record.household.code, width=12.5, number_format=TEXT),
        Column("Chủ hộ", lambda record: record.household.head_name, width=15),
        Column("Thôn, làng", lambda record: record.household.village.full_name, width=11),
        Column("Xã, thị trấn", lambda record: record.commune.full_name, width=10),
        Column("Số khẩu đầu năm", _opening_members, width=6, number_format=WHOLE),
        Column("Số khẩu hiện nay", lambda r: r.members, width=6, number_format=WHOLE),
        Column("Dân tộc thiểu số", lambda r: "x" if r.is_ethnic_minority else "", width=6.5),
        Column("Đầu năm", lambda r: r.get_opening_status_display() or "Ngoài danh sách", width=9),
        Column("Hiện nay", lambda record: record.standing, width=9),
        Column("Biến động", lambda record: record.change, width=12),
        Column("Ngày biến động", lambda r: r.moved_on, width=11, number_format=DATE),
        Column("Đợt rà soát", _round, width=10),
        Column("Ngày khảo sát", _surveyed_on, width=11, number_format=DATE),
        Column("Căn cứ xác định", lambda r: r.result.explanation if r.result else "", width=20),
    ]


def _opening_members(record: PovertyRecord) -> int | None:
    return record.opening_members if record.opening_status else None


def _round(record: PovertyRecord) -> str:
    return str(record.result.assessment.round) if record.result else ""


def _surveyed_on(record: PovertyRecord) -> dt.date | None:
    return record.result.assessment.surveyed_on if record.result else None
