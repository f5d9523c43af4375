"""Excel files of the household register."""

import datetime as dt
from collections.abc import Iterator
from itertools import count

from django.db.models import QuerySet
from django.http import FileResponse

from accounts.choices import Action
from accounts.models import User
from areas.documents import list_frame, register_place
from areas.queries import is_demo
from common.xlsx import DATE, TEXT, WHOLE, YEAR, Column, Sheet, source_line, workbook_response
from households.choices import PovertyStatus
from households.models import Household
from households.queries.sources import year_source

_CHUNK = 2000
# Only what the columns need: reading 28,000 whole households takes twice the time.
_READ = (
    "code",
    "head_name",
    "member_count",
    "address",
    "no_labour_capacity",
    "has_merit",
    "state",
    "left_on",
    "commune__name",
    "commune__kind",
    "village__name",
    "village__kind",
    "ethnicity__name",
    "head__citizen_number",
    "head__birth_date",
)


def household_response(
    households: QuerySet[Household], *, words: str, user: User, on: dt.date, at: dt.datetime
) -> FileResponse:
    """Return the list of households as a file; `words` describe the filter."""
    figures = year_source(on.year, on=on, at=at)
    source = source_line(
        place=register_place(user.commune), words=words, source=figures, is_demo=is_demo()
    )
    show_numbers = user.may(Action.EDIT_HOUSEHOLDS)
    sheet = household_sheet(
        households,
        year=on.year,
        standard=figures.standard_words,
        source=source,
        show_numbers=show_numbers,
    )
    return workbook_response(f"so-ho-{on:%Y-%m-%d}.xlsx", [sheet], **list_frame(user.commune))


def household_sheet(
    households: QuerySet[Household], *, year: int, standard: str, source: str, show_numbers: bool
) -> Sheet:
    """Return the list of households as an Excel sheet; rows carry `poverty_status` of `year`.

    `source` is the line with origin and time of the figures. Citizen numbers of the heads are
    masked unless `show_numbers`.
    """
    rows = households.select_related("commune", "village", "ethnicity", "head").only(*_READ)
    return Sheet(
        "Danh sách hộ",
        _columns(year, standard, show_numbers=show_numbers),
        _in_order(rows),
        title="DANH SÁCH HỘ GIA ĐÌNH",
        source=source,
    )


def _in_order(rows: QuerySet[Household]) -> Iterator[Household]:
    return rows.order_by("commune__sort_key", "sort_key", "pk").iterator(chunk_size=_CHUNK)


def _columns(year: int, standard: str, *, show_numbers: bool) -> list[Column]:
    numbers = count(1)
    statuses = dict(PovertyStatus.choices)
    return [
        Column("STT", lambda _household: next(numbers), width=5, number_format=WHOLE),
        Column("Mã hộ", lambda household: household.code, width=12.5, number_format=TEXT),
        Column("Xã, thị trấn", lambda household: household.commune.full_name, width=12),
        Column("Thôn, làng", lambda household: household.village.full_name, width=12),
        Column("Chủ hộ", lambda household: household.head_name, width=17),
        Column(
            "Số định danh chủ hộ",
            lambda household: _number(household, show_numbers=show_numbers),
            width=13.5,
            number_format=TEXT,
        ),
        Column("Năm sinh chủ hộ", _birth_year, width=7, number_format=YEAR),
        Column("Dân tộc", lambda household: household.ethnicity.name, width=8),
        Column("Số khẩu", lambda household: household.member_count, width=6.5, number_format=WHOLE),
        Column("Địa chỉ", lambda household: household.address, width=11),
        Column(
            f"Phân loại năm {year} ({standard})",
            lambda household: statuses.get(household.poverty_status, ""),
            width=12,
        ),
        Column(
            "Không có khả năng lao động",
            lambda household: _mark(value=household.no_labour_capacity),
            width=7.5,
        ),
        Column("Có người có công", lambda household: _mark(value=household.has_merit), width=7),
        Column("Tình trạng", lambda household: household.get_state_display(), width=9),
        Column(
            "Ngày rời địa bàn",
            lambda household: household.left_on,
            width=11,
            number_format=DATE,
        ),
    ]


def _number(household: Household, *, show_numbers: bool) -> str:
    head = household.head
    if head is None:
        return ""
    return (head.citizen_number or "") if show_numbers else head.masked_citizen_number


def _birth_year(household: Household) -> int | None:
    born: dt.date | None = household.head.birth_date if household.head else None
    return born.year if born else None


def _mark(*, value: bool) -> str:
    return "x" if value else ""
