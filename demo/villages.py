"""The demo's villages. Their number (131) is real, every name is invented."""

import datetime as dt
from collections.abc import Iterator

from areas.choices import VillageKind
from areas.models import Commune, Village
from common.text import search_key, sort_key

# Per commune: street groups, hamlets (mostly Kinh), villages (mostly Jrai).
COUNTS: dict[str, tuple[int, int, int]] = {
    "ia-kha": (7, 0, 4),
    "ia-sao": (0, 6, 5),
    "ia-yok": (0, 9, 4),
    "ia-hrung": (0, 5, 6),
    "ia-ba": (0, 4, 4),
    "ia-khai": (0, 1, 6),
    "ia-krai": (0, 6, 6),
    "ia-grang": (0, 3, 4),
    "ia-to": (0, 7, 5),
    "ia-o": (0, 3, 6),
    "ia-der": (0, 4, 9),
    "ia-chia": (0, 3, 7),
    "ia-pech": (0, 3, 4),
}
_HAMLETS = (
    *("Tân Mẫu", "Hòa Mẫu", "Phú Mẫu", "Đồng Mẫu", "An Mẫu", "Thanh Mẫu", "Lạc Mẫu", "Xuân Mẫu"),
    *("Quảng Mẫu", "Bình Mẫu", "Thạch Mẫu"),
)
_FIRST = ("Blơng", "Klur", "Mơyuh", "Pơnang", "Thung", "Hrơi", "Gjok", "Tơlơ", "Dlăn", "Nglêh")
_SECOND = ("Prai", "Yơl", "Kueng", "Sir", "Tơnah", "Rmuk", "Bih")


def villages_of(commune: Commune, slug: str, start: dt.date) -> Iterator[Village]:
    """Create the villages of a commune, hamlets first, unsaved."""
    groups, hamlets, villages = COUNTS[slug]
    offset = sum(count[2] for name, count in COUNTS.items() if name < slug)
    names = [(VillageKind.STREET_GROUP, str(number)) for number in range(1, groups + 1)]
    names += [(VillageKind.HAMLET, name) for name in _HAMLETS[:hamlets]]
    names += [(VillageKind.VILLAGE, _village_name(offset + n)) for n in range(villages)]
    for number, (kind, name) in enumerate(names, start=1):
        yield Village(
            commune=commune,
            code=f"{number:03d}",
            kind=kind,
            name=name,
            search_key=search_key(name),
            sort_key=sort_key(name),
            valid_from=start,
        )


def _village_name(number: int) -> str:
    return f"{_FIRST[number % len(_FIRST)]} {_SECOND[number // len(_FIRST)]}"
