"""Figures of a change of units, before or after it is applied."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from accounts.choices import Role
from accounts.models import User
from areas.models import Commune, NewUnit, UnitChange, Village
from areas.querysets import VillageQuerySet
from households.choices import Figure, HouseholdState
from households.models import Assessment, Household, Member, PovertyRecord, Round
from households.queries.poor_list import working_standard


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTally:
    """Figures of some communes: households and persons living there, poor households of the year,
    villages in force, active accounts, review forms not yet approved.
    """

    households: int = 0
    persons: int = 0
    poor: int = 0
    near_poor: int = 0
    villages: int = 0
    users: int = 0
    forms_at_work: int = 0

    def __add__(self, other: "UnitTally") -> "UnitTally":
        names = self.__dataclass_fields__
        return UnitTally(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnitRow:
    """A new unit with its old communes and their combined figures.

    `same_names` are names that several of its villages have, `chairs` the active accounts of
    commune chairs.
    """

    unit: NewUnit
    old: Sequence[Commune]
    tally: UnitTally
    same_names: Sequence[str]
    chairs: int

    @property
    def with_another_area_type(self) -> list[Commune]:
        """The old communes whose area type differs from that of the new unit."""
        return [commune for commune in self.old if commune.area_type != self.unit.area_type]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChangeOverview:
    """A change of units by new unit, and in total. `year` is the year of the poor households."""

    change: UnitChange
    year: int
    rows: Sequence[NewUnitRow]
    total: UnitTally


def unit_changes() -> QuerySet[UnitChange]:
    """Return the changes of units, the latest first, with who applied and undid them."""
    people = UnitChange.objects.select_related("applied_by", "rolled_back_by")
    return people.order_by("-takes_effect_on")


def year_counted(on: dt.date) -> int:
    """Return the year of the poor households to show: the last with a review round on a day."""
    years = Round.objects.filter(year__lte=on.year).order_by("-year").values_list("year", flat=True)
    return years.first() or on.year


def last_day_before(change: UnitChange) -> dt.date:
    """Return the last day of the old units."""
    return change.takes_effect_on - dt.timedelta(days=1)


def villages_moved_by(change: UnitChange) -> VillageQuerySet:
    """Return the villages of the old communes that exist on their last day."""
    villages = Village.objects.valid_on(last_day_before(change))
    return villages.filter(commune__goes_into__new_unit__change=change)


def unit_change_overview(change: UnitChange, *, year: int) -> UnitChangeOverview:
    """Return the figures of each new unit of a change, in 13 queries at most.

    Before the change the rows belong to the old communes, afterwards the current ones belong to the
    new; both are counted, so the figures are the same before and after it.
    """
    units = list(change.new_units.prefetch_related("lines__old_commune"))
    communes = {key for unit in units for key in _keys(unit)}
    tallies = _tallies(communes, year=year, day=_counting_day(change))
    villages = () if change.is_applied else list(villages_moved_by(change))
    chairs = _by_commune(_chairs(communes))
    rows = [
        NewUnitRow(
            unit=unit,
            old=_old(unit),
            tally=sum((tallies[key] for key in _keys(unit)), UnitTally()),
            same_names=_same_names(unit, villages),
            chairs=sum(chairs[key] for key in _keys(unit)),
        )
        for unit in units
    ]
    total = sum((row.tally for row in rows), UnitTally())
    return UnitChangeOverview(change=change, year=year, rows=rows, total=total)


def _counting_day(change: UnitChange) -> dt.date:
    return change.takes_effect_on if change.is_applied else last_day_before(change)


def _old(unit: NewUnit) -> list[Commune]:
    communes = [line.old_commune for line in unit.lines.all()]
    return sorted(communes, key=lambda commune: commune.sort_key)


def _keys(unit: NewUnit) -> list[int]:
    keys = [line.old_commune_id for line in unit.lines.all()]
    return [*keys, unit.commune_id] if unit.commune_id else keys


def _chairs(communes: Collection[int]) -> QuerySet[User]:
    return User.objects.filter(commune__in=communes, role=Role.COMMUNE_CHAIR, is_active=True)


def _tallies(communes: Collection[int], *, year: int, day: dt.date) -> dict[int, UnitTally]:
    records = PovertyRecord.objects.filter(
        year=year, standard=working_standard(year), commune__in=communes
    )
    living = Household.objects.active().filter(commune__in=communes)
    persons = Member.objects.filter(commune__in=communes, household__state=HouseholdState.ACTIVE)
    counted = {
        "households": _by_commune(living),
        "persons": _by_commune(persons),
        "poor": _by_commune(records.behind(Figure.CLOSING)),
        "near_poor": _by_commune(records.behind(Figure.NEAR_POOR_NOW)),
        "villages": _by_commune(Village.objects.valid_on(day).filter(commune__in=communes)),
        "users": _by_commune(User.objects.filter(commune__in=communes, is_active=True)),
        "forms_at_work": _by_commune(Assessment.objects.at_work().filter(commune__in=communes)),
    }
    return {
        key: UnitTally(**{name: found[key] for name, found in counted.items()}) for key in communes
    }


def _by_commune(rows: QuerySet) -> Counter[int]:
    counted = rows.order_by().values_list("commune").annotate(Count("pk"))
    return Counter(dict(counted))


def _same_names(unit: NewUnit, villages: Sequence[Village]) -> list[str]:
    """Return the names that several of a unit's villages have."""
    keys = {commune.pk for commune in _old(unit)}
    names = Counter(village.full_name for village in villages if village.commune_id in keys)
    return sorted(name for name, times in names.items() if times > 1)
