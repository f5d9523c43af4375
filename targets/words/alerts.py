"""Alerts in words: what is wrong, and what to do about it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from common.formats import count, decimals
from procedure.words.lateness import lateness_words
from targets.choices import AlertCode
from targets.queries.alerts import Alert
from targets.queries.forecast import AreaForecast
from targets.words.forecast import (
    basis_words,
    expected_fall,
    path_households,
    planned_words,
    probability_words,
)

_TODO: Mapping[AlertCode, str] = {
    AlertCode.MISSES_TARGET: "Rà soát sớm các hộ đã đăng ký thoát nghèo, bổ sung hỗ trợ cho hộ gần chuẩn.",
    AlertCode.NOT_REVIEWED: "Lập phiếu và duyệt cho các hộ nghèo đầu năm.",
    AlertCode.SMALL_FALL: "Xã phải giảm hơn mức chung: bổ sung hộ thoát nghèo, xem lại chỉ tiêu giao.",
    AlertCode.EM_GAP: "Ưu tiên hộ dân tộc thiểu số khi chọn hộ thoát nghèo.",
    AlertCode.VILLAGES_LATE: "Đôn đốc các thôn, làng quá hạn theo quy trình rà soát.",
    AlertCode.FEW_NAMES: "Đăng ký thêm hộ thoát nghèo.",
    AlertCode.BEHIND_PATH: "Đẩy nhanh rà soát, công nhận thoát nghèo.",
    AlertCode.ANSWER_LATE: "Trả lời chỉ tiêu được giao.",
    AlertCode.TASKS_OVERDUE: "Báo cáo kết quả các nhiệm vụ quá hạn.",
}


def alert_todo(alert: Alert) -> str:
    """Return what to do about the alert."""
    return _TODO[alert.code]


def late_sentences(alerts: Iterable[Alert], commune: int) -> list[str]:
    """Return the sentences of a commune's alerts, most severe first: what it is reminded of."""
    return [alert_sentence(alert) for alert in alerts if alert.commune_id == commune]


def alert_sentence(alert: Alert) -> str:
    """Return the alert as a sentence with its figures."""
    everyone, size = alert.row.everyone, count(alert.size)
    if alert.code == AlertCode.MISSES_TARGET:
        return _misses(everyone, "hộ")
    if alert.code == AlertCode.EM_GAP:
        return _misses(alert.row.minority, "hộ dân tộc thiểu số")
    if alert.code == AlertCode.SMALL_FALL:
        return _too_small(everyone.expected_points, alert.least_points)
    if alert.code == AlertCode.BEHIND_PATH:
        return (
            f"Đã giảm thực {count(everyone.counts.net_fall)} hộ, {planned_words(alert.as_of)} "
            f"phải giảm {path_households(everyone.planned or 0)} hộ."
        )
    return {
        AlertCode.NOT_REVIEWED: _no_basis(everyone),
        AlertCode.VILLAGES_LATE: f"{lateness_words(alert.lateness)}.",
        AlertCode.FEW_NAMES: f"Các hộ đã đăng ký còn thiếu {size} hộ thoát nghèo so với số cần.",
        AlertCode.ANSWER_LATE: f"Quá hạn trả lời chỉ tiêu {size} ngày.",
        AlertCode.TASKS_OVERDUE: f"{size} nhiệm vụ quá hạn báo cáo.",
    }[alert.code]


def _no_basis(area: AreaForecast) -> str:
    words = basis_words(area.year_end, days_left=area.days_left)
    return f"{words[0].upper()}{words[1:]}; {count(area.counts.opening)} hộ nghèo đầu năm."


def _misses(area: AreaForecast, unit: str) -> str:
    expected, target = expected_fall(area.year_end), count(area.target)
    chance = probability_words(area.probability or 0)
    return f"Dự báo cuối năm giảm thực {expected}/{target} {unit}, khả năng đạt {chance}."


def _too_small(expected: Fraction | None, least: Fraction | None) -> str:
    """Two decimals, four where two would show both the same."""
    exact = [(value or Fraction(0)) * 100 for value in (expected, least)]
    places = 2 if decimals(exact[0], 2) != decimals(exact[1], 2) else 4
    fall, goal = (decimals(value, places) for value in exact)
    return f"Dự báo giảm {fall} điểm phần trăm, phải hơn {goal} điểm phần trăm."
