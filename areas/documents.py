"""Common parts of a commune's official papers: names, place and date, the demo mark."""

import datetime as dt
from typing import Any

from areas.models import Commune, District
from areas.queries import installation, is_demo
from common.official_form import date_left_open, official_date
from common.word import open_date

MARK = "DỮ LIỆU MẪU"
FULL_MARK = "DỮ LIỆU MẪU – không phải số liệu thật"


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


def issuer_of(commune: Commune | None) -> tuple[str, str]:
    """Return the superior body and the office of a heading: of a commune, else of the district."""
    if commune is not None:
        return superior_of(commune).upper(), f"ỦY BAN NHÂN DÂN {commune.full_name.upper()}"
    current = installation()
    if current is None:
        return "", "ỦY BAN NHÂN DÂN HUYỆN"
    district = current.district
    return (
        f"ỦY BAN NHÂN DÂN TỈNH {district.province.name.upper()}",
        f"ỦY BAN NHÂN DÂN HUYỆN {district.name.upper()}",
    )


def register_place(commune: Commune | None) -> str:
    """Return the area whose register a list is drawn from: "xã Ia O", else "huyện Ia Grai"."""
    if commune is not None:
        return commune.name_in_sentence
    current = installation()
    return f"huyện {current.district.name}" if current else "huyện"


def list_frame(commune: Commune | None) -> dict[str, Any]:
    """Return issuer and mark of a plain list, for `common.xlsx.Sheet`."""
    return {"issuer": issuer_of(commune), "mark": FULL_MARK if is_demo() else ""}


# A value for every name of `frame`, to try templates with; invented.
FRAME_SAMPLE = {
    "mark": "DỰ THẢO",
    "commune": "xã Ia O",
    "commune_caps": "XÃ IA O",
    "place_and_date": "Ia O, ngày 15 tháng 11 năm 2021",
}
# The same for `district_frame`.
DISTRICT_SAMPLE = {
    "mark": "DỰ THẢO",
    "district": "huyện Ia Grai",
    "district_caps": "HUYỆN IA GRAI",
    "province": "tỉnh Gia Lai",
    "province_caps": "TỈNH GIA LAI",
    "place_and_date": "Ia Grai, ngày      tháng      năm 2021",
}


def district_frame(district: District, *, year: int, is_draft: bool = False) -> dict[str, Any]:
    """Return the common fields of a district's paper; day and month are left open for the registry."""
    marks = ("DỰ THẢO" if is_draft else "", MARK if is_demo() else "")
    return {
        "mark": " – ".join(each for each in marks if each),
        "district": f"huyện {district.name}",
        "district_caps": f"HUYỆN {district.name.upper()}",
        "province": f"tỉnh {district.province.name}",
        "province_caps": f"TỈNH {district.province.name.upper()}",
        "place_and_date": date_left_open(district.name, year),
    }


def district_over(commune: Commune) -> District:
    """Return the district of a commune, since 01/07/2025 that of the installation."""
    current = installation()
    found = commune.district or (current.district if current else None)
    if found is None:
        raise ValueError("The installation has no district.")
    return found
