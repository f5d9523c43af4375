"""Number checks of procedure, recomputed from raw rows, in the order in which they are printed."""

from common.number_checks import Check
from procedure.number_checks import applications, steps

CHECKS: tuple[Check, ...] = (
    *steps.CHECKS,
    *applications.CHECKS,
)
