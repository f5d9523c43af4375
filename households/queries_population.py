"""How many households and persons live in each commune: now, or when a year was frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from households.choices import HouseholdState
from households.models import FrozenPopulation, Household


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Households and persons of a commune; `em_`: with an ethnic-minority head, and their members."""

    households: int = 0
    em_households: int = 0
    persons: int = 0
    em_persons: int = 0


FIGURES = tuple(Population.__dataclass_fields__)


def population_by_commune(*, year: int) -> dict[int, Population]:
    """Return households and persons of each commune in a year, by commune key.

    What was frozen with the year, in one query, the commune's latest edition counting; for a
    year not frozen the living register, in two. Persons are members of the households counted.
    """
    return frozen_population(year=year) or living_population()


def frozen_population(*, year: int) -> dict[int, Population]:
    """Return the frozen figures of a year by commune key; nothing while it is not frozen."""
    rows = FrozenPopulation.objects.filter(year=year).order_by("edition")
    return {row.commune_id: Population(**{n: getattr(row, n) for n in FIGURES}) for row in rows}


def living_population() -> dict[int, Population]:
    """Return the active households of each commune and their members, in one query."""
    return counted_by_commune(Household.objects.filter(state=HouseholdState.ACTIVE))


def counted_by_commune(households: QuerySet[Household]) -> dict[int, Population]:
    """Return these households and their members by commune, in one query."""
    minority = Q(ethnicity__is_minority=True)
    rows: Iterable[Mapping[str, Any]] = (
        households.order_by()
        .values("commune")
        .annotate(
            households=Count("pk"),
            em_households=Count("pk", filter=minority),
            persons=Sum("member_count"),
            em_persons=Coalesce(Sum("member_count", filter=minority), 0),
        )
    )
    return {row["commune"]: Population(**{n: row[n] for n in FIGURES}) for row in rows}
