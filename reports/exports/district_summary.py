"""The district's yearly summary for the People's Committee."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import FileResponse

from common.formats import count, rate
from common.http import download
from common.official_form import FormColumn, FormSheet, official_workbook
from common.xlsx import CONTENT_TYPE
from reports.exports.columns import (
    COMMUNES,
    FLOW,
    GOALS,
    MINORITY_COMMUNES,
    SummaryCommuneLine,
    SummaryGoalLine,
)
from reports.exports.form import ReportRequest, drawn_up, file_name, subtitle
from reports.exports.office import DEMO_MARK, labour_office
from targets.queries.plans import plan_for
from targets.queries.progress import progress as progress_of
from targets.queries.rows import CommuneRow, Progress, ProgressLine, TargetRate
from targets.words.problems import problem_sentences
from targets.words.progress import table_notes


@dataclass(frozen=True, slots=True, kw_only=True)
class _HouseholdGroup:
    """All households, or the ethnic-minority ones."""

    short: str
    words: str
    line_of: Callable[[CommuneRow], ProgressLine]


_EVERYONE = _HouseholdGroup(short="", words="HỘ NGHÈO", line_of=lambda row: row.everyone)
_MINORITY = _HouseholdGroup(
    short=" - DTTS", words="HỘ NGHÈO DÂN TỘC THIỂU SỐ", line_of=lambda row: row.minority
)


def district_summary_file(asked: ReportRequest) -> FileResponse | None:
    """Return the summary of a year as a download, None for a year without a plan."""
    plan = plan_for(asked.year, on=asked.as_of)
    if plan is None:
        return None
    found = progress_of(
        plan, as_of=asked.as_of, computed_at=asked.computed_at, boundaries=asked.boundaries
    )
    content = district_summary(found, is_demo=asked.is_demo)
    return download(district_summary_name(found), content, content_type=CONTENT_TYPE)


def district_summary_name(progress: Progress) -> str:
    """Return the file's name in plain letters: tong-hop-giam-ngheo-ia-grai-2021.xlsx."""
    return file_name(
        "tong-hop-giam-ngheo",
        progress.district_name,
        progress.year,
        is_regrouped=progress.grouping.is_regrouped,
    )


def district_summary(progress: Progress, *, is_demo: bool) -> bytes:
    """Return the goals, the communes and the flow of the poor list as an .xlsx file.

    Communes and flow have one sheet for all households and one for the ethnic-minority ones; the
    flow has the nine columns of the TT 07/2021/TT-BLĐTBXH family,
    9 = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8. Figures are households; rates are shown in per cent,
    changes in points. Heading, date and signatures follow NĐ 30/2020/NĐ-CP.
    """
    mark = DEMO_MARK if is_demo else ""
    year = progress.year
    sheets = [
        FormSheet(
            name="Mục tiêu",
            title=f"TỔNG HỢP KẾT QUẢ THỰC HIỆN MỤC TIÊU GIẢM NGHÈO NĂM {year}",
            subtitle=_subtitle(progress),
            unit="Đơn vị tính: hộ; %; điểm phần trăm (đpt), theo từng mục tiêu",
            columns=GOALS,
            rows=[
                SummaryGoalLine(number=n, goal=goal)
                for n, goal in enumerate(progress.goals, start=1)
            ],
            notes=[*_goal_notes(progress), _source(progress)],
            mark=mark,
        ),
        *(
            _commune_sheet(
                progress,
                group,
                name=f"Theo xã{group.short}",
                title=f"TỔNG HỢP KẾT QUẢ GIẢM {group.words} THEO XÃ NĂM {year}",
                unit="Đơn vị tính: hộ, %, điểm phần trăm",
                columns=MINORITY_COMMUNES if group is _MINORITY else COMMUNES,
                mark=mark,
            )
            for group in (_EVERYONE, _MINORITY)
        ),
        *(
            _commune_sheet(
                progress,
                group,
                name=f"Diễn biến{group.short or ' hộ nghèo'}",
                title=f"TỔNG HỢP DIỄN BIẾN {group.words} NĂM {year}",
                unit="Đơn vị tính: hộ",
                columns=FLOW,
                mark=mark,
            )
            for group in (_EVERYONE, _MINORITY)
        ),
    ]
    return official_workbook(
        sheets, office=labour_office(progress.district_name), on=progress.as_of
    )


