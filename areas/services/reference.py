"""Reference data: administrative units and ethnic groups."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import transaction

from areas.models import Commune, District, EthnicGroup, Installation, Province
from areas.queries import CACHE_KEY
from common.history import create_many, save_with_history
from common.tables import read_table
from common.text import search_key, sort_key

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load_units() -> int:
    """Create the province, the district, its communes and the 54 ethnic groups where missing.

    Also creates the installation row, for real data. Existing rows are left as they are, even where
    they were edited. Returns the number of rows created. Sources: codes of the General Statistics
    Office; end of the units: NQ 1664/NQ-UBTVQH15.
    """
    rows = read_table(DATA / "communes.tsv")
    province, new_province = _unit(Province, _of_level(rows, "PROVINCE"), {})
    district, new_district = _unit(District, _of_level(rows, "DISTRICT"), {"province": province})
    known = set(Commune.objects.values_list("code", "valid_from"))
    communes = [_commune(row, province, district) for row in rows if row["level"] == "COMMUNE"]
    missing = [unit for unit in communes if (unit.code, unit.valid_from) not in known]
    create_many(missing, by=None)
    new_installation = _set_up_for(district)
    made = new_province + new_district + new_installation + len(missing)
    return made + _load_ethnic_groups()


def _of_level(rows: list[dict[str, str]], level: str) -> dict[str, str]:
    return next(row for row in rows if row["level"] == level)


def _unit_values(row: dict[str, str]) -> dict[str, Any]:
    spellings = " ".join([row["name"], *row["aliases"].split("; ")])
    return {
        "code": row["code"],
        "name": row["name"],
        "valid_from": dt.date.fromisoformat(row["valid_from"]),
        "valid_to": dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        "search_key": search_key(spellings),
        "sort_key": sort_key(row["name"]),
    }


def _unit(model: Any, row: dict[str, str], above: dict[str, Any]) -> tuple[Any, bool]:
    values = _unit_values(row)
    found = model.objects.filter(code=values["code"], valid_from=values["valid_from"]).first()
    if found is not None:
        return found, False
    unit = model(**values, **above)
    save_with_history(unit, by=None)
    return unit, True


def _commune(row: dict[str, str], province: Province, district: District) -> Commune:
    return Commune(
        **_unit_values(row),
        kind=row["kind"],
        area_type=row["area_type"],
        region=row["region"],
        is_border=row["is_border"] == "1",
        aliases=row["aliases"],
        latitude=Decimal(row["latitude"]),
        longitude=Decimal(row["longitude"]),
        province=province,
        district=district,
    )


def _set_up_for(district: District) -> bool:
    if Installation.objects.exists():
        return False
    save_with_history(Installation(pk=1, district=district, is_demo=False), by=None)
    cache.delete(CACHE_KEY)
    return True


def _load_ethnic_groups() -> int:
    known = set(EthnicGroup.objects.values_list("code_1979", flat=True))
    missing = [
        EthnicGroup(
            code_1979=row["code_1979"],
            code_2009=row["code_2009"],
            name=row["name"],
            aliases=row["aliases"],
            is_minority=row["is_minority"] == "1",
            is_very_small=row["is_very_small"] == "1",
            is_indigenous=row["is_indigenous"] == "1",
            search_key=search_key(f"{row['name']} {row['aliases']}"),
            sort_key=sort_key(row["name"]),
        )
        for row in read_table(DATA / "ethnic_groups.tsv")
        if row["code_1979"] not in known
    ]
    create_many(missing, by=None)
    return len(missing)
