"""Scoring tables of B1: which one applies where, and the facts it takes from the register."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from areas.choices import AreaType
from areas.models import Commune
from households.choices import ScoringArea, TableState
from households.models import Member, PovertyStandard, ScoringAnswer, ScoringItem, ScoringTable
from households.queries.people import person_of
from households.rules import scoring
from households.rules.scoring_tables import ITEM_FIELDS, ItemContent, TableDifference, compare


def scoring_area_of(commune: Commune) -> ScoringArea | None:
    """Return the scoring area of a commune: urban for towns, else that of its region."""
    return scoring.scoring_area_for(area_type=commune.area_type, region=commune.region)


def communes_of_scoring_area(area: str) -> QuerySet[Commune]:
    """Return the communes of a scoring area; the same rule as `scoring_area_of`, as a query."""
    if area == ScoringArea.URBAN:
        return Commune.objects.filter(area_type=AreaType.URBAN)
    return Commune.objects.filter(area_type=AreaType.RURAL, region=area)


def whole_tables() -> QuerySet[ScoringTable]:
    """Return scoring tables with standard, items and answers: three queries for all."""
    return ScoringTable.objects.select_related(
        "standard", "verified_by", "based_on"
    ).prefetch_related("items__answers")


def scoring_tables_for(
    standards: Iterable[PovertyStandard], commune: Commune, on: dt.date
) -> dict[int, ScoringTable]:
    """Return the tables in force for standards in a commune on a day, by standard.

    With their items and answers, in three queries (one when there is no table).
    """
    in_force = Q(state=TableState.IN_FORCE, valid_from__lte=on)
    in_force &= Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    tables = ScoringTable.objects.filter(
        in_force, standard__in=list(standards), area=scoring_area_of(commune) or ""
    )
    # Ordered within their own table only: the models' own order joins the tables above as well.
    answers = ScoringAnswer.objects.order_by("position", "pk")
    items = ScoringItem.objects.order_by("position", "pk")
    whole = tables.order_by().prefetch_related(
        Prefetch("items", items.prefetch_related(Prefetch("answers", answers)))
    )
    return {table.standard_id: table for table in whole}


def items_of(table: ScoringTable) -> list[ItemContent]:
    """Return the items of a whole table as they are entered, compared and exported."""
    return [
        ItemContent(
            **{name: getattr(item, name) for name in ITEM_FIELDS}, answers=item.as_rule().answers
        )
        for item in table.items.all()
    ]


def tables_by_standard() -> list[tuple[PovertyStandard, list[ScoringTable]]]:
    """Return every standard with its tables, latest edition first; empty where points are unknown."""
    tables: dict[int, list[ScoringTable]] = defaultdict(list)
    found = ScoringTable.objects.select_related("verified_by").annotate(item_count=Count("items"))
    for table in found:
        tables[table.standard_id].append(table)
    return [(standard, tables[standard.pk]) for standard in PovertyStandard.objects.all()]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableComparison:
    """A table and the other one (None without any), the possible others, the differences."""

    table: ScoringTable
    other: ScoringTable | None
    others: QuerySet[ScoringTable]
    differences: Sequence[TableDifference]


def table_comparison(table: ScoringTable, requested: str) -> TableComparison | None:
    """Compare a table with the one whose key is requested, else with the one it was copied from.

    None when the requested table does not exist, or is of another standard.
    """
    others = ScoringTable.objects.filter(standard=table.standard_id).exclude(pk=table.pk)
    other = None
    if requested:
        is_key = requested.isascii() and requested.isdigit() and len(requested) < 10
        of_standard = whole_tables().filter(standard=table.standard_id)
        other = of_standard.filter(pk=int(requested) if is_key else 0).first()
        if other is None:
            return None
    elif first := table.based_on or others.filter(area=table.area).first():
        other = whole_tables().get(pk=first.pk)
    lines = compare(items_of(other), items_of(table)) if other else []
    return TableComparison(table=table, other=other, others=others, differences=lines)


def scoring_table_for(
    standard: PovertyStandard, commune: Commune, on: dt.date
) -> ScoringTable | None:
    """Return the table in force for a standard in a commune on a day, whole; None without one.

    Without a table B1 is entered as a total from the paper form.
    """
    return scoring_tables_for([standard], commune, on).get(standard.pk)


def roster_facts(members: Iterable[Member], on: dt.date) -> scoring.RosterFacts:
    """Return the facts of the register about members on a day, for the items of B1."""
    return scoring.facts_of(person_of(member, on) for member in members)
