"""Change of administrative units."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from areas.models import Commune, UnitChange
from tests.access.line import ADMINS, EVERYONE, Line

LINES: list[Line] = [
    Line("households:unit_change", "GET", EVERYONE),
    Line("households:unit_change_apply", "GET", ADMINS, pk="unit change"),
    Line("households:unit_change_apply", "POST", ADMINS, pk="unit change"),
    Line("households:unit_change_roll_back", "GET", ADMINS, pk="unit change"),
    Line("households:unit_change_roll_back", "POST", ADMINS, pk="unit change"),
    Line("api:unit_change_list", "GET", EVERYONE),
    Line("api:unit_change_detail", "GET", EVERYONE, pk="unit change"),
    Line("api:unit_change_apply", "POST", ADMINS, pk="unit change"),
    Line("api:unit_change_roll_back", "POST", ADMINS, pk="unit change"),
]


def _unit_change() -> int:
    change, _ = UnitChange.objects.get_or_create(
        takes_effect_on=dt.date(2025, 7, 1),
        defaults={
            "legal_basis": "NQ 1664/NQ-UBTVQH15",
            "province_code": "52",
            "province_name": "Gia Lai",
        },
    )
    return change.pk


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {"unit change": _unit_change}
