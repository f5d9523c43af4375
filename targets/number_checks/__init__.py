"""Number checks of targets, recomputed from raw rows, in the order in which they are printed."""

from common.number_checks import Check
from targets.number_checks import (
    allocations,
    answers,
    directions,
    forecast,
    goals,
    plan,
    registrations,
)

CHECKS: tuple[Check, ...] = (
    *plan.CHECKS,
    *goals.CHECKS,
    *allocations.CHECKS,
    *answers.CHECKS,
    *registrations.CHECKS,
    *forecast.CHECKS,
    *directions.CHECKS,
)
