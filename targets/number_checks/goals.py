"""Checks of the goals and the path of the year's plan."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from common.number_checks import Check, rows


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


CHECKS = (
    Check("Mục tiêu về thiếu hụt theo chuẩn nghèo của kế hoạch", goals_fit_their_standard),
    Check("Mục tiêu DTTS nằm trong mục tiêu chung", minority_goals_fit_all),
    Check("Lộ trình trong năm tăng dần đến 100 %", path_rises_to_all),
)
