"""The months of a plan: how much of the year's fall it expects by the end of each."""

from collections.abc import Mapping
from fractions import Fraction

from targets.models import YearPlan
from targets.rules.path import MONTHS, path_share
from targets.rules.standing import Number


def planned_path(plan: YearPlan) -> tuple[Fraction, ...]:
    """Return the part of the year's fall expected by the end of each month, in one query.

    Twelve fractions, January first, the last one 1.
    """
    points = dict(plan.path_points.order_by().values_list("month", "share"))
    return planned_shares(points)


def planned_shares(points: Mapping[int, Number]) -> tuple[Fraction, ...]:
    """Return the same for points at hand."""
    return tuple(path_share(points, month) for month in range(1, MONTHS + 1))
