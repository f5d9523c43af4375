"""What is wrong in the communes' year, in words: whose, how bad, what to do and where."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse

from common.formats import count, decimals
from targets.choices import SEVERITY_TONES, AlertCode, GoalCode, Severity
from targets.models import YearPlan
from targets.queries.answers import AnswerStanding, answers_by_commune
from targets.queries.directions import overdue_by_commune
from targets.queries.forecast import AreaForecast, ForecastRow, YearForecast, year_forecast
from targets.rules.alerts import CommuneFacts, Finding, findings

_TODO: Mapping[AlertCode, str] = {
    AlertCode.MISSES_TARGET: "Rà soát sớm các hộ đã đăng ký thoát nghèo, bổ sung hỗ trợ cho hộ gần chuẩn.",
    AlertCode.NOT_REVIEWED: "Lập phiếu và duyệt cho các hộ nghèo đầu kỳ.",
    AlertCode.SMALL_FALL: "Xã phải giảm hơn mức chung: bổ sung hộ thoát nghèo, xem lại chỉ tiêu giao.",
    AlertCode.EM_GAP: "Ưu tiên hộ dân tộc thiểu số khi chọn hộ thoát nghèo.",
    AlertCode.FEW_NAMES: "Đăng ký thêm hộ thoát nghèo.",
    AlertCode.BEHIND_PATH: "Đẩy nhanh rà soát, công nhận thoát nghèo.",
    AlertCode.ANSWER_LATE: "Trả lời chỉ tiêu được giao.",
    AlertCode.TASKS_OVERDUE: "Báo cáo kết quả các nhiệm vụ quá hạn.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing that is wrong in one commune, and what to do about it."""

    code: AlertCode
    severity: Severity
    commune_id: int
    commune: str
    sentence: str
    todo: str
    url: str
    merged_into: int | None = None

    @property
    def tone(self) -> str:
        return SEVERITY_TONES[self.severity]

    @property
    def title(self) -> str:
        return self.code.label

    def is_of(self, commune: int | None) -> bool:
        """Whether people of a commune work with this one: it is theirs, or now part of it."""
        return commune is not None and commune in {self.commune_id, self.merged_into}


def year_alerts(plan: YearPlan, *, today: dt.date) -> tuple[Alert, ...]:
    """Return all that is wrong in a plan's year today, the gravest first, in 18 queries."""
    return alerts(
        year_forecast(plan, as_of=today),
        today=today,
        answers=answers_by_commune(plan),
        overdue=overdue_by_commune(plan, today),
    )


def alerts(
    found: YearForecast,
    *,
    today: dt.date,
    answers: Mapping[int, AnswerStanding] | None = None,
    overdue: Mapping[int, int] | None = None,
) -> tuple[Alert, ...]:
    """Return what is wrong by these figures, the gravest first; no query.

    What is not given is not judged: without `answers` nobody is late to answer. A commune
    without a target has nothing to miss.
    """
    said = [
        (finding, row)
        for row in found.communes
        for finding in findings(_facts(found, row, today, answers or {}, overdue or {}))
    ]
    said.sort(key=lambda pair: (pair[0].urgency, pair[1].row.sort_key))
    return tuple(_alert(finding, row, found) for finding, row in said)


def _facts(
    found: YearForecast,
    row: ForecastRow,
    today: dt.date,
    answers: Mapping[int, AnswerStanding],
    overdue: Mapping[int, int],
) -> CommuneFacts:
    everyone, minority, pk = row.everyone, row.minority, row.row.pk
    names = found.coverage.of(pk) if found.coverage else None
    return CommuneFacts(
        opening=everyone.counts.opening,
        reviewed=everyone.counts.reviewed,
        others_review=found.total.everyone.counts.reviewed > 0,
        net_fall=everyone.counts.net_fall,
        target=everyone.target,
        em_target=minority.target,
        planned=everyone.planned,
        forecast=everyone.point,
        em_forecast=minority.point,
        forecast_points=everyone.expected_points,
        more_than_points=_least_points(found) if row.row.is_above_average else None,
        names_lacking=max(names.everyone.lacking, names.minority.lacking) if names else 0,
        answer_days_late=_days_late(answers.get(pk), today),
        tasks_overdue=overdue.get(pk, 0),
    )


def _least_points(found: YearForecast) -> Fraction | None:
    goal = found.progress.goal(GoalCode.ABOVE_AVERAGE_FALL)
    return None if goal is None or goal.target is None else Fraction(goal.target)


def _days_late(standing: AnswerStanding | None, today: dt.date) -> int:
    if standing is None or standing.due_on is None or not standing.is_overdue(today):
        return 0
    return (today - standing.due_on).days


def _alert(finding: Finding, row: ForecastRow, found: YearForecast) -> Alert:
    asked = urlencode({"year": found.year})
    return Alert(
        code=finding.code,
        severity=finding.severity,
        commune_id=row.row.pk,
        commune=row.row.full_name,
        merged_into=row.row.merged_into,
        sentence=_sentence(finding, row, found),
        todo=_TODO[finding.code],
        url=f"{reverse('targets:commune_year', args=[row.row.pk])}?{asked}",
    )


def _sentence(finding: Finding, row: ForecastRow, found: YearForecast) -> str:
    everyone, minority, size = row.everyone, row.minority, count(finding.size)
    if finding.code == AlertCode.MISSES_TARGET:
        return _misses(everyone, "hộ")
    if finding.code == AlertCode.EM_GAP:
        return _misses(minority, "hộ dân tộc thiểu số")
    if finding.code == AlertCode.SMALL_FALL:
        return _too_small(everyone.expected_points, _least_points(found))
    if finding.code == AlertCode.BEHIND_PATH:
        return (
            f"Đã giảm ròng {count(everyone.counts.net_fall)} hộ, lộ trình đến hết tháng "
            f"{found.month} phải giảm {_one(everyone.planned)} hộ."
        )
    return {
        AlertCode.NOT_REVIEWED: f"{size} hộ nghèo đầu kỳ, chưa rà soát hộ nào.",
        AlertCode.FEW_NAMES: f"Các hộ đã đăng ký còn thiếu {size} hộ thoát nghèo so với số cần.",
        AlertCode.ANSWER_LATE: f"Quá hạn trả lời chỉ tiêu {size} ngày.",
        AlertCode.TASKS_OVERDUE: f"{size} nhiệm vụ quá hạn báo cáo.",
    }[finding.code]


def _misses(area: AreaForecast, unit: str) -> str:
    target = count(area.target)
    return f"Dự báo cuối năm giảm ròng {area.expected} {unit}, chỉ tiêu {target} {unit}."


def _one(value: Fraction | None) -> str:
    return decimals(value or 0, 1)


def _too_small(expected: Fraction | None, least: Fraction | None) -> str:
    """Two decimals, four where two would show both the same."""
    exact = [(value or Fraction(0)) * 100 for value in (expected, least)]
    places = 2 if decimals(exact[0], 2) != decimals(exact[1], 2) else 4
    fall, goal = (decimals(value, places) for value in exact)
    return f"Dự báo giảm {fall} điểm %, phải hơn {goal} điểm %."
