"""Number checks of households, recomputed from raw rows, in the order in which they are printed."""

from common.number_checks import Check
from households.number_checks import flows, forms, frozen, life, poor_list, register, scoring, units

CHECKS: tuple[Check, ...] = (
    *register.CHECKS,
    *life.CHECKS,
    *poor_list.CHECKS,
    *flows.CHECKS,
    *forms.CHECKS,
    *scoring.CHECKS,
    *frozen.CHECKS,
    *units.CHECKS,
)
