"""Setting the planned path: the part of the year's fall expected by the end of each month."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from common.history import (
    conflict_over,
    create_many,
    delete_with_history,
    save_with_history,
    update_many,
)
from targets.models import PathPoint, YearPlan
from targets.rules.path import MONTHS, path_problem
from targets.services.goals import CannotSetTargets

_PLACES = Decimal("0.0001")


@transaction.atomic
def set_path(*, plan_id: int, version: int, points: Mapping[int, Decimal], by: User) -> YearPlan:
    """Replace the planned path: months with the part of the year's fall (0 to 1) by their end.

    Months not given have no point; without any each month expects a twelfth. Saving an unchanged
    path has no effect. Raises CannotSetTargets for a path that falls or does not reach 1 in
    December, Conflict if another user has changed the plan meanwhile.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    known = {point.month: point for point in plan.path_points.order_by()}
    if {month: point.share for month, point in known.items()} == dict(points):
        return plan
    if plan.version != version:
        raise conflict_over(plan)
    _require_path(points)
    for month, point in known.items():
        if month not in points:
            delete_with_history(point, by=by)
    changed = []
    for month, share in points.items():
        if month in known and known[month].share != share:
            known[month].share = share
            changed.append(known[month])
    new = [
        PathPoint(plan=plan, month=month, share=share)
        for month, share in points.items()
        if month not in known
    ]
    create_many(new, by=by)
    update_many(changed, ["share"], by=by)
    plan.version += 1
    save_with_history(plan, by=by, reason="Đặt lộ trình trong năm")
    return plan


def _require_path(points: Mapping[int, Decimal]) -> None:
    for month, share in points.items():
        if not 1 <= month <= MONTHS:
            raise CannotSetTargets("Tháng phải từ 1 đến 12.", field="points")
        if share != share.quantize(_PLACES):
            raise CannotSetTargets(
                f"Tháng {month}: ghi nhiều nhất hai số lẻ sau dấu phẩy.", field=f"m{month}"
            )
    if problem := path_problem(points):
        month, words = problem
        raise CannotSetTargets(f"Tháng {month}: {words}.", field=f"m{month}")
