"""Tables of the household register and of the review."""

from households.models.freezing import (
    FrozenPopulation,
    FrozenRecord,
    RoundReopening,
    RoundUnlock,
    Snapshot,
)
from households.models.life import DuplicateDecision, LifeEvent, LifeEventPart
from households.models.poor_list import PovertyRecord
from households.models.quick_checks import QuickCheck
from households.models.register import Household, Member
from households.models.rescoring import Rescoring, RescoringChange
from households.models.review import Assessment, AssessmentResult, Round, RoundStandard
from households.models.scoring import ScoringAnswer, ScoringItem, ScoringTable
from households.models.standards import Indicator, PovertyStandard, StandardLine

__all__ = [
    "Assessment",
    "AssessmentResult",
    "DuplicateDecision",
    "FrozenPopulation",
    "FrozenRecord",
    "Household",
    "Indicator",
    "LifeEvent",
    "LifeEventPart",
    "Member",
    "PovertyRecord",
    "PovertyStandard",
    "QuickCheck",
    "Rescoring",
    "RescoringChange",
    "Round",
    "RoundReopening",
    "RoundStandard",
    "RoundUnlock",
    "ScoringAnswer",
    "ScoringItem",
    "ScoringTable",
    "Snapshot",
    "StandardLine",
]
