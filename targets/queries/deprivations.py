"""Basic services missing to poor households, counted from their approved forms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from areas.models import Commune
from households.choices import Figure
from households.models import Indicator, PovertyRecord
from households.queries.population import Within, kept_within
from households.queries.small_numbers import Crossing
from targets.models import YearPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprived:
    """Poor households whose form answers one indicator (`measured`), and those deprived of it.

    `em_`: ethnic-minority ones among them.
    """

    deprived: int = 0
    measured: int = 0
    em_deprived: int = 0
    em_measured: int = 0

    def __add__(self, other: "Deprived") -> "Deprived":
        return Deprived(
            deprived=self.deprived + other.deprived,
            measured=self.measured + other.measured,
            em_deprived=self.em_deprived + other.em_deprived,
            em_measured=self.em_measured + other.em_measured,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeprivationCounts:
    """The indicators of a standard, and the counts by indicator key.

    `communes` maps a commune's key to its counts; communes without a measured household are
    absent.
    """

    indicators: tuple[Indicator, ...]
    total: Mapping[str, Deprived]
    communes: Mapping[int, Mapping[str, Deprived]] = field(default_factory=dict)

    def of(self, communes: Iterable[int], key: str) -> Deprived:
        """Return the counts of one indicator in several communes together."""
        found = (self.communes.get(commune, {}).get(key, Deprived()) for commune in communes)
        return sum(found, Deprived())

    def by_commune(self, key: str) -> dict[int, Crossing]:
        """Return the households deprived of one indicator, of those measured, by commune."""
        return {
            commune: Crossing(
                households=found[key].deprived,
                looked_at=found[key].measured,
                em_households=found[key].em_deprived,
                em_looked_at=found[key].em_measured,
            )
            for commune, found in self.communes.items()
        }


def counts_of(
    plan: YearPlan, indicators: tuple[Indicator, ...], *, within: Within | None = None
) -> DeprivationCounts:
    """Return how many poor households are deprived of each service now, in one query.

    `indicators` are those of the plan's standard. Counted are households that are poor now under
    that standard and have an approved result; a form that leaves an indicator open does not
    count for it. A caller that has the keys of the district's communes passes them as `within`.
    """
    if within is None:
        within = Commune.objects.of_district(plan.district_id)
    return deprivations_listed(
        indicators, year=plan.year, standard=plan.standard_id, within=within, figure=Figure.CLOSING
    )


def deprivations_listed(
    indicators: tuple[Indicator, ...],
    *,
    year: int,
    standard: int,
    figure: str,
    within: Within | None = None,
) -> DeprivationCounts:
    """Return the same for the households behind a figure of the year's lists, in one query."""
    rows = (
        kept_within(PovertyRecord.objects.of_year(year, standard), within)
        .behind(figure)
        .filter(result__isnull=False)
        .order_by()
        .values_list("commune", "is_ethnic_minority", "result__answers")
    )
    keys = [indicator.key for indicator in indicators]
    tally: dict[int, dict[str, list[int]]] = {}
    for commune, is_minority, answers in rows:
        if commune not in tally:
            tally[commune] = {key: [0, 0, 0, 0] for key in keys}
        of_commune = tally[commune]
        for key in keys:
            if (answer := answers.get(key)) is not None:
                _count(of_commune[key], answer, is_minority)  # a few thousand times a page
    communes = {commune: _deprived(found) for commune, found in tally.items()}
    total = {key: sum((each[key] for each in communes.values()), Deprived()) for key in keys}
    return DeprivationCounts(indicators=indicators, communes=communes, total=total)


def _count(numbers: list[int], answer: Any, is_minority: int, /) -> None:
    """Add one answer to the counts deprived, measured, em_deprived, em_measured."""
    numbers[1] += 1
    numbers[3] += is_minority
    if answer:
        numbers[0] += 1
        numbers[2] += is_minority


def _deprived(found: Mapping[str, list[int]]) -> dict[str, Deprived]:
    names = ("deprived", "measured", "em_deprived", "em_measured")
    return {
        key: Deprived(**dict(zip(names, numbers, strict=True))) for key, numbers in found.items()
    }
