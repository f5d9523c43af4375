"""Households and persons of each commune: now, or as frozen for a year."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Aggregate, Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from areas.models import Commune
from households.choices import HouseholdState
from households.models import FrozenPopulation, Household

_Rows = TypeVar("_Rows", bound=QuerySet)
# Some communes: a query, or their keys, for which the database finds a better plan.
Within = QuerySet[Commune] | Collection[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Households and persons of a commune; `em_` those with an ethnic-minority head."""

    households: int = 0
    em_households: int = 0
    persons: int = 0
    em_persons: int = 0


FIGURES = tuple(Population.__dataclass_fields__)


def population_by_commune(
    *, year: int, within: Within | None = None, people: bool = True
) -> dict[int, Population]:
    """Return households and persons of each commune in a year, by commune key.

    A frozen year takes one query, and the commune's latest edition counts; other years come from
    the register, in two queries. `within` limits the register to some communes; without `people`
    its persons stay 0. Persons are members of the households counted.
    """
    return frozen_population(year=year) or living_population(within, people=people)


def frozen_population(*, year: int) -> dict[int, Population]:
    """Return the frozen figures of a year by commune key; empty while it is not frozen."""
    rows = FrozenPopulation.objects.filter(year=year).order_by("edition")
    return {row.commune_id: Population(**{n: getattr(row, n) for n in FIGURES}) for row in rows}


def living_population(
    within: Within | None = None, *, people: bool = True
) -> dict[int, Population]:
    """Return the active households of each commune and their members, in one query."""
    living = Household.objects.filter(state=HouseholdState.ACTIVE)
    return counted_by_commune(kept_within(living, within), people=people)


def kept_within(rows: _Rows, within: Within | None) -> _Rows:
    """Limit rows to some communes; without any given, return all."""
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
