"""The planned path: how much of the year's fall a plan expects by the end of each month."""

from collections.abc import Mapping
from fractions import Fraction

from django.db.models import QuerySet

from common.prepared import PreparedQuery
from targets.models import PathPoint, YearPlan
from targets.rules.path import MONTHS, path_share
from targets.rules.standing import Number


def planned_path(plan: YearPlan) -> tuple[Fraction, ...]:
    """Return the part of the year's fall expected by the end of each month, in one query.

    Twelve fractions, January first, the last one 1.
    """
    return planned_shares(dict(_points(plan.pk)))


@PreparedQuery
def _points(plan: int) -> QuerySet:
    return PathPoint.objects.filter(plan=plan).order_by().values_list("month", "share")


def planned_shares(points: Mapping[int, Number]) -> tuple[Fraction, ...]:
    """Return the path that follows from points by month."""
    return tuple(path_share(points, month) for month in range(1, MONTHS + 1))
