"""The arithmetic of goals, one module a question. Pure and exact: facts in, an answer out."""

from targets.rules.answers import proposal_problem, stands
from targets.rules.coverage import Coverage
from targets.rules.standing import (
    AboveAverage,
    Figures,
    Number,
    Outcome,
    above_average_outcome,
    commune_standing,
    district_outcome,
    fall_outcome,
    is_above,
    least_fall_above,
    outcome,
    projected,
    rate,
    rate_fall_outcome,
    rate_outcome,
    reached,
    relapse_outcome,
    urgency,
)

__all__ = [
    "AboveAverage",
    "Coverage",
    "Figures",
    "Number",
    "Outcome",
    "above_average_outcome",
    "commune_standing",
    "district_outcome",
    "fall_outcome",
    "is_above",
    "least_fall_above",
    "outcome",
    "projected",
    "proposal_problem",
    "rate",
    "rate_fall_outcome",
    "rate_outcome",
    "reached",
    "relapse_outcome",
    "stands",
    "urgency",
]
