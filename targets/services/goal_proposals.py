"""Saving goals: at once, or as a change that the district's leader has to confirm."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from common.history import conflict_over, save_with_history
from targets.choices import GoalProposalState
from targets.models import GoalProposal, YearPlan
from targets.services.goals import (
    CannotSetTargets,
    GoalInput,
    GoalsInput,
    checked_changes,
    set_goals,
)


@transaction.atomic
def save_goals(
    *, plan_id: int, version: int, asked: GoalsInput, by: User, at: dt.datetime, signs: bool
) -> YearPlan | GoalProposal:
    """Set goals, or keep the change of a goal that was set for the district's leader to confirm.

    `signs`: the user is the leader, and saves at once. Raises as `set_goals` does; Conflict while
    another change waits.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    changes = checked_changes(plan, version, asked)
    waiting = plan.goal_proposals.filter(state=GoalProposalState.PENDING).first()
    if signs or not changes.is_revision:
        if waiting is not None and changes:
            raise conflict_over(waiting)
        return set_goals(plan_id=plan_id, version=version, asked=asked, by=by, is_confirmed=signs)
    if waiting is not None:
        if waiting.asked == _stored(asked) and waiting.by_id == by.pk:
            return waiting
        raise conflict_over(waiting)
    proposal = GoalProposal(
        plan=plan, plan_version=plan.version, asked=_stored(asked), by=by, at=at
    )
    save_with_history(proposal, by=by, reason="Trình lãnh đạo")
    return proposal


@transaction.atomic
def confirm_goals(*, proposal_id: int, by: User, at: dt.datetime) -> YearPlan:
    """Confirm a change of goals as the district's leader, who did not make it. Idempotent.

    Raises CannotSetTargets for one that was dropped or made by the same user, and as `set_goals`
    does; Conflict when the plan was changed since.
    """
    plan, proposal = _locked(proposal_id)
    if proposal.state == GoalProposalState.CONFIRMED:
        return plan
    _require_pending(proposal)
    if proposal.by_id == by.pk:
        raise CannotSetTargets("Người trình không được tự xác nhận.")
    _decide(proposal, GoalProposalState.CONFIRMED, by=by, at=at)
    return set_goals(
        plan_id=plan.pk,
        version=proposal.plan_version,
        asked=asked_of(proposal),
        by=by,
        is_confirmed=True,
    )


@transaction.atomic
def drop_goals(*, proposal_id: int, by: User, at: dt.datetime) -> GoalProposal:
    """Drop a change of goals: withdrawn, or not confirmed. Idempotent."""
    _, proposal = _locked(proposal_id)
    if proposal.state == GoalProposalState.DROPPED:
        return proposal
    _require_pending(proposal)
    return _decide(proposal, GoalProposalState.DROPPED, by=by, at=at)


def asked_of(proposal: GoalProposal) -> GoalsInput:
    """Return the goals of a stored proposal as they were entered."""
    stored = dict(proposal.asked)
    day = stored.pop("decided_on")
    goals = [
        GoalInput(**{**each, "value": None if each["value"] is None else Decimal(each["value"])})
        for each in stored.pop("goals")
    ]
    removed = [(code, group, indicator) for code, group, indicator in stored.pop("removed")]
    return GoalsInput(
        goals=goals,
        removed=removed,
        decided_on=dt.date.fromisoformat(day) if day else None,
        **stored,
    )


def _stored(asked: GoalsInput) -> dict[str, Any]:
    return {
        "goals": [
            {
                "code": goal.code,
                "value": None if goal.value is None else str(goal.value),
                "group": goal.group,
                "indicator_id": goal.indicator_id,
                "comparison": goal.comparison,
            }
            for goal in asked.goals
        ],
        "removed": [list(key) for key in asked.removed],
        "decision_number": asked.decision_number,
        "decided_on": asked.decided_on.isoformat() if asked.decided_on else None,
        "decided_by": asked.decided_by,
        "legal_basis": asked.legal_basis,
    }


def _locked(proposal_id: int) -> tuple[YearPlan, GoalProposal]:
    plan_id = GoalProposal.objects.values_list("plan_id", flat=True).get(pk=proposal_id)
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    return plan, GoalProposal.objects.get(pk=proposal_id)


def _require_pending(proposal: GoalProposal) -> None:
    if not proposal.is_pending:
        raise CannotSetTargets(f"Đề nghị này {proposal.get_state_display().lower()}.")


def _decide(
    proposal: GoalProposal, state: GoalProposalState, *, by: User, at: dt.datetime
) -> GoalProposal:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, at
    save_with_history(proposal, by=by, reason=state.label)
    return proposal
