"""Checks of the months of the poor list, from raw rows."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from common.number_checks import Check, rows

_OUT = {"EXITED_TO_NEAR_POOR", "EXITED_ABOVE", "LEFT"}
_IN = {"RELAPSED", "FIRST_POOR", "FELL_FROM_NEAR_POOR", "ARRIVED", "FIRST_YEAR"}


def every_month_balances(year: int) -> Iterator[str]:
    """Check that at each month's end the list is the opening less decreases plus increases.

    The list is counted household by household, the decreases and increases by the movements on
    the records.
    """
    found = rows(
        "SELECT {commune}, r.standard_id, r.movement, r.opening_status, r.status, r.has_left,"
        " r.moved_on FROM households_povertyrecord r JOIN areas_commune c ON c.id = r.commune_id"
        " WHERE r.year = %s",
        year,
    )
    for month in range(1, 13):
        expected: Counter[tuple[str, int]] = Counter()
        listed: Counter[tuple[str, int]] = Counter()
        for commune, standard, movement, opening, status, left, moved_on in found:
            area = (commune, standard)
            was, now = opening == "POOR", status == "POOR" and not left
            has_moved = _month(moved_on, year) <= month
            listed[area] += now if has_moved else was
            expected[area] += was
            if has_moved:
                expected[area] += _change(movement, is_listed=now)
        for area, number in sorted(expected.items()):
            if (counted := listed[area]) != number:
                yield (
                    f"{area[0]}, hết tháng {month}: theo biến động phải còn {number} hộ nghèo,"
                    f" đếm từng hộ được {counted}"
                )


def _month(moved_on: dt.date | str | None, year: int) -> int:
    """Return the month of a movement; January for none or an earlier year, December for a later."""
    if moved_on is None:
        return 1
    day = dt.date.fromisoformat(str(moved_on))
    return 1 if day.year < year else 12 if day.year > year else day.month


def _change(movement: str, *, is_listed: bool) -> int:
    if movement in _OUT:
        return -1
    return 1 if movement in _IN and is_listed else 0


def moves_bear_a_day(year: int) -> Iterator[str]:
    """Check that exits and additions to the list have a date: without one they fit no month."""
    found = rows(
        "SELECT {commune}, COUNT(*) FROM households_povertyrecord r"
        " JOIN areas_commune c ON c.id = r.commune_id WHERE r.year = %s AND r.moved_on IS NULL"
        " AND r.movement IN ('EXITED_TO_NEAR_POOR', 'EXITED_ABOVE', 'RELAPSED', 'FIRST_POOR',"
        " 'FELL_FROM_NEAR_POOR') GROUP BY c.id, c.kind, c.name",
        year,
    )
    for commune, number in sorted(found):
        yield f"{commune}: {number} hộ có biến động mà không có ngày"


CHECKS = (
    Check("Hết mỗi tháng, hộ nghèo bằng đầu kỳ trừ giảm cộng tăng", every_month_balances),
    Check("Biến động của hộ nghèo đều có ngày", moves_bear_a_day),
)
