"""Households and persons of each commune: now, or as frozen for a year."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self, TypeVar

from django.db.models import (
    Aggregate,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from areas.models import Commune, EthnicGroup
from common.prepared import PreparedQuery
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

    def __add__(self, other: Self) -> "Population":
        return Population(**{name: getattr(self, name) + getattr(other, name) for name in FIGURES})


# Not a join: on SQLite it takes twice the time for a district.
_OF_MINORITY = Q(ethnicity__in=EthnicGroup.objects.filter(is_minority=True).order_by().values("pk"))
FIGURES = tuple(Population.__dataclass_fields__)


def population_by_commune(
    *, year: int, within: Within | None = None, people: bool = True
) -> dict[int, Population]:
    """Return households and persons of each commune in a year, by commune key.

    `within` keeps the living register to some communes; without `people` its persons stay 0,
    for pages that show households only.
    What was frozen with the year, the commune's latest edition counting; for a year that is not
    frozen the living register. One query. Persons are members of the households counted.
    """
    names = _names(people=people)
    if isinstance(within, QuerySet) or within is None:
        rows = list(_populations(year, within, people=people))
    else:
        rows = _populations_of(year, "people" if people else "", *within)
    found: dict[int, tuple[int, Population]] = {}
    for commune, edition, *figures in sorted(rows):
        counted = Population(**dict(zip(names, figures, strict=True)))
        before, known = found.get(commune, (edition, Population()))
        found[commune] = edition, known + counted if edition == before else counted
    return {commune: population for commune, (_, population) in found.items()}


def _names(*, people: bool) -> list[str]:
    return [name for name in FIGURES if people or not name.endswith("persons")]


def _populations(year: int, within: Within | None, *, people: bool) -> QuerySet:
    frozen = FrozenPopulation.objects.filter(year=year).order_by()
    living = Household.objects.filter(~Exists(frozen), state=HouseholdState.ACTIVE)
    counted = _by_ethnicity(kept_within(living, within), people=people)
    counted = counted.annotate(edition=Value(0, IntegerField()))
    columns = ("commune", "edition", *_names(people=people))
    return frozen.values_list(*columns).union(counted.values_list(*columns), all=True)


def _by_ethnicity(households: QuerySet[Household], *, people: bool) -> QuerySet:
    """Return counts by commune and ethnic group: an index on both counts them without a lookup.

    Which groups are ethnic minorities is looked up once per group, not per household.
    """
    counts: dict[str, Aggregate] = {"households": Count("*")}
    if people:
        counts["persons"] = Sum("member_count")
    of_minority = {
        f"em_{name}": Case(When(_OF_MINORITY, then=count), default=0)
        for name, count in counts.items()
    }
    return households.order_by().values("commune", "ethnicity").annotate(**counts, **of_minority)


@PreparedQuery
def _populations_of(year: int, people: str, *within: int) -> QuerySet:
    return _populations(year, within, people=bool(people))


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
    names = _names(people=people)
    found: dict[int, Population] = {}
    rows = _by_ethnicity(households, people=people).values_list("commune", *names)
    for commune, *figures in rows:
        counted = Population(**dict(zip(names, figures, strict=True)))
        found[commune] = found.get(commune, Population()) + counted
    return found


def with_population(communes: QuerySet[Commune], *, year: int) -> QuerySet[Commune]:
    """Add `living` and `em_living`: the households of each commune in a year, frozen or active.

    For a few communes: each is counted in a subquery.
    """
    of_year = FrozenPopulation.objects.filter(year=year).order_by()
    frozen = of_year.filter(commune=OuterRef("pk")).order_by("-edition")
    active = Household.objects.filter(
        ~Exists(of_year), commune=OuterRef("pk"), state=HouseholdState.ACTIVE
    ).order_by()

    def counted(name: str, count: Count) -> Coalesce:
        living = active.values("commune").annotate(counted=count).values("counted")
        return Coalesce(Subquery(frozen.values(name)[:1]), Subquery(living), 0)

    return communes.annotate(
        living=counted("households", Count("pk")),
        em_living=counted("em_households", Count("pk", filter=_OF_MINORITY)),
    )
