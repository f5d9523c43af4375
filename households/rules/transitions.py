"""Who may move a form where."""

from households.choices import AssessmentState

# A form goes forward, or back to the officer; an approved one is only ever replaced.
TRANSITIONS: dict[str, frozenset[str]] = {
    AssessmentState.DRAFT: frozenset({AssessmentState.SUBMITTED}),
    AssessmentState.SUBMITTED: frozenset({AssessmentState.APPROVED, AssessmentState.DRAFT}),
    AssessmentState.APPROVED: frozenset({AssessmentState.SUPERSEDED}),
    AssessmentState.SUPERSEDED: frozenset(),
}


def may_become(state: str, wanted: str) -> bool:
    """Say whether a form may go from one state to another."""
    return wanted in TRANSITIONS.get(state, frozenset())
