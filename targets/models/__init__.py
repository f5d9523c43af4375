"""Tables of the year's goals: set, split, negotiated, followed."""

from targets.models.allocations import Allocation, AllocationLine
from targets.models.answers import AdjustmentDecision, AllocationAnswer, Attachment, PartyReport
from targets.models.directions import Direction, DirectionBearer, DirectionReport
from targets.models.goal_proposals import GoalProposal
from targets.models.plan import Baseline, CommuneTarget, Goal, PathPoint, YearPlan
from targets.models.registrations import ExitRegistration

__all__ = [
    "AdjustmentDecision",
    "Allocation",
    "AllocationAnswer",
    "AllocationLine",
    "Attachment",
    "Baseline",
    "CommuneTarget",
    "Direction",
    "DirectionBearer",
    "DirectionReport",
    "ExitRegistration",
    "Goal",
    "GoalProposal",
    "PartyReport",
    "PathPoint",
    "YearPlan",
]
