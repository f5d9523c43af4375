"""Number checks of support, recomputed from raw rows, in the order in which they are printed."""

from common.number_checks import Check
from support.number_checks import reasons

CHECKS: tuple[Check, ...] = (*reasons.CHECKS,)
