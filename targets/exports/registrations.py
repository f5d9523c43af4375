"""The Excel file of the registered households, in the layout of an office."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from django.http import FileResponse

from areas.documents import FULL_MARK, superior_of
from areas.models import Commune
from areas.queries import is_demo
from common.http import download
from common.official_form import FormColumn, FormSheet, Office, official_workbook
from common.sources import FigureSource
from common.xlsx import CONTENT_TYPE, DATE, WHOLE
from targets.models import ExitRegistration, YearPlan
from targets.queries.candidates import CandidateRow
from targets.queries.coverage import CoverageRow
from targets.queries.plans import plan_source


@dataclass(frozen=True, slots=True, kw_only=True)
class _RegistrationLine:
    number: int
    row: CandidateRow


def registration_response(
    rows: Sequence[CandidateRow],
    *,
    plan: YearPlan,
    commune: Commune | None,
    coverage: CoverageRow | None,
    on: dt.date,
    at: dt.datetime,
) -> FileResponse:
    """Return the registered households of a commune, or of the whole district, as a
    download.

    For page and API. `coverage` is noted below the list, in households.
    """
    content = official_workbook(
        [registration_sheet(rows, plan=plan, commune=commune, coverage=coverage, on=on, at=at)],
        office=_office(plan, commune),
        on=on,
    )
    place = commune.code if commune else "toan-huyen"
    name = f"dang-ky-thoat-ngheo-{plan.year}-{place}.xlsx"
    return download(name, content, content_type=CONTENT_TYPE)


def registration_sheet(
    rows: Sequence[CandidateRow],
    *,
    plan: YearPlan,
    commune: Commune | None,
    coverage: CoverageRow | None,
    on: dt.date,
    at: dt.datetime,
) -> FormSheet:
    """Return the list as a sheet, by commune and name; without citizen numbers."""
    ordered = sorted(rows, key=lambda row: row.by_commune)
    place = commune.full_name if commune else f"huyện {plan.district.name}"
    return FormSheet(
        name="Đăng ký thoát nghèo",
        title=f"DANH SÁCH HỘ ĐĂNG KÝ THOÁT NGHÈO NĂM {plan.year}",
        subtitle=f"{place[:1].upper()}{place[1:]}, {plan.standard.name.lower()}",
        unit="Đơn vị tính: hộ, người, điểm",
        columns=[
            replace(column, number=f"({n})")
            for n, column in enumerate(_columns(with_commune=commune is None), start=1)
        ],
        rows=[_RegistrationLine(number=n, row=row) for n, row in enumerate(ordered, start=1)],
        notes=_notes(coverage, plan_source(plan, on=on, at=at)),
        mark=FULL_MARK if is_demo() else "",
    )


def _notes(coverage: CoverageRow | None, source: FigureSource) -> list[str]:
    said = []
    if coverage is not None:
        for words, part in (("", coverage.everyone), (" dân tộc thiểu số", coverage.minority)):
            if part.needed is not None:
                said.append(
                    f"Đã đăng ký {part.registered} hộ{words}, cần ít nhất {part.needed} (chỉ tiêu giảm "
                    f"{part.target}, dự kiến tái nghèo và phát sinh {part.expected_gains});"
                    f" thiếu {part.short}."
                )
    said.append("B1, thiếu hụt theo phiếu được duyệt gần nhất.")
    said.append(f"{source.words}.")
    return said


def _columns(*, with_commune: bool) -> list[FormColumn]:
    place = [
        FormColumn(title="Xã, thị trấn", width=11, value=lambda line: line.row.record.commune_name)
    ]
    return [
        FormColumn(title="TT", width=5, align="center", value=lambda line: line.number),
        FormColumn(title="Mã hộ", width=12.5, value=lambda line: line.row.record.household.code),
        FormColumn(
            title="Chủ hộ", width=17, value=lambda line: line.row.record.household.head_name
        ),
        *(place if with_commune else []),
        FormColumn(
            title="Thôn, làng",
            width=13,
            value=lambda line: line.row.record.household.village.full_name,
        ),
        FormColumn(title="Dân tộc", width=8, value=lambda line: line.row.record.ethnicity),
        FormColumn(
            title="Số khẩu",
            width=6.5,
            number_format=WHOLE,
            value=lambda line: line.row.record.members,
        ),
        FormColumn(title="Điểm B1 (thu nhập)", width=8, number_format=WHOLE, value=_b1),
        FormColumn(
            title="Thiếu hụt (chỉ số)",
            width=8,
            number_format=WHOLE,
            value=lambda line: line.row.deprivations,
        ),
        FormColumn(title="Kế hoạch", width=8, align="center", value=_plan),
        FormColumn(
            title="Hỗ trợ đang được hưởng", width=16, value=lambda line: _said(line).support
        ),
        FormColumn(
            title="Căn cứ dự kiến thoát nghèo", width=17, value=lambda line: _said(line).reason
        ),
        FormColumn(
            title="Ngày đăng ký",
            width=11,
            align="center",
            number_format=DATE,
            value=lambda line: _said(line).registered_on,
        ),
        FormColumn(title="Kết quả rà soát", width=13, value=lambda line: line.row.outcome.label),
    ]


def _said(line: _RegistrationLine) -> ExitRegistration:
    """Return the registration of a row; the list contains registered households only."""
    return cast("ExitRegistration", line.row.registration)


def _b1(line: _RegistrationLine) -> int | None:
    return line.row.result.b1_points if line.row.result else None


def _plan(line: _RegistrationLine) -> str:
    return "Có" if _said(line).has_plan else "Chưa"


def _office(plan: YearPlan, commune: Commune | None) -> Office:
    district = plan.district.name
    if commune is None:
        return Office(
            above=f"ỦY BAN NHÂN DÂN HUYỆN {district.upper()}",
            body="PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
            place=district,
            recipients=(f"UBND huyện {district};", "Lưu: VT."),
            signatures=("NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG"),
        )
    return Office(
        above=superior_of(commune).upper(),
        body=f"ỦY BAN NHÂN DÂN {commune.full_name.upper()}",
        place=commune.name,
        recipients=("Phòng LĐ-TB&XH huyện;", "Phòng giao dịch NHCSXH huyện;", "Lưu: VT."),
        signatures=("NGƯỜI LẬP BIỂU", "CHỦ TỊCH"),
    )
