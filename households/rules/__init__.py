"""The arithmetic of the law, one module per question. Pure functions."""

from households.rules.classification import (
    CannotClassify,
    Classification,
    Facts,
    FormOutcome,
    Thresholds,
    classify,
    outcome,
    unanswered,
)
from households.rules.comparison import AnswerChange, FormAnswers, Turn, changes, turn
from households.rules.deprivation import Derivation, Home, derive
from households.rules.kinship import relation_to_new_head
from households.rules.movements import near_poor_list_movement, poor_list_movement
from households.rules.people import Person
from households.rules.transitions import TRANSITIONS, may_become

__all__ = [
    "TRANSITIONS",
    "AnswerChange",
    "CannotClassify",
    "Classification",
    "Derivation",
    "Facts",
    "FormAnswers",
    "FormOutcome",
    "Home",
    "Person",
    "Thresholds",
    "Turn",
    "changes",
    "classify",
    "derive",
    "may_become",
    "near_poor_list_movement",
    "outcome",
    "poor_list_movement",
    "relation_to_new_head",
    "turn",
    "unanswered",
]
