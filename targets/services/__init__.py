"""What a person can do to a year's plan."""

from targets.services.baseline import (
    CannotPlan,
    CommuneBaseline,
    change_baseline,
    create_plan,
)
from targets.services.goals import CannotSetTargets, CommuneShare, set_commune_targets, set_goals

__all__ = [
    "CannotPlan",
    "CannotSetTargets",
    "CommuneBaseline",
    "CommuneShare",
    "change_baseline",
    "create_plan",
    "set_commune_targets",
    "set_goals",
]
