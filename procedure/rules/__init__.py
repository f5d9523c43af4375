"""Rules of the procedure: pure functions, one module per subject."""

from procedure.rules.steps import (
    STEPS,
    TRANSITIONS,
    has_come_to,
    has_passed,
    may_become,
    meeting_may_change,
    posting_may_change,
    why_not,
)
from procedure.rules.votes import village_agrees

__all__ = [
    "STEPS",
    "TRANSITIONS",
    "has_come_to",
    "has_passed",
    "may_become",
    "meeting_may_change",
    "posting_may_change",
    "village_agrees",
    "why_not",
]
