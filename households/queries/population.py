"""How many households and persons live in each commune: now, or when a year was frozen."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Aggregate, Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from areas.models import Commune
from households.choices import HouseholdState
from households.models import FrozenPopulation, Household

_Rows = TypeVar("_Rows", bound=QuerySet)
# Some communes: a query, or their keys, which the database can plan for.
Within = QuerySet[Commune] | Collection[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Households and persons of a commune; `em_`: with an ethnic-minority head, and their members."""

    households: int = 0
    em_households: int = 0
    persons: int = 0
    em_persons: int = 0


FIGURES = tuple(Population.__dataclass_fields__)


def population_by_commune(
    *, year: int, within: Within | None = None, people: bool = True
) -> dict[int, Population]:
    """Return households and persons of each commune in a year, by commune key.

    `within` keeps the living register to some communes; without `people` its persons stay 0,
    for pages that show households only.
    What was frozen with the year, in one query, the commune's latest edition counting; for a
    year not frozen the living register, in two. Persons are members of the households counted.
    """
    return frozen_population(year=year) or living_population(within, people=people)


def frozen_population(*, year: int) -> dict[int, Population]:
    """Return the frozen figures of a year by commune key; nothing while it is not frozen."""
    rows = FrozenPopulation.objects.filter(year=year).order_by("edition")
    return {row.commune_id: Population(**{n: getattr(row, n) for n in FIGURES}) for row in rows}


def living_population(
    within: Within | None = None, *, people: bool = True
) -> dict[int, Population]:
    """Return the active households of each commune and their members, in one query."""
    living = Household.objects.filter(state=HouseholdState.ACTIVE)
    return counted_by_commune(kept_within(living, within), people=people)


def kept_within(rows: _Rows, within: Within | None) -> _Rows:
    """Keep to the rows of some communes; without any named, to all."""
    if within is None:
        return rows
    keys = within.order_by().values("pk") if isinstance(within, QuerySet) else list(within)
    return rows.filter(commune__in=keys)


def counted_by_commune(
    households: QuerySet[Household], *, people: bool = True
) -> dict[int, Population]:
    """Return these households and their members by commune, in one query."""
    minority = Q(ethnicity__is_minority=True)
    counts: dict[str, Aggregate | Coalesce] = {
        "households": Count("pk"),
        "em_households": Count("pk", filter=minority),
    }
    if people:
        counts["persons"] = Sum("member_count")
        counts["em_persons"] = Coalesce(Sum("member_count", filter=minority), 0)
    rows: Iterable[Mapping[str, Any]] = households.order_by().values("commune").annotate(**counts)
    return {row["commune"]: Population(**{name: row[name] for name in counts}) for row in rows}
