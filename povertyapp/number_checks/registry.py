"""The checks of all apps, in the order in which they are printed."""

import households.number_checks
import procedure.number_checks
import support.number_checks
import targets.number_checks
from common.number_checks import Check
from povertyapp.number_checks import history

ALL_CHECKS: tuple[Check, ...] = (
    *targets.number_checks.CHECKS,
    *households.number_checks.CHECKS,
    *support.number_checks.CHECKS,
    *procedure.number_checks.CHECKS,
    *history.CHECKS,
)
