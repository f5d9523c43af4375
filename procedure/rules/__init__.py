"""What the procedure allows, one module a question. Pure functions: facts in, an answer out."""

from procedure.rules.steps import (
    STEPS,
    TRANSITIONS,
    has_come_to,
    has_passed,
    may_become,
    why_not,
)
from procedure.rules.votes import village_agrees

__all__ = [
    "STEPS",
    "TRANSITIONS",
    "has_come_to",
    "has_passed",
    "may_become",
    "village_agrees",
    "why_not",
]
