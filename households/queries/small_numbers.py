"""Households with a trait by commune, and what of it a reader is given."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from accounts.models import User
from households.queries.boundaries import Grouping, regrouped
from households.rules.inference import CommunePart
from households.rules.small_numbers import Suppression, suppression


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Households of a commune with a trait, of `looked_at`; `em_`: ethnic-minority ones."""

    households: int = 0
    looked_at: int = 0
    em_households: int = 0
    em_looked_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCrossing:
    """The same as a reader is given it: a hidden number is None.

    Where no household was looked at, `looked_at` is 0 and there is no number to give.
    """

    households: int | None = None
    em_households: int | None = None
    looked_at: int | None = 0
    em_looked_at: int | None = 0

    @property
    def is_looked_at(self) -> bool:
        return self.looked_at != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A breakdown as a reader is given it: the sum and the numbers by commune key, on the units
    shown. Communes without poor households are absent."""

    total: GivenCrossing
    communes: Mapping[int, GivenCrossing]


def breakdown_for(
    reader: User | None,
    numbers: Mapping[int, Crossing],
    grouping: Grouping,
    *,
    summed: Collection[int] = (),
) -> Breakdown:
    """Return the numbers by commune as a reader is given them; None is a file, which leaves the
    office.

    `summed` as in `suppression_of`. A reader of another office is not given how many households
    of a commune were looked at either.
    """
    total = sum_of(numbers)
    finest = regrouped(numbers, grouping.always)
    if reader is not None and reader.sees_small_numbers_of():
        given = {commune: _in_full(each) for commune, each in finest.items()}
        return Breakdown(total=_in_full(total), communes=_on_units(given, grouping))
    found = suppression_of(numbers, grouping, summed=summed)
    given = {
        commune: _in_full(each)
        if reader is not None and reader.sees_small_numbers_of(commune, grouping.units.get(commune))
        else _in_part(commune, each, found)
        for commune, each in finest.items()
    }
    numbers_given = [each for each in given.values() if each.is_looked_at]
    follows = None not in [each.households for each in numbers_given]
    em_follows = None not in [each.em_households for each in numbers_given]
    return Breakdown(
        total=GivenCrossing(
            households=total.households if found.shows_total or follows else None,
            em_households=total.em_households if found.shows_em_total or em_follows else None,
            looked_at=total.looked_at,
            em_looked_at=total.em_looked_at,
        ),
        communes=_on_units(given, grouping),
    )


def suppression_of(
    numbers: Mapping[int, Crossing], grouping: Grouping, *, summed: Collection[int] = ()
) -> Suppression:
    """Return what may be published of a breakdown.

    `summed` are communes whose sum is published elsewhere too, unless `may_sum` is false.
    """
    if summed and may_sum(numbers, grouping, summed=summed):
        return suppression(_parts(numbers, grouping, summed))
    return suppression(_parts(numbers, grouping))


def may_sum(
    numbers: Mapping[int, Crossing], grouping: Grouping, *, summed: Collection[int]
) -> bool:
    """Return whether the sum of some communes and that of the others may both be published."""
    return suppression(_parts(numbers, grouping, summed)).shows_total


def sum_of(numbers: Mapping[int, Crossing]) -> Crossing:
    """Return the sum over all communes."""
    [*sums] = regrouped(numbers, dict.fromkeys(numbers, 0)).values()
    return sums[0] if sums else Crossing()


def _parts(
    numbers: Mapping[int, Crossing], grouping: Grouping, summed: Collection[int] = ()
) -> tuple[CommunePart, ...]:
    """Return the parts on the finest units that any view shows, of communes looked at."""
    apart = {grouping.always.get(commune, commune) for commune in summed}
    return tuple(
        CommunePart(
            commune=commune,
            unit=grouping.units.get(commune, commune),
            em=each.em_households,
            others=each.households - each.em_households,
            em_most=each.em_looked_at,
            others_most=each.looked_at - each.em_looked_at,
            area=int(commune in apart),
        )
        for commune, each in sorted(regrouped(numbers, grouping.always).items())
        if each.looked_at
    )


def _in_full(each: Crossing) -> GivenCrossing:
    if not each.looked_at:
        return GivenCrossing()
    return GivenCrossing(
        households=each.households,
        em_households=each.em_households,
        looked_at=each.looked_at,
        em_looked_at=each.em_looked_at,
    )


def _in_part(commune: int, each: Crossing, found: Suppression) -> GivenCrossing:
    if not each.looked_at:
        return GivenCrossing()
    return GivenCrossing(
        households=None if commune in found.hidden else each.households,
        em_households=None if commune in found.em_hidden else each.em_households,
        looked_at=None,
        em_looked_at=None,
    )


def _on_units(given: Mapping[int, GivenCrossing], grouping: Grouping) -> dict[int, GivenCrossing]:
    """Return the numbers on the units shown: a sum with a hidden number is hidden."""
    units: dict[int, GivenCrossing] = {}
    for commune, each in given.items():
        unit = grouping.into.get(commune, commune)
        units[unit] = summed_crossings([*([units[unit]] if unit in units else []), each])
    return units


def summed_crossings(given: Iterable[GivenCrossing]) -> GivenCrossing:
    """Return the sum of what is given of each: a sum with a hidden number is hidden."""
    found = GivenCrossing()
    for each in given:
        if not found.is_looked_at:
            found = each
        elif each.is_looked_at:
            found = GivenCrossing(
                households=_sum(found.households, each.households),
                em_households=_sum(found.em_households, each.em_households),
                looked_at=_sum(found.looked_at, each.looked_at),
                em_looked_at=_sum(found.em_looked_at, each.em_looked_at),
            )
    return found


def _sum(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else first + second
