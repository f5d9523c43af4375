"""The law's arithmetic, one module a question. Pure functions: facts in, an answer out."""

from households.rules.classification import (
    CannotClassify,
    Classification,
    Facts,
    Line,
    Outcome,
    classify,
    outcome,
    unanswered,
)
from households.rules.movements import poor_list_movement
from households.rules.transitions import TRANSITIONS, may_become

__all__ = [
    "TRANSITIONS",
    "CannotClassify",
    "Classification",
    "Facts",
    "Line",
    "Outcome",
    "classify",
    "may_become",
    "outcome",
    "poor_list_movement",
    "unanswered",
]
