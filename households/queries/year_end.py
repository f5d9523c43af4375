"""Households as they were when a year ended, before the life events that count in later years."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from areas.models import EthnicGroup
from households.choices import HouseholdState
from households.models import Household, LifeEvent
from households.queries.population import FIGURES, Population, living_population


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdThen:
    """What the year's figures read of a household."""

    commune_id: int
    is_active: bool
    members: int
    is_ethnic_minority: bool


def facts_now(household: Household) -> HouseholdThen:
    """Return the facts of a household as it is now."""
    return HouseholdThen(
        commune_id=household.commune_id,
        is_active=household.state == HouseholdState.ACTIVE,
        members=household.member_count,
        is_ethnic_minority=household.ethnicity.is_minority,
    )


def facts_at_year_end(household: Household, year: int) -> HouseholdThen:
    """Return the facts of a household before its first event that counts in a later year."""
    then = households_then(year, [household.pk])
    return then.get(household.pk) or facts_now(household)


def households_then(
    year: int, households: Collection[int] | None = None
) -> dict[int, HouseholdThen | None]:
    """Return the households touched by events that count after a year, as they were before them.

    None for a household that such an event created. In two queries; `households` limits them.
    """
    events = LifeEvent.objects.standing().filter(counts_in__gt=year)
    if households is not None:
        events = events.filter(parts__household__in=households).distinct()
    found: dict[int, HouseholdThen | None] = {}
    minorities: set[int] | None = None
    for event in events.prefetch_related("parts").order_by("pk"):
        if minorities is None:
            minorities = minority_keys()
        before = {row["id"]: row for row in event.before["households"]}
        for part in event.parts.all():
            if part.household_id is not None and part.household_id not in found:
                row = before.get(part.household_id)
                found[part.household_id] = facts_of_row(row, minorities) if row else None
    return found


def minority_keys() -> set[int]:
    """Return the keys of the ethnic groups that are minorities."""
    return set(EthnicGroup.objects.filter(is_minority=True).values_list("pk", flat=True))


def facts_of_row(row: Mapping[str, Any], minorities: Collection[int]) -> HouseholdThen:
    """Return the facts in a household's row as an event's snapshot holds it."""
    return HouseholdThen(
        commune_id=row["commune_id"],
        is_active=row["state"] == HouseholdState.ACTIVE,
        members=row["member_count"],
        is_ethnic_minority=row["ethnicity_id"] in minorities,
    )


def population_at_year_end(year: int) -> dict[int, Population]:
    """Return the households and persons of each commune before the events of later years."""
    living = living_population()
    then = households_then(year)
    touched = Household.objects.filter(pk__in=then).select_related("ethnicity")
    for sign, rows in ((-1, map(facts_now, touched)), (1, then.values())):
        for commune, change in _counted(rows):
            before = living.get(commune, Population())
            living[commune] = Population(
                **{name: getattr(before, name) + sign * getattr(change, name) for name in FIGURES}
            )
    return living


def _counted(rows: Iterable[HouseholdThen | None]) -> Iterable[tuple[int, Population]]:
    for row in rows:
        if row is not None and row.is_active:
            minority = int(row.is_ethnic_minority)
            yield (
                row.commune_id,
                Population(
                    households=1,
                    em_households=minority,
                    persons=row.members,
                    em_persons=row.members * minority,
                ),
            )
