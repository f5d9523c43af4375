"""All checks, in the order in which they are printed. A new part adds its own `CHECKS` here."""

from common.number_checks import Check
from households.number_checks import flows, forms, frozen, life, poor_list, register, scoring, units
from povertyapp.number_checks import history
from procedure.number_checks import applications, procedure
from support.number_checks import reasons
from targets.number_checks import (
    allocations,
    answers,
    directions,
    forecast,
    goals,
    plan,
    registrations,
)

ALL_CHECKS: tuple[Check, ...] = (
    *plan.CHECKS,
    *goals.CHECKS,
    *allocations.CHECKS,
    *answers.CHECKS,
    *register.CHECKS,
    *life.CHECKS,
    *poor_list.CHECKS,
    *registrations.CHECKS,
    *flows.CHECKS,
    *reasons.CHECKS,
    *forecast.CHECKS,
    *directions.CHECKS,
    *forms.CHECKS,
    *procedure.CHECKS,
    *applications.CHECKS,
    *scoring.CHECKS,
    *frozen.CHECKS,
    *history.CHECKS,
    *units.CHECKS,
)
