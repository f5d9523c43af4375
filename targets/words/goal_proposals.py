"""A waiting change of goals in words, the same for the page and the API."""

from dataclasses import dataclass

from targets.queries.goal_proposals import PendingGoals
from targets.words.plan_history import goal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedGoalWords:
    """One goal that changes, in words."""

    label: str
    before: str
    after: str


def proposed_goal_words(found: PendingGoals) -> list[ProposedGoalWords]:
    """Return the goals that change, old and new."""
    return [
        ProposedGoalWords(
            label=line.goal.label,
            before=goal_text(line.goal, line.before),
            after=goal_text(line.goal, line.after),
        )
        for line in found.lines
    ]