def _commune_sheet(
    progress: Progress,
    group: _HouseholdGroup,
    *,
    name: str,
    title: str,
    unit: str,
    columns: Sequence[FormColumn],
    mark: str,
) -> FormSheet:
    """Return a sheet with one line per commune, in alphabetical order, and the district's total."""
    line_of = group.line_of
    rows = [
        SummaryCommuneLine(number=number, name=row.full_name, line=line_of(row))
        for number, row in enumerate(progress.communes_by_name(), start=1)
    ]
    return FormSheet(
        name=name,
        title=title,
        subtitle=_subtitle(progress),
        unit=unit,
        columns=columns,
        rows=rows,
        total=SummaryCommuneLine(number="", name="Toàn huyện", line=line_of(progress.total)),
        notes=[
            _identity(progress, line_of(progress.total)),
            *(_table_notes(progress, group) if columns is not FLOW else ()),
            _source(progress),
        ],
        mark=mark,
    )


def _table_notes(progress: Progress, group: _HouseholdGroup) -> list[str]:
    communes = map(group.line_of, progress.communes)
    return table_notes(group.line_of(progress.total), communes, is_minority=group is _MINORITY)


def _subtitle(progress: Progress) -> str:
    is_regrouped = progress.grouping.is_regrouped
    return subtitle(progress.standard_name, progress.as_of, is_regrouped=is_regrouped)


def _source(progress: Progress) -> str:
    words = (
        f"Nguồn: số liệu đầu kỳ – kế hoạch giảm nghèo năm {progress.year}; diễn biến – danh sách hộ "
        f"nghèo năm {progress.year} theo phiếu rà soát đã duyệt."
    )
    if progress.computed_at is None:
        return words
    return f"{words} {drawn_up(progress.computed_at)}"


def _identity(progress: Progress, line: ProgressLine) -> str:
    if progress.problems:
        return "Số liệu chưa khớp: " + " ".join(problem_sentences(progress.problems))
    flow = line.flow
    parts = (
        f"{count(flow.opening)} − {count(flow.exits_to_near_poor)} − {count(flow.exits_above)} − "
        f"{count(flow.other_out)} + {count(flow.fallen_from_near_poor)} + {count(flow.relapsed)} + "
        f"{count(flow.first_poor)} + {count(flow.other_in)}"
    )
    return f"Số liệu khớp: cuối kỳ {count(flow.closing)} = {parts}; đúng ở từng xã."


def _goal_notes(progress: Progress) -> list[str]:
    notes = [
        "Cột (3) tính từ số chưa làm tròn, nên có thể lệch 0,01 so với hiệu của hai số đã làm tròn. "
        "Cột (4): nếu những hộ đầu năm chưa rà soát chuyển biến như những hộ đã rà soát. Tỷ lệ hộ "
        "nghèo dân tộc thiểu số tính trên tổng số hộ dân tộc thiểu số."
    ]
    total = progress.total
    if found := progress.target_rate:
        notes.append(_rate_note("", found, total.everyone))
    if found := progress.em_target_rate:
        notes.append(_rate_note(" dân tộc thiểu số", found, total.minority))
    return notes


def _rate_note(of: str, found: TargetRate, line: ProgressLine) -> str:
    """Return the target's rate on both numbers of households: they change during the year."""
    return (
        f"Đạt mục tiêu thì còn {count(found.poor)} hộ nghèo{of}: {rate(found.at_baseline)} trên "
        f"{count(line.baseline_households)} hộ{of} đầu kỳ, {rate(found.at_present)} trên "
        f"{count(line.households)} hộ{of} hiện nay."
    )
