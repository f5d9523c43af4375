"""Common parts of a commune's official papers: names, place and date, the demo mark."""

import datetime as dt
from typing import Any

from areas.models import Commune
from areas.queries import is_demo
from common.official_form import official_date
from common.word import open_date

MARK = "DỮ LIỆU MẪU"


def frame(commune: Commune, on: dt.date | None) -> dict[str, Any]:
    """Return the common fields of a commune's paper; without a day its date is left open."""
    return {
        "mark": MARK if is_demo() else "",
        "commune": commune.name_in_sentence,
        "commune_caps": commune.full_name.upper(),
        "place_and_date": official_date(commune.name, on) if on else open_date(commune.name),
    }


def address_of(commune: Commune) -> str:
    """Return the commune's name with its superior units: "xã Ia O, huyện Ia Grai, tỉnh Gia Lai"."""
    district = f", huyện {commune.district.name}" if commune.district else ""
    return f"{commune.name_in_sentence}{district}, tỉnh {commune.province.name}"


def superior_of(commune: Commune) -> str:
    """Return the unit above the commune: its district, since 01/07/2025 the province."""
    if commune.district:
        return f"Ủy ban nhân dân huyện {commune.district.name}"
    return f"Ủy ban nhân dân tỉnh {commune.province.name}"
