"""A draft on its way to the leader's signature and back, and what was signed withdrawn."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from common.history import conflict_over, save_with_history
from targets.choices import AllocationState
from targets.models import Allocation, AllocationLine, YearPlan
from targets.queries.allocations import targets_of
from targets.services.allocations import (
    reason_for,
    require_change_reason,
    require_no_pending,
    write_targets,
)
from targets.services.drafts import CannotAllocate


@transaction.atomic
def submit_allocation(
    *,
    allocation_id: int,
    version: int,
    change_reason: str = "",
    override_reason: str = "",
    by: User | None,
    at: dt.datetime,
) -> Allocation:
    """Submit a draft to the district's leader. Idempotent.

    Raises what the adoption raises for figures, reasons and pending proposals, so that the leader
    is shown what can be signed; CannotAllocate for what is no draft, Conflict on a concurrent edit.
    """
    plan, draft = _locked(allocation_id)
    if draft.is_submitted:
        return draft
    if not draft.is_draft:
        raise CannotAllocate(f"“{draft.name}” không còn là dự thảo.")
    if draft.version != version:
        raise conflict_over(draft)
    require_change_reason(plan, change_reason)
    lines = {line.commune_id: line for line in draft.lines.order_by()}
    require_no_pending(plan, lines)
    draft.override_reason = reason_for(plan, targets_of(plan), lines, override_reason)
    draft.change_reason = change_reason
    draft.state, draft.submitted_by, draft.submitted_at = AllocationState.SUBMITTED, by, at
    return _save(draft, by=by, reason="Trình lãnh đạo")


@transaction.atomic
def return_allocation(
    *, allocation_id: int, version: int, reason: str = "", by: User
) -> Allocation:
    """Make a submitted draft a draft again: recalled, or sent back by the leader. Idempotent."""
    _, draft = _locked(allocation_id)
    if draft.is_draft:
        return draft
    if not draft.is_submitted:
        raise CannotAllocate(f"“{draft.name}” không còn chờ ký.")
    if draft.version != version:
        raise conflict_over(draft)
    draft.state, draft.submitted_by, draft.submitted_at = AllocationState.DRAFT, None, None
    return _save(draft, by=by, reason=f"Trả lại: {reason}"[:100] if reason else "Rút lại")


@transaction.atomic
def withdraw_allocation(*, allocation_id: int, version: int, reason: str, by: User) -> Allocation:
    """Withdraw the allocation in force before any commune has answered; the former one is in
    force again.

    Idempotent. Raises CannotAllocate without a reason, once a commune has reported or answered
    under it, and for an allocation that a decision on proposals led to; Conflict on a concurrent
    edit.
    """
    plan, given = _locked(allocation_id)
    if given.state == AllocationState.WITHDRAWN:
        return given
    if not given.is_adopted:
        raise CannotAllocate(f"“{given.name}” không phải phương án đang áp dụng.")
    if given.version != version:
        raise conflict_over(given)
    if not reason:
        raise CannotAllocate("Hãy ghi lý do thu hồi.", field="reason")
    if why := kept_because(given):
        raise CannotAllocate(why)
    given.state = AllocationState.WITHDRAWN
    _save(given, by=by, reason=f"Thu hồi: {reason}"[:100])
    # Triggers compare the targets with the allocation when it is adopted (targets/database/guards.py).
    former = _former(plan, given)
    lines = {line.commune_id: line for line in former.lines.order_by()} if former else {}
    targets = targets_of(plan)
    none = AllocationLine(fall=0, em_fall=0)
    write_targets(
        targets, {row.commune_id: lines.get(row.commune_id, none) for row in targets}, by=by
    )
    if former is not None:
        former.state = AllocationState.ADOPTED
        _save(former, by=by, reason=f"Áp dụng lại: thu hồi {given.decision_number}"[:100])
    plan.version += 1
    save_with_history(
        plan, by=by, reason=f"Thu hồi chỉ tiêu giao theo {given.decision_number}"[:100]
    )
    return given


def kept_because(given: Allocation) -> str:
    """Return why an allocation in force cannot be withdrawn any more; empty when it can."""
    if given.party_reports.exists() or given.answers.filter(withdrawn_at=None).exists():
        return "Đã có xã báo cáo Đảng ủy hoặc trả lời chỉ tiêu này, không thu hồi được nữa."
    if given.decisions.exists():
        return "Chỉ tiêu này thực hiện quyết định về đề nghị của xã, không thu hồi được."
    return ""


def _former(plan: YearPlan, given: Allocation) -> Allocation | None:
    replaced = plan.allocations.filter(state=AllocationState.REPLACED, number__lt=given.number)
    return replaced.order_by("-number").first()


def _locked(allocation_id: int) -> tuple[YearPlan, Allocation]:
    plan_id = Allocation.objects.values_list("plan_id", flat=True).get(pk=allocation_id)
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    return plan, Allocation.objects.select_for_update().get(pk=allocation_id)


def _save(allocation: Allocation, *, by: User | None, reason: str) -> Allocation:
    allocation.version += 1
    save_with_history(allocation, by=by, reason=reason)
    return allocation
