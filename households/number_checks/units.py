"""After a change of units all households, persons and accounts have moved, and none is lost."""

import json
from collections.abc import Iterator

from common.number_checks import Check, by_commune, rows


def nobody_is_left_in_a_merged_commune(_year: int) -> Iterator[str]:
    found = rows(
        "SELECT {commune}, h.code FROM households_household h"
        " JOIN areas_commune c ON c.id = h.commune_id"
        " WHERE c.merged_into_id IS NOT NULL AND h.state = 'ACTIVE'"
        " UNION ALL SELECT {commune}, u.username FROM accounts_user u"
        " JOIN areas_commune c ON c.id = u.commune_id WHERE c.merged_into_id IS NOT NULL"
        " ORDER BY 1, 2"
    )
    yield from by_commune(found, "hộ hoặc tài khoản")


def changes_lose_nobody(_year: int) -> Iterator[str]:
    for day, figures in rows(
        "SELECT takes_effect_on, figures FROM areas_unitchange WHERE state = 'APPLIED'"
    ):
        said = figures if isinstance(figures, dict) else json.loads(figures)
        if said["before"] != said["after"]:
            yield f"Từ {day}: trước {said['before']}, sau {said['after']}"


CHECKS = (
    Check(
        "Không còn hộ, tài khoản ở xã đã sáp nhập vào xã khác", nobody_is_left_in_a_merged_commune
    ),
    Check("Số hộ, số khẩu trước và sau sắp xếp đơn vị bằng nhau", changes_lose_nobody),
)
