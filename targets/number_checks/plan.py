"""Checks of the year's plan: goals, and communes that add up to the district."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from common.formats import count
from common.number_checks import Check, rows

GOALS = {
    "poor_rate",
    "poor_rate_fall",
    "poor_fall",
    "em_poor_rate_fall",
    "em_poor_fall",
    "above_average_fall",
    "relapse",
}
WITHOUT_VALUE = {"relapse"}
BASELINE = {
    "households": "tổng số hộ",
    "poor": "hộ nghèo",
    "em_households": "hộ DTTS",
    "em_poor": "hộ nghèo DTTS",
}


def goals(year: int) -> dict[str, Decimal | None]:
    """Return the year's goals of the whole district by code."""
    found = rows(
        "SELECT g.code, g.value FROM targets_goal g"
        " JOIN targets_yearplan p ON p.id = g.plan_id"
        " WHERE p.year = %s AND g.\"group\" = 'EVERYWHERE' AND g.indicator_id IS NULL",
        year,
    )
    return {code: None if value is None else Decimal(str(value)) for code, value in found}


def plan_is_complete(year: int) -> Iterator[str]:
    if not rows("SELECT id FROM targets_yearplan WHERE year = %s", year):
        yield f"Chưa có kế hoạch năm {year}"
        return
    found = goals(year)
    for code in sorted(GOALS - found.keys()):
        yield f"Thiếu mục tiêu {code}"
    for code, value in found.items():
        if value is None and code not in WITHOUT_VALUE:
            yield f"Mục tiêu {code} chưa có giá trị"


def every_commune_has_a_share(year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune} FROM areas_commune c JOIN targets_yearplan p"
        " ON p.district_id = c.district_id AND p.year = %s"
        " WHERE c.valid_from <= %s AND (c.valid_to IS NULL OR c.valid_to >= %s)"
        " AND NOT EXISTS (SELECT 1 FROM targets_communetarget t"
        "                 WHERE t.plan_id = p.id AND t.commune_id = c.id)",
        year,
        dt.date(year, 1, 1),
        dt.date(year, 1, 1),
    )
    for (commune,) in found:
        yield f"{commune}: không có dòng đầu kỳ và chỉ tiêu"


def baselines_add_up(year: int) -> Iterator[str]:
    for column, words in BASELINE.items():
        found = rows(
            f"SELECT p.{column}, SUM(t.{column}) FROM targets_yearplan p"  # noqa: S608
            " JOIN targets_communetarget t ON t.plan_id = p.id"
            f" WHERE p.year = %s GROUP BY p.id, p.{column}",
            year,
        )
        for district, communes in found:
            if district != communes:
                yield f"{words}: các xã cộng lại {count(communes)}, huyện {count(district)}"


def targets_add_up(year: int) -> Iterator[str]:
    found = rows(
        "SELECT SUM(t.fall), SUM(t.em_fall) FROM targets_communetarget t"
        " JOIN targets_yearplan p ON p.id = t.plan_id WHERE p.year = %s",
        year,
    )
    wanted = goals(year)
    for code, given in zip(("poor_fall", "em_poor_fall"), found[0], strict=True):
        goal = wanted.get(code)
        if goal is not None and goal != (given or 0):
            yield f"{code}: các xã cộng lại {count(given or 0)} hộ, mục tiêu {goal:.0f} hộ"


def communes_above_average_fall_faster(year: int) -> Iterator[str]:
    least = goals(year).get("above_average_fall")
    if least is None:
        return
    found = rows(
        "SELECT {commune}, t.households, t.poor, t.fall, p.households, p.poor"
        " FROM targets_communetarget t JOIN targets_yearplan p ON p.id = t.plan_id"
        " JOIN areas_commune c ON c.id = t.commune_id WHERE p.year = %s",
        year,
    )
    for commune, households, poor, fall, all_households, all_poor in found:
        is_above = poor * all_households > all_poor * households
        if is_above and fall <= least * households:
            yield (
                f"{commune}: chỉ tiêu giảm {fall} trên {count(households)} hộ,"
                f" không hơn {100 * least:.2f} điểm phần trăm".replace(".", ",")
            )


CHECKS = (
    Check("Kế hoạch năm có đủ các mục tiêu", plan_is_complete),
    Check("Mỗi xã có đầu kỳ và chỉ tiêu", every_commune_has_a_share),
    Check("Đầu kỳ các xã cộng lại bằng đầu kỳ của huyện", baselines_add_up),
    Check("Chỉ tiêu các xã cộng lại bằng mục tiêu của huyện", targets_add_up),
    Check("Xã trên bình quân được giao giảm hơn mức chung", communes_above_average_fall_faster),
)
