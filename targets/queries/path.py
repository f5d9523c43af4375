"""The planned path: how much of the year's fall a plan expects by the end of each month."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from common.prepared import PreparedQuery
from targets.models import PathPoint, YearPlan
from targets.rules.path import MONTHS, path_share
from targets.rules.standing import Number

_MONTHS = range(1, MONTHS + 1)
_COLUMN = "path_{}"


def planned_path(plan: YearPlan) -> tuple[Fraction, ...]:
    """Return the part of the year's fall expected by the end of each month, in one query.

    Twelve fractions, January first, the last one 1.
    """
    return planned_shares(dict(_points(plan.pk)))


@PreparedQuery
def _points(plan: int) -> QuerySet:
    return PathPoint.objects.filter(plan=plan).order_by().values_list("month", "share")


def path_columns(plan: OuterRef) -> dict[str, Subquery]:
    """Return the points of a plan's path as columns of a query, to be read with `path_of`."""
    return {
        _COLUMN.format(month): Subquery(
            PathPoint.objects.filter(plan=plan, month=month).order_by().values("share")[:1]
        )
        for month in _MONTHS
    }


def path_of(row: Any) -> tuple[Fraction, ...]:
    """Return the path of a row with `path_columns`, as `planned_path` does."""
    points = {month: getattr(row, _COLUMN.format(month)) for month in _MONTHS}
    return planned_shares({month: share for month, share in points.items() if share is not None})


def planned_shares(points: Mapping[int, Number]) -> tuple[Fraction, ...]:
    """Return the path that follows from points by month."""
    return tuple(path_share(points, month) for month in range(1, MONTHS + 1))
