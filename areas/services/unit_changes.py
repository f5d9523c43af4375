"""Known changes of units. `households` applies them, since that moves households."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from areas.models import Commune, NewUnit, UnitChange, UnitChangeLine
from areas.services.reference import DATA
from common.errors import Refused
from common.history import create_many, save_with_history
from common.tables import read_table

MERGER_2025 = "commune_mapping_2025.tsv"
LEGAL_BASIS_2025 = "NQ 1664/NQ-UBTVQH15"
MERGER_ON = dt.date(2025, 7, 1)


class UnknownUnit(Refused):
    """The mapping names an old commune that is not in force on the day before it takes effect."""


@transaction.atomic
def load_unit_change() -> int:
    """Create the merger of 1 July 2025 (NQ 1664/NQ-UBTVQH15) as planned, where missing.

    Returns the number of old communes in its mapping, 0 when it exists. The units themselves are
    not touched. Raises UnknownUnit for an old commune that is not in force on the day before.
    """
    if UnitChange.objects.filter(takes_effect_on=MERGER_ON).exists():
        return 0
    rows = read_table(DATA / MERGER_2025)
    old = _old_communes([row["code"] for row in rows if row["level"] == "OLD"])
    province = next(row for row in rows if row["level"] == "PROVINCE")
    change = UnitChange(
        legal_basis=LEGAL_BASIS_2025,
        takes_effect_on=MERGER_ON,
        province_code=province["code"],
        province_name=province["name"],
    )
    save_with_history(change, by=None)
    new = {row["code"]: _new_unit(change, row) for row in rows if row["level"] == "NEW"}
    create_many(list(new.values()), by=None)
    stored = {unit.code: unit for unit in change.new_units.all()}
    lines = [
        UnitChangeLine(new_unit=stored[row["into"]], old_commune=old[row["code"]])
        for row in rows
        if row["level"] == "OLD"
    ]
    return len(create_many(lines, by=None))


def _old_communes(codes: list[str]) -> dict[str, Commune]:
    day = MERGER_ON - dt.timedelta(days=1)
    found = {row.code: row for row in Commune.objects.valid_on(day).filter(code__in=codes)}
    if missing := sorted(set(codes) - found.keys()):
        raise UnknownUnit(f"Không có xã mã {', '.join(missing)} có hiệu lực ngày {day:%d/%m/%Y}.")
    return found


def _new_unit(change: UnitChange, row: dict[str, str]) -> NewUnit:
    return NewUnit(
        change=change,
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        area_type=row["area_type"],
        is_border=row["is_border"] == "1",
        aliases=row["aliases"],
        outside=row["outside"],
        latitude=Decimal(row["latitude"]) if row["latitude"] else None,
        longitude=Decimal(row["longitude"]) if row["longitude"] else None,
    )
