"""Goals in words: values in their unit, and the note beside a goal."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from common.formats import DASH, count, decimals
from targets.choices import Chance, Comparison, GoalCode, Unit
from targets.queries.rows import AboveAverageCommunes, GoalRow

_COMPARED: Mapping[str, str] = {
    Comparison.AT_MOST: "không quá {}",
    Comparison.AT_LEAST: "từ {} trở lên",
    Comparison.MORE_THAN: "trên {}",
}
HIDDEN_GOAL = "Ẩn kết quả: quá ít hộ, có thể nhận ra từng hộ"


def goal_value(value: Fraction | Decimal | None, goal: GoalRow) -> str:
    """Return a value in the goal's unit.

    Two decimals, more where two would look like the target: 2.3349 % against ≤ 2.33 % must not
    be printed as 2,33 % beside "not met".
    """
    if value is None:
        return DASH
    if goal.unit == Unit.HOUSEHOLDS:
        return f"{count(value)} hộ"
    exact, places = Fraction(value) * 100, 2
    if goal.target is not None:
        target = Fraction(goal.target) * 100
        while (
            exact != target and places < 4 and decimals(exact, places) == decimals(target, places)
        ):
            places += 1
    return f"{decimals(exact, places)} {Unit(goal.unit).label}"


def goal_target(goal: GoalRow) -> str:
    """Return what a goal demands: "từ 250 hộ trở lên", a dash where nothing is set."""
    if goal.target is None:
        return DASH
    return _COMPARED[goal.comparison].format(goal_value(goal.target, goal))


def goal_note(goal: GoalRow) -> str:
    """Return the note beside a goal: the counts behind it, or why it is not measured."""
    if goal.is_hidden:
        return HIDDEN_GOAL
    if goal.deprived is not None:
        of = goal.deprived
        if not of.measured:
            return "Chưa hộ nghèo nào có phiếu rà soát đã duyệt"
        return f"{count(of.deprived)}/{count(of.measured)} hộ nghèo đã có phiếu duyệt"
    if goal.above_average is not None:
        return _above_average_note(goal.above_average)
    if goal.target is None:
        return "Chưa đặt mức trần" if goal.code == GoalCode.RELAPSE else "Chưa đặt mục tiêu"
    if goal.chance == Chance.NO_BASIS:
        return "Chưa đủ hộ đầu năm có kết quả rà soát"
    if goal.chance == Chance.AT_RISK and goal.is_reviewed:
        return "Đã rà soát hết danh sách đầu năm"
    return ""


def _above_average_note(communes: AboveAverageCommunes) -> str:
    if not communes.listed:
        return "Không có xã nào có tỷ lệ đầu kỳ trên bình quân huyện"
    words = f"{communes.reached}/{communes.judged} xã trên bình quân huyện đã đạt"
    if not communes.judged:
        return words
    return f"{words}; giảm ít nhất: {', '.join(communes.slowest)}"
