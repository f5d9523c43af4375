"""Scoring tables: which one applies where, and what the register knows for it."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from areas.choices import AreaType
from areas.models import Commune
from households.choices import ScoreSheet, TableState
from households.models import Member, PovertyStandard, ScoringTable
from households.queries.people import person_of
from households.rules import scoring as rules
from households.rules.scoring_tables import ItemContent


def sheet_of(commune: Commune) -> ScoreSheet | None:
    """Return the sheet of B1 a commune fills in: towns the urban one, others that of the region."""
    return rules.sheet_for(area_type=commune.area_type, region=commune.region)


def communes_of_sheet(sheet: str) -> QuerySet[Commune]:
    """Return the communes that fill in a sheet of B1: the same rule, asked of the database."""
    if sheet == ScoreSheet.URBAN:
        return Commune.objects.filter(area_type=AreaType.URBAN)
    return Commune.objects.filter(area_type=AreaType.RURAL, region=sheet)


def whole_tables() -> QuerySet[ScoringTable]:
    """Return scoring tables with standard, items and answers: three queries for all."""
    return ScoringTable.objects.select_related(
        "standard", "verified_by", "based_on"
    ).prefetch_related("items__answers")


def scoring_tables_for(
    standards: Iterable[PovertyStandard], commune: Commune, on: dt.date
) -> dict[int, ScoringTable]:
    """Return the tables in force for standards in a commune on a day, whole, by standard."""
    in_force = Q(state=TableState.IN_FORCE, valid_from__lte=on)
    in_force &= Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    tables = whole_tables().filter(
        in_force, standard__in=list(standards), sheet=sheet_of(commune) or ""
    )
    return {table.standard_id: table for table in tables}


def items_of(table: ScoringTable) -> list[ItemContent]:
    """Return the items of a whole table as they are written down, compared and exported."""
    return [
        ItemContent(
            group_number=item.group_number,
            group_name=item.group_name,
            key=item.key,
            label=item.label,
            source=item.source,
            is_withheld_from_dependants=item.is_withheld_from_dependants,
            answers=item.as_rule().answers,
        )
        for item in table.items.all()
    ]


def scoring_table_for(
    standard: PovertyStandard, commune: Commune, on: dt.date
) -> ScoringTable | None:
    """Return the table in force for a standard in a commune on a day, whole; None without one.

    Without a table B1 is entered as a total from the paper form.
    """
    return scoring_tables_for([standard], commune, on).get(standard.pk)


def roster_facts(members: Iterable[Member], on: dt.date) -> rules.RosterFacts:
    """Return what the register says of these members on a day, for the items of B1."""
    return rules.facts_of(person_of(member, on) for member in members)
