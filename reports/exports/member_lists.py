"""The workbook of an official list: a row for each member, streamed."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import FileResponse

from accounts.models import User
from areas.documents import list_frame, register_place
from areas.queries import is_demo
from common.sources import FigureSource, standard_in_name
from common.xlsx import WHOLE, YEAR, Column, Sheet, source_line, workbook_response
from households.models import PovertyRecord
from reports.queries.member_lists import ListedMember, lines_of
from reports.words.forms.lists import NOTE, MemberList, mark_of
from support.models import SupportNeed

_Line = tuple[int, PovertyRecord, ListedMember]


def member_list_file(
    records: QuerySet[PovertyRecord], form: MemberList, *, source: FigureSource, user: User
) -> FileResponse:
    """Return a list with members as a download, in the order of communes and heads."""
    origin = source_line(
        place=register_place(user.commune), words="", source=source, is_demo=is_demo()
    )
    ordered = records.order_by("commune__sort_key", "household__sort_key", "pk")
    sheet = Sheet(
        form.code,
        _columns(form),
        lines_of(ordered),
        title=f"{form.title} năm {source.year}".upper(),
        source=f"{origin} {NOTE}",
    )
    name = f"{form.file_stem}-{standard_in_name(source.standard_name)}{source.as_of:%Y-%m-%d}.xlsx"
    return workbook_response(name, [sheet], **list_frame(user.commune))


def _columns(form: MemberList) -> list[Column]:
    return [
        Column("STT hộ", lambda line: _first(line, line[0]), width=5, number_format=WHOLE),
        Column("STT thành viên", lambda line: line[2].position, width=7, number_format=WHOLE),
        Column("Họ và tên", lambda line: line[2].member.full_name, width=20),
        Column("Nam (năm sinh)", lambda line: line[2].man_born, width=8, number_format=YEAR),
        Column("Nữ (năm sinh)", lambda line: line[2].woman_born, width=8, number_format=YEAR),
        Column("Dân tộc", lambda line: line[2].member.ethnicity.name, width=9),
        Column("Quan hệ với chủ hộ", lambda line: line[2].relation, width=11),
        Column("Mới, tái, cũ", lambda line: _first(line, mark_of(line[1], form.figure)), width=6),
        Column("CSCC", lambda line: _first(line, _x(line[1].household.has_merit)), width=7),
        Column("DTTC", lambda line: _x(line[2].member.ethnicity.is_indigenous), width=7),
        Column(
            "KCKNLĐ", lambda line: _first(line, _x(line[1].household.no_labour_capacity)), width=10
        ),
        *(
            Column(f"Nhu cầu: {need.name.lower()}", _need(need.key), width=8)
            for need in SupportNeed.objects.all()
        ),
        Column(
            "Thôn, làng", lambda line: _first(line, line[1].household.village.full_name), width=18
        ),
        Column("Xã, thị trấn", lambda line: _first(line, line[1].commune.full_name), width=14),
    ]


def _first(line: _Line, value: object) -> object:
    """Return what is said once for a household, in its first line."""
    return value if line[2].is_first else None


def _x(is_so: bool) -> str:  # noqa: FBT001  (a fact of a row)
    return "x" if is_so else ""


def _need(key: str) -> Callable[[_Line], str]:
    return lambda line: line[2].needs.get(key, "")
