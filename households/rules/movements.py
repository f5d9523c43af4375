"""Movements of a household on the poor and near-poor lists of a year."""

from households.choices import Movement, NearPoorMovement, PovertyStatus


def poor_list_movement(
    *,
    opening: str,
    current: str,
    has_left: bool,
    ever_exited: bool,
    has_arrived: bool,
    first_year: bool,
) -> Movement:
    """Return the movement of a household on the poor list in a year.

    `opening` is its status on last year's list ("" when on none), `current` its status now.
    Precedence for a household poor now and not at the opening: on last year's near-poor list, then
    ever recognised as exited, then moved in or split, then new (columns of the flow table of the TT
    07/2021 family; the order is derived from its headings).
    """
    if first_year:
        return Movement.FIRST_YEAR
    was_poor, is_poor = opening == PovertyStatus.POOR, current == PovertyStatus.POOR
    if has_left:
        return Movement.LEFT if was_poor else Movement.NONE
    if was_poor:
        return _after_poor(current)
    if not is_poor:
        return Movement.NONE
    if opening == PovertyStatus.NEAR_POOR:
        return Movement.FELL_FROM_NEAR_POOR
    if ever_exited:
        return Movement.RELAPSED
    return Movement.ARRIVED if has_arrived else Movement.FIRST_POOR


def _after_poor(current: str) -> Movement:
    if current == PovertyStatus.POOR:
        return Movement.STAYED_POOR
    if current == PovertyStatus.NEAR_POOR:
        return Movement.EXITED_TO_NEAR_POOR
    return Movement.EXITED_ABOVE


def near_poor_list_movement(
    *,
    opening: str,
    current: str,
    has_left: bool,
    ever_exited: bool,
    has_arrived: bool,
    first_year: bool,
) -> NearPoorMovement:
    """Return the movement of a household on the near-poor list in a year.

    Arguments as for `poor_list_movement`; `ever_exited` is whether it was on a near-poor list in an
    earlier year and rose above it. Precedence for a household near-poor now and not at the opening:
    on last year's poor list, then ever exited, then moved in or split, then new (columns of the
    near-poor flow table of the TT 07/2021 family; the order as for the poor).
    """
    if first_year:
        return NearPoorMovement.FIRST_YEAR
    was_near_poor = opening == PovertyStatus.NEAR_POOR
    if has_left:
        return NearPoorMovement.LEFT if was_near_poor else NearPoorMovement.NONE
    if was_near_poor:
        return _after_near_poor(current)
    if current != PovertyStatus.NEAR_POOR:
        return NearPoorMovement.NONE
    if opening == PovertyStatus.POOR:
        return NearPoorMovement.FELL_FROM_POOR
    if ever_exited:
        return NearPoorMovement.RELAPSED
    return NearPoorMovement.ARRIVED if has_arrived else NearPoorMovement.FIRST_NEAR_POOR


def _after_near_poor(current: str) -> NearPoorMovement:
    if current == PovertyStatus.NEAR_POOR:
        return NearPoorMovement.STAYED_NEAR_POOR
    if current == PovertyStatus.POOR:
        return NearPoorMovement.BECAME_POOR
    return NearPoorMovement.EXITED
