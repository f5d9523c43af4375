"""Differences between proposals, targets and the district's goals, in words."""


def signed(value: int | None) -> str:
    """Households with their sign: +2, −2, 0; empty without a value."""
    if value is None:
        return ""
    return f"+{value}" if value > 0 else f"−{-value}" if value < 0 else "0"


def against_goal(given: int, goal: int | None) -> str:
    """Compare a sum of targets with the district's goal; both in households."""
    if goal is None:
        return "huyện chưa đặt mục tiêu"
    if given == goal:
        return "bằng mục tiêu huyện"
    side = "thừa" if given > goal else "thiếu"
    return f"{side} {abs(given - goal)} hộ so với mục tiêu huyện"
