"""The contradictions between the goals of a plan, from its baseline."""

from collections.abc import Iterable

from django.db.models import Sum

from targets.choices import GoalCode, GoalGroup
from targets.models import Goal, YearPlan
from targets.rules.goal_algebra import OF_FALL, Contradiction, GoalBase, contradictions


def goal_contradictions(
    plan: YearPlan, goals: Iterable[Goal], group: str = GoalGroup.EVERYWHERE
) -> list[Contradiction]:
    """Return the goals of a group of communes that contradict one another."""
    values = {goal.code: goal.value for goal in goals if goal.group == group}
    if not values.keys() & {*OF_FALL}:
        return []
    everyone, minority = _bases(plan, group)
    return [
        *contradictions(
            everyone,
            fall=values.get(GoalCode.POOR_FALL),
            rate=values.get(GoalCode.POOR_RATE),
            points=values.get(GoalCode.POOR_RATE_FALL),
        ),
        *contradictions(
            minority,
            fall=values.get(GoalCode.EM_POOR_FALL),
            rate=None,
            points=values.get(GoalCode.EM_POOR_RATE_FALL),
            is_minority=True,
        ),
    ]


def _bases(plan: YearPlan, group: str) -> tuple[GoalBase, GoalBase]:
    """Return the baseline of all households and of the ethnic-minority ones."""
    names = ("households", "poor", "em_households", "em_poor")
    found = {name: getattr(plan, name) for name in names}
    if group == GoalGroup.BORDER:
        of_border = plan.commune_targets.filter(commune__is_border=True)
        found = of_border.aggregate(**{name: Sum(name, default=0) for name in names})
    return (
        GoalBase(households=found["households"], poor=found["poor"]),
        GoalBase(households=found["em_households"], poor=found["em_poor"]),
    )
