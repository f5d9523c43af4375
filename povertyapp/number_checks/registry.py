"""All checks, in the order in which they are printed. A new part adds its own `CHECKS` here."""

from povertyapp.number_checks import (
    allocations,
    applications,
    directions,
    flows,
    forecast,
    forms,
    frozen,
    goals,
    history,
    life,
    plan,
    poor_list,
    procedure,
    reasons,
    register,
    registrations,
    scoring,
    units,
)
from povertyapp.number_checks.base import Check

ALL_CHECKS: tuple[Check, ...] = (
    *plan.CHECKS,
    *goals.CHECKS,
    *allocations.CHECKS,
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
