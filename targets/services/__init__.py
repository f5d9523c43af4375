"""What a person can do to a year's plan."""

from targets.services.baseline import (
    CannotPlan,
    CommuneBaseline,
    change_baseline,
    create_plan,
)
from targets.services.goals import CannotSetTargets, GoalInput, set_goals
from targets.services.path import set_path

__all__ = [
    "CannotPlan",
    "CannotSetTargets",
    "CommuneBaseline",
    "GoalInput",
    "change_baseline",
    "create_plan",
    "set_goals",
    "set_path",
]
