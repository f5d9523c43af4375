"""Figures of a year on the units of that year, or on the units they were merged into."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

from django.db.models import Max

from areas.choices import Boundaries
from areas.models import Commune

_Figures = TypeVar("_Figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """How communes are grouped: `into` maps a commune to the one its figures are shown under.

    `has_choice` is true for a year before a merger, which can be shown both ways. `always` is the
    part of `into` that both ways have, `units` maps every commune merged so far.
    """

    boundaries: Boundaries = Boundaries.OLD
    has_choice: bool = False
    into: Mapping[int, int] = field(default_factory=dict)
    always: Mapping[int, int] = field(default_factory=dict)
    units: Mapping[int, int] = field(default_factory=dict)

    @property
    def is_regrouped(self) -> bool:
        """Whether the figures of an earlier year are shown on later units."""
        return self.has_choice and self.boundaries == Boundaries.NEW


def grouping(communes: Iterable[Commune], *, year: int, wanted: str) -> Grouping:
    """Return how the figures of a year are grouped; no query (`merged_into` must be loaded).

    A year before a merger keeps its own units unless the new ones are requested. The year of the
    merger and later years are always shown on the new ones: within the year of the change some
    lists belong to the old communes and some to the new.
    """
    merged = [commune for commune in communes if commune.merged_into is not None]
    earlier = {each.pk for each in merged if _merged_in(each) > year}
    is_new = wanted == Boundaries.NEW and bool(earlier)
    units = {each.pk: each.merged_into.pk for each in merged if each.merged_into is not None}
    always = {old: new for old, new in units.items() if old not in earlier}
    return Grouping(
        boundaries=Boundaries.NEW if is_new else Boundaries.OLD,
        has_choice=bool(earlier),
        into=units if is_new else always,
        always=always,
        units=units,
    )


def grouping_of_year(year: int, *, wanted: str = Boundaries.OLD) -> Grouping:
    """Return how the figures of a year are grouped, in one query."""
    merged = Commune.objects.filter(merged_into__isnull=False).select_related("merged_into")
    return grouping(merged, year=year, wanted=wanted)


def _merged_in(commune: Commune) -> int:
    return commune.merged_into.valid_from.year if commune.merged_into else 0


def regrouped(figures: Mapping[int, _Figures], into: Mapping[int, int]) -> dict[int, _Figures]:
    """Sum the figures (frozen dataclasses of numbers) of communes by the commune they merged into.

    Of moments the earliest counts.
    """
    sums: dict[int, Any] = {}
    for key, figure in figures.items():
        target = into.get(key, key)
        sums[target] = _added(sums[target], figure) if target in sums else figure
    return sums


def merged_by(day: dt.date) -> dict[int, int]:
    """Return the successor of each commune merged until a day, by key, in one query."""
    merged = Commune.objects.filter(merged_into__valid_from__lte=day).order_by()
    return {old: new for old, new in merged.values_list("pk", "merged_into") if new is not None}


def years_before_merger(years: Iterable[int]) -> list[int]:
    """Return those of the years whose figures can also be shown on later units, in one query."""
    merged = Commune.objects.filter(merged_into__isnull=False)
    last = merged.aggregate(last=Max("merged_into__valid_from"))["last"]
    return [year for year in years if last is not None and year < last.year]


def communes_shown(communes: Iterable[Commune], into: Mapping[int, int]) -> list[Commune]:
    """Return the communes under which figures are shown, once each, by name; no query."""
    shown: dict[int, Commune] = {}
    for commune in communes:
        unit = (commune.merged_into if commune.pk in into else None) or commune
        shown[unit.pk] = unit
    return sorted(shown.values(), key=lambda unit: (unit.sort_key, unit.pk))


def _added(first: Any, second: Any) -> Any:
    if first is None or second is None:
        return second if first is None else first
    if isinstance(first, dt.datetime):
        return min(first, second)
    if not is_dataclass(first) or isinstance(first, type):
        return first + second
    names = [each.name for each in fields(first)]
    return replace(
        first, **{name: _added(getattr(first, name), getattr(second, name)) for name in names}
    )
