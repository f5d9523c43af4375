"""A year's poor list and pending forms, counted by commune in one query."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import (
    Aggregate,
    BooleanField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import Coalesce

from households.choices import AssessmentState, HouseholdState, PovertyStatus
from households.models import Assessment
from households.queries.poor_list import MINORITY_MARKS, Marks
from households.rules.flows import FLOW_FIELDS, Flow
from targets.models import YearPlan
from targets.queries.coverage import NAMED_COUNTS, RECORD_COUNTS, named_records, part_of_union
from targets.rules.months import MONTH_FIELDS, MonthCounts
from targets.rules.strata import AreaYear, Names, Pending

# Counts by (year, commune key, ethnic minority at the opening and now).
YearCounts = Mapping[tuple[int, int, Marks], Mapping[str, int]]
_KEYS = ("counted_year", "counted_commune", "counted_opened", "counted_now")
_PENDING = tuple(Pending.__dataclass_fields__)
_POOR = PovertyStatus.POOR


def year_counts(
    plan: YearPlan, *, records: QuerySet, forms: QuerySet, columns: Mapping[str, Aggregate]
) -> QuerySet:
    """Return a query that counts a plan's year and the one before it; `counts_of` reads its rows.

    `records` are poverty records and `forms` review forms of the communes wanted. Counted are
    `columns` and `RECORD_COUNTS` of the records of both years; of the plan's year `NAMED_COUNTS` of
    the registered households and the pending forms (`targets.rules.strata.Pending`). Three counts
    in one query: the first, of most records, is answered by an index without reading a record.
    """
    names = _names(columns)
    of_both = records.filter(standard=plan.standard_id, year__in=[plan.year - 1, plan.year])
    of_records = _of_records(of_both, {**columns, **RECORD_COUNTS}, names)
    of_named = _of_records(named_records(plan, records), NAMED_COUNTS, names)
    return of_records.union(of_named, _of_forms(plan, forms, names), all=True)


def counts_of(rows: Iterable[Sequence[Any]], *, columns: Iterable[str]) -> YearCounts:
    """Return the counts in the rows of `year_counts`."""
    names = _names(columns)
    found: dict[tuple[int, int, Marks], dict[str, int]] = {}
    for year, commune, opened, now, *figures in rows:
        marks = (bool(opened), bool(now))
        row = found.setdefault((year, commune, marks), dict.fromkeys(names, 0))
        for name, figure in zip(names, figures, strict=True):
            row[name] += figure
    return found


def _names(columns: Iterable[str]) -> tuple[str, ...]:
    return (*columns, *RECORD_COUNTS, *NAMED_COUNTS, *(f"pending_{name}" for name in _PENDING))


def _of_records(
    records: QuerySet, counts: Mapping[str, Aggregate], names: Iterable[str]
) -> QuerySet:
    keys = {
        "counted_year": F("year"),
        "counted_commune": F("commune"),
        "counted_opened": F("opened_as_minority"),
        "counted_now": F("is_ethnic_minority"),
    }
    return part_of_union(records.order_by().values(**keys), counts, keys=_KEYS, names=names)


def _of_forms(plan: YearPlan, forms: QuerySet, names: Iterable[str]) -> QuerySet:
    """Count the submitted forms by what they change; the latest survey of a household counts.

    A household belongs to the commune and group of its record, without one to those it has now.
    Households that have left are not counted.
    """
    later = Assessment.objects.filter(
        Q(surveyed_on__gt=OuterRef("surveyed_on"))
        | Q(surveyed_on=OuterRef("surveyed_on"), pk__gt=OuterRef("pk")),
        household=OuterRef("household"),
        round__year=plan.year,
        state__in=[AssessmentState.SUBMITTED, AssessmentState.APPROVED],
    )
    of_year = Q(
        household__poverty_records__year=plan.year,
        household__poverty_records__standard=plan.standard_id,
    )
    listed, poor_now = Q(record__status=_POOR), Q(results__status=_POOR)
    named = Q(household__in=plan.registrations.registered().order_by().values("household"))
    waits = Q(record__opening_status=_POOR, record__result=None)
    falls = listed & ~poor_now
    figures = {
        "reviewed": waits,
        "falls": falls,
        "gains": poor_now & (Q(record=None) | ~listed),
        "named": waits & named,
        "other_falls": falls & ~named,
    }
    keys = {
        "counted_year": F("round__year"),
        "counted_commune": Coalesce("record__commune", "commune"),
        **{
            f"counted_{name}": Coalesce(
                f"record__{mark}",
                "household__ethnicity__is_minority",
                output_field=BooleanField(),
            )
            for name, mark in zip(("opened", "now"), MINORITY_MARKS, strict=True)
        },
    }
    pending = {f"pending_{name}": Count("pk", filter=figures[name]) for name in _PENDING}
    rows = (
        forms.annotate(record=FilteredRelation("household__poverty_records", condition=of_year))
        .filter(
            ~Exists(later),
            Q(record=None) | Q(record__has_left=False),
            round__year=plan.year,
            state=AssessmentState.SUBMITTED,
            household__state=HouseholdState.ACTIVE,
            results__standard=plan.standard_id,
        )
        .order_by()
        .values(**keys)
    )
    return part_of_union(rows, pending, keys=_KEYS, names=names)


def flow_of(row: Mapping[str, int]) -> Flow:
    """Return the flow of the poor list in a row of `year_counts`."""
    return Flow(**{name: row[f"poor_{name}"] for name in FLOW_FIELDS})


def minority_flow_of(marks: Marks, row: Mapping[str, int]) -> Flow:
    """Return what a row of `year_counts` adds to the ethnic-minority flow."""
    opened, now = marks
    return flow_of(row).of_minority(opened=opened, now=now)


def area_year(
    rows: Iterable[tuple[Marks, Mapping[str, int]]], *, of_minority: bool = False
) -> AreaYear:
    """Return what is known of an area from its rows of `year_counts`.

    Ethnic-minority households: the flow as in the flow table, pending forms by the present mark,
    registrations of the households that are so throughout the year.
    """
    found = list(rows)
    flows = (minority_flow_of(*each) if of_minority else flow_of(each[1]) for each in found)
    flow = sum(flows, Flow())
    throughout = [row for marks, row in found if all(marks) or not of_minority]
    present = [row for (_, now), row in found if now or not of_minority]

    def summed(name: str) -> int:
        return sum(row[name] for row in throughout)

    pending = Pending(**{name: sum(row[f"pending_{name}"] for row in present) for name in _PENDING})
    reviewed = summed("exited") + summed("still_poor") + summed("left")
    fallen = summed("exited") + summed("left")
    return AreaYear(
        counts=MonthCounts(**{name: getattr(flow, name) for name in MONTH_FIELDS}),
        pending=pending,
        names=Names(
            left=summed("not_reviewed") - pending.named,
            others_known=flow.reviewed - reviewed + pending.reviewed - pending.named,
            others_fell=flow.exits + flow.other_out - fallen + pending.other_falls,
        ),
    )


def has_registrations(counts: YearCounts, year: int) -> bool:
    """Return whether any household is registered to exit in a year."""
    return any(row["registered"] for (of, _, _), row in counts.items() if of == year)


def gains_before(counts: YearCounts, year: int) -> dict[int, tuple[int, int]] | None:
    """Return the households that joined the list the year before, all and ethnic-minority.

    By commune key; None without a list of the year before under the same standard.
    """
    rows = {key: row for key, row in counts.items() if key[0] == year - 1}
    if not any(row["poor_opening"] for row in rows.values()):
        return None
    found: dict[int, tuple[int, int]] = {}
    for (_, commune, marks), row in rows.items():
        every, em = found.get(commune, (0, 0))
        gains = row["gains"]
        found[commune] = (every + gains, em + gains * all(marks))
    return found
