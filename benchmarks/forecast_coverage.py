"""The coverage of the forecast's 80 % interval on random districts (docs/howto/forecast.md).

    python -m benchmarks.forecast_coverage

Communes differ in size, in the share of households that leave the list, in new poor households and
in how fast they review; the fast ones may exit more often, or less. No database.
"""

import math
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from targets.choices import Chance
from targets.rules.forecast import Forecast, forecast_of
from targets.rules.months import MonthCounts
from targets.rules.strata import AreaYear, Pending, Stratum, strata_of
from targets.rules.verdict import chance

DISTRICTS, YEARS = 40, 25
SHARES = (0.15, 0.3, 0.5, 0.7, 0.85)
# How the speed of a commune follows its exit rate.
LINKS = {0: "unrelated", 1: "fast communes exit more", -1: "fast communes exit less"}
Method = Callable[[Sequence[AreaYear]], Sequence[Stratum | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedCommune:
    """One commune of a random district: households, rates of exit and of new poor, speed 0 to 1."""

    households: int
    exits: float
    gains: float
    speed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedYear:
    """One simulated year: what is known of each commune on the day, and each commune's result."""

    areas: Sequence[AreaYear]
    results: Sequence[int]


@dataclass(slots=True, kw_only=True)
class CoverageCount:
    """The forecasts of one date and link: how many, how many held the result, the summed error.

    `words` counts verdicts on random targets and how many of them were met.
    """

    made: int = 0
    held: int = 0
    error: float = 0.0
    communes: int = 0
    communes_held: int = 0
    words: dict[Chance, tuple[int, int]]

    @property
    def coverage(self) -> float:
        return self.held / self.made


def district_of(dice: random.Random, link: int) -> list[SimulatedCommune]:
    """Return a random district of 10 to 16 communes."""
    number, mean = dice.randint(10, 16), dice.uniform(0.15, 0.5)
    likeness = dice.choice([6, 12, 30])
    exits = [dice.betavariate(mean * likeness, (1 - mean) * likeness) for _ in range(number)]
    order = sorted(range(number), key=exits.__getitem__)
    places = []
    for key, rate in enumerate(exits):
        rank = (order.index(key) + 0.5) / number
        own = dice.random()
        speed = own if not link else 0.7 * (rank if link > 0 else 1 - rank) + 0.3 * own
        places.append(
            SimulatedCommune(
                households=dice.randint(20, 140),
                exits=rate,
                gains=dice.uniform(0, 0.12),
                speed=speed,
            )
        )
    return places


def year_of(dice: random.Random, places: Sequence[SimulatedCommune], share: float) -> SimulatedYear:
    """Return a year of a district in which about `share` of the lists is known.

    Speeds differ threefold and more; the slowest communes have not begun while less than 70 % is
    known. A fifth of what is known is pending.
    """
    areas, results = [], []
    for place in places:
        odds = math.log(share / (1 - share)) + 3 * (place.speed - 0.5)
        part = 1 / (1 + math.exp(-odds))
        known = 0 if place.speed < 0.08 and share < 0.7 else round(place.households * part)
        left = place.households - known
        falls, gains = _events(dice, place, known)
        more_falls, more_gains = _events(dice, place, left)
        areas.append(_area(place.households, known, falls, gains))
        results.append(falls - gains + more_falls - more_gains)
    return SimulatedYear(areas=areas, results=results)


def _events(dice: random.Random, place: SimulatedCommune, households: int) -> tuple[int, int]:
    falls = sum(dice.random() < place.exits for _ in range(households))
    gains = sum(dice.random() < place.gains for _ in range(households))
    return falls, gains


def _area(opening: int, known: int, falls: int, gains: int) -> AreaYear:
    waits, fall_waits, gain_waits = known // 5, falls // 5, gains // 5
    return AreaYear(
        counts=MonthCounts(
            opening=opening,
            reviewed=known - waits,
            exits=falls - fall_waits,
            new_poor=gains - gain_waits,
            closing=opening - (falls - fall_waits) + gains - gain_waits,
        ),
        pending=Pending(reviewed=waits, falls=fall_waits, gains=gain_waits),
    )


def pooled(areas: Sequence[AreaYear]) -> list[Stratum | None]:
    """Return the district as one stratum: the method this product had before, for comparison."""
    return strata_of([sum(areas, replace(areas[0], counts=MonthCounts(), pending=Pending()))])


def measured(
    method: Method,
    *,
    link: int,
    share: float,
    districts: int = DISTRICTS,
    years: int = YEARS,
    seed: int = 2021,
) -> CoverageCount:
    """Return the coverage of a method on random districts at one share known."""
    cell = CoverageCount(words={})
    for number in range(districts):
        dice = random.Random(f"{seed}/{link}/{share}/{number}")  # noqa: S311 (a reproducible district)  # nosec B311
        places = district_of(dice, link)
        for _ in range(years):
            outcome = year_of(dice, places, share)
            _record(cell, dice, method(outcome.areas), outcome)
    return cell


def _record(
    cell: CoverageCount,
    dice: random.Random,
    strata: Sequence[Stratum | None],
    outcome: SimulatedYear,
) -> None:
    whole, result = forecast_of(strata), sum(outcome.results)
    if whole is None:
        return
    cell.made += 1
    cell.held += whole.holds(result)
    cell.error += float(whole.point - result)
    _judge(cell, dice, whole, result)
    if len(strata) == len(outcome.results):
        for stratum, own in zip(strata, outcome.results, strict=True):
            made = forecast_of([stratum])
            if made is not None and made.deviation:
                cell.communes += 1
                cell.communes_held += made.holds(own)


def _judge(cell: CoverageCount, dice: random.Random, whole: Forecast, result: int) -> None:
    """Count the verdict on a random target within two standard deviations."""
    target = round(whole.point + Fraction(dice.uniform(-2, 2)) * Fraction(whole.deviation))
    verdict = chance(whole, target)
    if verdict is not None:
        made, met = cell.words.get(verdict, (0, 0))
        cell.words[verdict] = (made + 1, met + (result >= target))


def table() -> Iterator[str]:
    """Return the lines of the table in docs/howto/forecast.md."""
    yield "| speed and exits | known | held | mean error | communes held | held when pooled |"
    yield "|---|--:|--:|--:|--:|--:|"
    cells, old = [], []
    for link in LINKS:
        for share in SHARES:
            cell = measured(strata_of, link=link, share=share)
            before = measured(pooled, link=link, share=share)
            cells.append(cell)
            old.append(before)
            yield (
                f"| {LINKS[link]} | {share:.0%} | {cell.coverage:.1%} | {cell.error / cell.made:+.1f}"
                f" | {cell.communes_held / cell.communes:.1%} | {before.coverage:.1%} |"
            )
    held = sum(cell.held for cell in cells) / sum(cell.made for cell in cells)
    before_held = sum(cell.held for cell in old) / sum(cell.made for cell in old)
    communes = sum(cell.communes_held for cell in cells) / sum(cell.communes for cell in cells)
    yield f"| all | | {held:.1%} | | {communes:.1%} | {before_held:.1%} |"
    yield f"| lowest | | {min(cell.coverage for cell in cells):.1%} | | | |"
    yield ""
    yield "| verdict on a random target | made | met |"
    yield "|---|--:|--:|"
    for verdict in Chance:
        made = sum(cell.words.get(verdict, (0, 0))[0] for cell in cells)
        met = sum(cell.words.get(verdict, (0, 0))[1] for cell in cells)
        if made:
            yield f"| {verdict.label} | {made} | {met / made:.0%} |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
