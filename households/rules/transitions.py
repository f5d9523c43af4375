"""Allowed transitions of a review form."""

from households.choices import AssessmentState

# A form is submitted and approved, or returned to the officer; an approved one is only replaced.
TRANSITIONS: dict[str, frozenset[str]] = {
    AssessmentState.DRAFT: frozenset({AssessmentState.SUBMITTED}),
    AssessmentState.SUBMITTED: frozenset({AssessmentState.APPROVED, AssessmentState.DRAFT}),
    AssessmentState.APPROVED: frozenset({AssessmentState.SUPERSEDED}),
    AssessmentState.SUPERSEDED: frozenset(),
}


def may_become(state: str, wanted: str) -> bool:
    """Return whether a form may change from one state to another."""
    return wanted in TRANSITIONS.get(state, frozenset())
