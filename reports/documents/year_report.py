"""The district's report to the province on the year, or on the part of it up to the end of a month."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from areas.documents import district_frame
from common import formats
from common.text import lower_first
from common.word import WordPaper, filename_of
from papers.queries import word_paper
from reports.queries.dashboard import Dashboard
from reports.words.forms.columns import POOR_FLOW
from targets.models import YearPlan
from targets.queries.alerts import Alert
from targets.queries.months import month_end
from targets.queries.rows import CommuneRow, GoalRow, Progress, ProgressLine
from targets.words.alerts import alert_sentence
from targets.words.goals import goal_target, goal_value
from targets.words.verdict import goal_sign, line_sign

_NOT_BY_DAY = "Việc chậm chỉ xem được vào ngày lập báo cáo, không ghi theo từng kỳ đã qua."


def year_report_paper(
    plan: YearPlan, found: Dashboard, alerts: Sequence[Alert], *, on: dt.date
) -> WordPaper:
    """Return “Báo cáo kết quả giảm nghèo”: the figures of the dashboard, as any file has them.

    `alerts` are those of today; a report as of the end of an earlier month has none. Number and
    date are left to the registry.
    """
    progress = found.progress
    day = on if found.month is None else month_end(plan.year, found.month)
    values = {
        **district_frame(plan.district, year=max(plan.year, day.year)),
        "year": str(plan.year),
        "period": _period(plan.year, found.month),
        "standard": lower_first(progress.standard_name),
        "counted_on": f"{day:%d/%m/%Y}",
        "summary": _summary(progress),
        "goals": [_goal(number, goal) for number, goal in enumerate(progress.goals, start=1)],
        "flow": _flow(progress.total),
        "communes": [
            {"number": str(number), "name": row.full_name, **_line(row.everyone)}
            for number, row in enumerate(progress.communes_by_name(), start=1)
        ],
        "total": _line(progress.total.everyone),
        "late": [_NOT_BY_DAY] if progress.is_past else _late(progress, alerts),
    }
    which = "ca-nam" if found.month is None else f"{found.month}-thang"
    return word_paper(
        "year_report",
        filename=filename_of("bao-cao-giam-ngheo", plan.district.name, plan.year, which),
        values=values,
    )


def _period(year: int, month: int | None) -> str:
    if month is None:
        return f"năm {year}"
    return f"tháng 1 năm {year}" if month == 1 else f"{month} tháng đầu năm {year}"


def _summary(progress: Progress) -> list[str]:
    total = progress.total
    lines = [
        _state("", total.everyone, "tổng số hộ"),
        _state(" dân tộc thiểu số", total.minority, "số hộ dân tộc thiểu số"),
    ]
    target = progress.target_rate
    if target is not None:
        lines.append(
            f"Theo mục tiêu, cuối năm còn {formats.count(target.poor)} hộ nghèo,"
            f" bằng {formats.rate(target.at_baseline)} tổng số hộ đầu kỳ."
        )
    return lines


def _state(of: str, line: ProgressLine, whole: str) -> str:
    flow = line.flow
    words = (
        f"Hộ nghèo{of}: đầu kỳ {formats.count(line.baseline_poor)} hộ"
        f" ({formats.rate(line.baseline_rate)} {whole}), hiện có {formats.count(flow.closing)} hộ"
    )
    now = f" ({formats.rate(line.rate)})" if line.rate is not None else ""
    fall = f"giảm thực {formats.count(flow.net_fall)} hộ"
    goal = f", chỉ tiêu {formats.count(line.target_fall)} hộ" if line.target_fall else ""
    change = line.change_points
    points = f", {formats.signed_points(change)} điểm phần trăm" if change is not None else ""
    return f"{words}{now}; {fall}{goal}{points}."


def _goal(number: int, goal: GoalRow) -> dict[str, str]:
    return {
        "number": str(number),
        "label": goal.label,
        "target": goal_target(goal),
        "actual": goal_value(goal.actual, goal),
        "verdict": goal_sign(goal).word,
    }


def _flow(row: CommuneRow) -> list[dict[str, str]]:
    """Return the columns of the flow form as rows: 9 = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8."""
    every, minority = _flow_values(row.everyone), _flow_values(row.minority)
    return [
        {
            "number": str(number),
            "label": f"{column.group}: {lower_first(column.title)}"
            if column.group
            else column.title,
            "every": formats.count(every[number - 1]),
            "minority": formats.count(minority[number - 1]),
        }
        for number, column in enumerate(POOR_FLOW, start=1)
    ]


def _flow_values(line: ProgressLine) -> list[int]:
    flow = line.flow
    return [
        *(flow.opening, flow.exits_to_near_poor, flow.exits_above, flow.other_out),
        *(flow.fallen_from_near_poor, flow.relapsed, flow.first_poor, flow.other_in),
        flow.closing,
    ]


def _line(line: ProgressLine) -> dict[str, str]:
    return {
        "start": formats.count(line.baseline_poor),
        "target": formats.count(line.target_fall),
        "fall": formats.count(line.flow.net_fall),
        "present": formats.count(line.flow.closing),
        "verdict": line_sign(line).word,
    }


def _late(progress: Progress, alerts: Iterable[Alert]) -> list[str]:
    """Return what is late in each commune, in one sentence or more."""
    said: Mapping[int, list[str]] = {row.pk: [] for row in progress.communes}
    for alert in alerts:
        if alert.commune_id in said:
            said[alert.commune_id].append(alert_sentence(alert))
    found = [
        f"{row.full_name}: {' '.join(said[row.pk])}"
        for row in progress.communes_by_name()
        if said[row.pk]
    ]
    return found or ["Không có việc chậm được ghi trên hệ thống."]
