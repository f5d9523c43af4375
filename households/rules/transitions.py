"""Allowed state transitions of a form."""

from households.choices import AssessmentState

# Forward, or back to the officer; an approved form can only be superseded.
TRANSITIONS: dict[str, frozenset[str]] = {
    AssessmentState.DRAFT: frozenset({AssessmentState.SUBMITTED}),
    AssessmentState.SUBMITTED: frozenset({AssessmentState.APPROVED, AssessmentState.DRAFT}),
    AssessmentState.APPROVED: frozenset({AssessmentState.SUPERSEDED}),
    AssessmentState.SUPERSEDED: frozenset(),
}


def may_become(state: str, wanted: str) -> bool:
    """Whether a form may go from one state to another."""
    return wanted in TRANSITIONS.get(state, frozenset())
