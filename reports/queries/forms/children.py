"""Form 11: what children of poor and near-poor households lack, as far as the register has it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from common.dates import years_before
from households.choices import PovertyStatus, Work
from households.models import Member
from households.queries.flow import FlowReport, FlowRow
from households.queries.small_numbers import Crossing
from households.rules.people import CHILD_BELOW, school_ages
from reports.queries.forms.base import FormFigures, FormRequest, unit_of, units_of
from reports.queries.forms.groups import key_of
from reports.queries.forms.traits import given_traits
from reports.rules.form_tables import ReportLine, Value

_LISTS = {1: PovertyStatus.POOR, 4: PovertyStatus.NEAR_POOR}
CHILDREN, UNINSURED, OUT_OF_SCHOOL = "children", "uninsured", "out_of_school"
_UNKNOWN = ("no_birth", "no_insurance_known", "no_work_known")


def children_of_lists(asked: FormRequest, flow: FlowReport) -> FormFigures:
    """Return form 11: children below 16, those without insurance, those of school age not at school.

    One query. Ages are those of the day of the figures, at most the year's last day. Nutrition is
    not recorded by child.
    """
    day = min(flow.as_of, dt.date(asked.year, 12, 31))
    rows = list(_counted(asked, day))
    numbers = {
        f"c{start + offset}": _crossings([row for row in rows if row["status"] == status], key)
        for start, status in _LISTS.items()
        for offset, key in enumerate((CHILDREN, UNINSURED, OUT_OF_SCHOOL))
    }
    given = given_traits(asked, flow, numbers)

    def lines(row: FlowRow) -> Sequence[ReportLine]:
        found = given.of(key_of(row))
        values: dict[str, Value] = {key: found.values.get(key) for key in numbers}
        return [ReportLine(values=values, hidden=found.hidden, counts_people=True)]

    return FormFigures(
        flow=flow,
        units=units_of(flow, lines),
        total=unit_of(None, "", lines(flow.total)),
        missing={name: sum(row[name] for row in rows) for name in _UNKNOWN},
    )


def _counted(asked: FormRequest, day: dt.date) -> QuerySet:
    of_year = Q(
        household__poverty_records__year=asked.year,
        household__poverty_records__standard=asked.standard,
    )
    members = Member.objects.annotate(
        record=FilteredRelation("household__poverty_records", condition=of_year)
    ).filter(record__has_left=False, record__status__in=_LISTS.values())
    is_child = Q(birth_date__gt=years_before(day, CHILD_BELOW))
    least, below = school_ages(asked.standard.shape)
    at_school_age = Q(
        birth_date__gt=years_before(day, below), birth_date__lte=years_before(day, least)
    )
    return (
        members.order_by()
        .values(
            commune_key=F("record__commune"),
            status=F("record__status"),
            is_em=F("record__is_ethnic_minority"),
        )
        .annotate(
            people=Count("pk"),
            children=Count("pk", filter=is_child),
            uninsured=Count("pk", filter=is_child & Q(has_health_insurance=False)),
            out_of_school=Count("pk", filter=at_school_age & ~Q(work__in=["", Work.STUDYING])),
            no_birth=Count("pk", filter=Q(birth_date=None)),
            no_insurance_known=Count("pk", filter=is_child & Q(has_health_insurance=None)),
            no_work_known=Count("pk", filter=at_school_age & Q(work="")),
        )
    )


def _crossings(rows: Sequence[Mapping[str, int]], key: str) -> dict[int, Crossing]:
    """Return persons by commune in the shape of the rule for small numbers."""
    found: dict[int, Crossing] = {}
    for row in rows:
        known = found.get(row["commune_key"], Crossing())
        is_em = bool(row["is_em"])
        found[row["commune_key"]] = Crossing(
            households=known.households + row[key],
            looked_at=known.looked_at + row["people"],
            em_households=known.em_households + (row[key] if is_em else 0),
            em_looked_at=known.em_looked_at + (row["people"] if is_em else 0),
        )
    return found
