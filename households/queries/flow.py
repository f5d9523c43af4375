"""The flow tables of a year under one standard, by commune, with the district's total."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Q

from accounts.choices import Action
from accounts.models import User
from areas.models import Commune
from common.sources import FigureSource
from households.models import PovertyStandard
from households.queries.boundaries import Grouping, communes_shown, grouping, regrouped
from households.queries.poor_list import CommuneFlow, poverty_flow
from households.queries.population import FIGURES, Population, population_by_commune
from households.queries.sources import year_source
from households.rules.flows import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """Both tables of one commune, or of the district (`commune` is None)."""

    commune: Commune | None
    flow: CommuneFlow
    population: Population

    def tables(self, *, is_minority: bool) -> Tables:
        """Return the tables of all households or of the ethnic-minority ones."""
        return self.flow.of_minority if is_minority else self.flow.of_everyone

    def inhabitants(self, *, is_minority: bool) -> tuple[int, int]:
        """Return all households and persons of the same group, the base of rates."""
        living = self.population
        if is_minority:
            return living.em_households, living.em_persons
        return living.households, living.persons

    @classmethod
    def joined(cls, rows: Iterable["FlowRow"]) -> "FlowRow":
        """Return the sum of several communes."""
        rows = list(rows)
        return cls(
            commune=None,
            flow=CommuneFlow(
                of_everyone=sum((row.flow.of_everyone for row in rows), Tables()),
                of_minority=sum((row.flow.of_minority for row in rows), Tables()),
            ),
            population=Population(
                **{name: sum(getattr(row.population, name) for row in rows) for name in FIGURES}
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowReport:
    """The tables of a year; `as_of` is the day of the figures, `computed_at` the moment."""

    year: int
    standard: PovertyStandard
    as_of: dt.date
    computed_at: dt.datetime
    rows: Sequence[FlowRow]
    total: FlowRow
    grouping: Grouping = field(default_factory=Grouping)

    @property
    def source(self) -> FigureSource:
        return year_source(self.year, on=self.as_of, at=self.computed_at, standard=self.standard)

    @property
    def is_first_year(self) -> bool:
        """Whether the standard has no list of the year before: there is a closing and no flow."""
        return self.total.flow.of_everyone.is_first_year

    @property
    def has_records(self) -> bool:
        return any(row.flow != CommuneFlow() for row in self.rows)


def flow_report(
    *,
    year: int,
    standard: PovertyStandard,
    as_of: dt.date,
    computed_at: dt.datetime,
    boundaries: str | None = None,
) -> FlowReport:
    """Return the flow of both lists of every commune of a year, in 4 queries at most.

    Communes in force on the day and those with records of the year, in alphabetical order; a
    commune without records has zeroes. `boundaries` selects the units for a year before a merger;
    None leaves every record with its own commune.
    """
    return flow_on_units(
        poverty_flow(year=year, standard=standard),
        year=year,
        standard=standard,
        as_of=as_of,
        computed_at=computed_at,
        boundaries=boundaries,
    )


def flow_on_units(
    flows: Mapping[int, CommuneFlow],
    *,
    year: int,
    standard: PovertyStandard,
    as_of: dt.date,
    computed_at: dt.datetime,
    boundaries: str | None,
) -> FlowReport:
    """Return the flows of communes as a table of the units shown, with their populations."""
    living = population_by_commune(year=year)
    day = max(dt.date(year, 1, 1), min(as_of, dt.date(year, 12, 31)))
    in_force = Commune.objects.valid_on(day).order_by()
    communes = Commune.objects.filter(Q(pk__in=in_force.values("pk")) | Q(pk__in=list(flows)))
    known = list(communes.select_related("merged_into"))
    found = Grouping()
    if boundaries is not None:
        found = grouping(known, year=year, wanted=boundaries)
    flows, living = regrouped(flows, found.into), regrouped(living, found.into)
    rows = [
        FlowRow(
            commune=commune,
            flow=flows.get(commune.pk, CommuneFlow()),
            population=living.get(commune.pk, Population()),
        )
        for commune in communes_shown(known, found.into)
    ]
    return FlowReport(
        year=year,
        standard=standard,
        as_of=as_of,
        computed_at=computed_at,
        rows=rows,
        total=FlowRow.joined(rows),
        grouping=found,
    )


def share(part: int, whole: int) -> Fraction | None:
    """Return the share of all households (or persons) on a list.

    None where the whole is missing or smaller than the part.
    """
    return Fraction(part, whole) if whole and part <= whole else None


def communes_opened(user: User) -> set[int | None]:
    """Return the communes whose households the user may see by name; None for the whole district."""
    if not user.may(Action.VIEW_HOUSEHOLDS):
        return set()
    communes = Commune.objects.visible_to(user).values_list("pk", flat=True)
    return {*communes, None} if user.sees_all_communes else set(communes)
