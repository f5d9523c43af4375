"""Checks of the goals and the path of the year's plan."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from common.number_checks import Check, rows

_GROUPS = {"EVERYWHERE": "Toàn huyện", "BORDER": "Các xã biên giới"}
# The fall in households, the rate that it leads to, and the fall in points.
_OF_ALL = ("poor_fall", "poor_rate", "poor_rate_fall")
_OF_MINORITY = ("em_poor_fall", "em_poor_rate_fall")
_HALF_STEP = Fraction(1, 20_000)  # half of 0.01 %


def goals_fit_their_standard(year: int) -> Iterator[str]:
    found = rows(
        "SELECT i.name FROM targets_goal g JOIN targets_yearplan p ON p.id = g.plan_id"
        " JOIN households_indicator i ON i.id = g.indicator_id"
        " WHERE p.year = %s AND i.standard_id <> p.standard_id",
        year,
    )
    for (name,) in found:
        yield f"Chỉ số “{name}” không thuộc chuẩn nghèo của kế hoạch"


def minority_goals_fit_all(year: int) -> Iterator[str]:
    found = rows(
        'SELECT g."group", g.value, m.value FROM targets_goal g'
        " JOIN targets_yearplan p ON p.id = g.plan_id"
        ' JOIN targets_goal m ON m.plan_id = g.plan_id AND m."group" = g."group"'
        " WHERE p.year = %s AND g.code = 'poor_fall' AND m.code = 'em_poor_fall'",
        year,
    )
    for group, every, minority in found:
        if every is not None and minority is not None and minority > every:
            yield f"{group}: hộ nghèo DTTS giảm {minority:.0f}, hộ nghèo giảm {every:.0f}"


def path_rises_to_all(year: int) -> Iterator[str]:
    found = rows(
        "SELECT t.month, t.share FROM targets_pathpoint t"
        " JOIN targets_yearplan p ON p.id = t.plan_id WHERE p.year = %s ORDER BY t.month",
        year,
    )
    shares = [(month, Decimal(str(share))) for month, share in found]
    for (_, before), (month, share) in pairwise(shares):
        if share < before:
            yield f"Tháng {month}: lộ trình thấp hơn tháng trước"
    if shares and shares[-1] != (12, Decimal(1)):
        yield "Lộ trình không đạt 100 % vào tháng 12"


def goals_of_one_fall_agree(year: int) -> Iterator[str]:
    """A fall in households, the rate it leads to and the fall in points are one fact.

    Within the rounding of the two decimals of a percent in which they are written.
    """
    found = rows(
        'SELECT p.id, g."group", g.code, g.value FROM targets_goal g'
        " JOIN targets_yearplan p ON p.id = g.plan_id"
        " WHERE p.year = %s AND g.value IS NOT NULL AND g.indicator_id IS NULL",
        year,
    )
    goals: dict[tuple[int, str], dict[str, Fraction]] = defaultdict(dict)
    for plan, group, code, value in found:
        goals[plan, group][code] = Fraction(str(value))
    for (plan, group), values in sorted(goals.items()):
        every, poor, minority, minority_poor = _baseline(plan, group)
        yield from _disagreements(
            _GROUPS[group], "hộ nghèo", every, poor, [values.get(code) for code in _OF_ALL]
        )
        fall, points = (values.get(code) for code in _OF_MINORITY)
        yield from _disagreements(
            _GROUPS[group], "hộ nghèo DTTS", minority, minority_poor, [fall, None, points]
        )


def _baseline(plan: int, group: str) -> tuple[int, int, int, int]:
    names = ("households", "poor", "em_households", "em_poor")
    if group == "BORDER":
        sums = ", ".join(f"COALESCE(SUM(t.{name}), 0)" for name in names)
        return rows(
            f"SELECT {sums} FROM targets_communetarget t"  # noqa: S608  (own names)
            " JOIN areas_commune c ON c.id = t.commune_id AND c.is_border WHERE t.plan_id = %s",
            plan,
        )[0]
    return rows(f"SELECT {', '.join(names)} FROM targets_yearplan WHERE id = %s", plan)[0]  # noqa: S608


def _disagreements(
    where: str, whom: str, households: int, poor: int, goals: Sequence[Fraction | None]
) -> Iterator[str]:
    fall, rate, points = goals
    if not households:
        return
    start = Fraction(poor, households)
    if fall is not None:
        moved = fall / households
        if rate is not None and abs(start - moved - rate) > _HALF_STEP:
            yield f"{where}: {whom} giảm {fall} hộ thì còn {_percent(start - moved)}, mục tiêu ghi {_percent(rate)}"
        if points is not None and abs(moved - points) > _HALF_STEP:
            yield f"{where}: {whom} giảm {fall} hộ là {_percent(moved)}, mục tiêu ghi giảm {_percent(points)}"
    elif rate is not None and points is not None and abs(start - rate - points) > 2 * _HALF_STEP:
        yield f"{where}: {whom} còn {_percent(rate)} là giảm {_percent(start - rate)}, mục tiêu ghi {_percent(points)}"


def _percent(value: Fraction) -> str:
    return f"{float(100 * value):.2f} %".replace(".", ",")


CHECKS = (
    Check("Các mục tiêu về giảm hộ nghèo khớp nhau", goals_of_one_fall_agree),
    Check("Mục tiêu về thiếu hụt theo chuẩn nghèo của kế hoạch", goals_fit_their_standard),
    Check("Mục tiêu DTTS nằm trong mục tiêu chung", minority_goals_fit_all),
    Check("Lộ trình trong năm tăng dần đến 100 %", path_rises_to_all),
)
