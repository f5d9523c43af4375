"""Rules of the procedure: pure functions, one module per subject."""

from procedure.rules.steps import (
    LISTING_STEPS,
    STEPS,
    TRANSITIONS,
    has_passed,
    is_before_report,
    may_be_removed,
    may_become,
    meeting_may_change,
    posting_may_change,
    why_not,
)
from procedure.rules.votes import village_agrees

__all__ = [
    "LISTING_STEPS",
    "STEPS",
    "TRANSITIONS",
    "has_passed",
    "is_before_report",
    "may_be_removed",
    "may_become",
    "meeting_may_change",
    "posting_may_change",
    "village_agrees",
    "why_not",
]
