"""Households that became poor the year before, under the same standard only."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from areas.models import Commune
from common.prepared import PreparedQuery
from households.choices import Figure
from households.models import PovertyRecord
from households.queries.poor_list import Flow
from households.querysets import FIGURES, MINORITY_THROUGHOUT
from targets.models import YearPlan

_RELAPSED, _NEW_POOR = FIGURES[Figure.RELAPSED], FIGURES[Figure.NEW_POOR]
_GAINED = {
    "relapsed": Count("pk", filter=_RELAPSED),
    "new_poor": Count("pk", filter=_NEW_POOR),
    "em_relapsed": Count("pk", filter=_RELAPSED & MINORITY_THROUGHOUT),
    "em_new_poor": Count("pk", filter=_NEW_POOR & MINORITY_THROUGHOUT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """Households that joined the poor list in a year; `em_`: ethnic-minority ones."""

    relapsed: int = 0
    new_poor: int = 0
    em_relapsed: int = 0
    em_new_poor: int = 0

    @property
    def every(self) -> int:
        return self.relapsed + self.new_poor

    @property
    def minority(self) -> int:
        return self.em_relapsed + self.em_new_poor


def gains_of(everyone: Flow, minority: Flow) -> Gains:
    """Return the households of a flow that fell back or became poor."""
    return Gains(
        relapsed=everyone.relapsed,
        new_poor=everyone.new_poor,
        em_relapsed=minority.relapsed,
        em_new_poor=minority.new_poor,
    )


@PreparedQuery
def _gained(year: int, standard: int, district: int) -> QuerySet:
    communes = Commune.objects.of_district(district).order_by()
    return (
        PovertyRecord.objects.of_year(year, standard)
        .filter(commune__in=communes.values("pk"))
        .order_by()
        .values("commune")
        .annotate(opening=Count("pk", filter=FIGURES[Figure.OPENING]), **_GAINED)
    )


def gains_last_year(plan: YearPlan) -> dict[int, Gains]:
    """Return the households that fell back or became poor the year before, by commune key.

    One query; empty if the year before has no list under the plan's standard or was its first
    year.
    """
    found = _gained(plan.year - 1, plan.standard_id, plan.district_id)
    if not any(row["opening"] for row in found):
        return {}
    return {row["commune"]: Gains(**{name: row[name] for name in _GAINED}) for row in found}
