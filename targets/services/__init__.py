"""What a person can do to a year's plan."""

from targets.services.baseline import (
    CannotPlan,
    CommuneBaseline,
    change_baseline,
    create_plan,
)
from targets.services.goals import CannotSetTargets, set_goals

__all__ = [
    "CannotPlan",
    "CannotSetTargets",
    "CommuneBaseline",
    "change_baseline",
    "create_plan",
    "set_goals",
]
