"""The change of goals that waits for the district's leader."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from households.models import Indicator
from targets.choices import GOAL_COMPARISONS, GoalProposalState
from targets.models import Goal, GoalProposal, YearPlan
from targets.queries.goal_versions import GoalState


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedGoal:
    """One goal that changes; None: not part of the plan."""

    goal: Goal
    before: GoalState | None
    after: GoalState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingGoals:
    """A change of goals as entered, and the goals it changes."""

    proposal: GoalProposal
    lines: Sequence[ProposedGoal]


def pending_goals(plan: YearPlan) -> PendingGoals | None:
    """Return the change that waits, in at most 3 queries; None without one."""
    waiting = plan.goal_proposals.filter(state=GoalProposalState.PENDING).select_related("by")
    proposal = waiting.first()
    if proposal is None:
        return None
    known = {goal.key: goal for goal in plan.goals.select_related("indicator")}
    indicators = Indicator.objects.filter(standard=plan.standard_id).in_bulk()
    lines = []
    for each in proposal.asked["goals"]:
        key = (each["code"], each["group"], each["indicator_id"])
        old = known.get(key)
        indicator = indicators.get(each["indicator_id"] or 0)
        usual = old.comparison if old else GOAL_COMPARISONS[each["code"]]
        goal = Goal(code=each["code"], group=each["group"], indicator=indicator)
        goal.comparison = each["comparison"] or usual
        goal.value = None if each["value"] is None else Decimal(each["value"])
        lines.append(ProposedGoal(goal=goal, before=_state(old), after=_state(goal)))
    gone = [known[key] for key in map(tuple, proposal.asked["removed"]) if key in known]
    lines += [ProposedGoal(goal=goal, before=_state(goal), after=None) for goal in gone]
    return PendingGoals(
        proposal=proposal, lines=[line for line in lines if line.before != line.after]
    )


def _state(goal: Goal | None) -> GoalState | None:
    return None if goal is None else GoalState(comparison=goal.comparison, value=goal.value)
