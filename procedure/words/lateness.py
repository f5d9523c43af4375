"""How late a commune's villages are in a review, in words."""

from common.formats import count
from procedure.rules.step_deadlines import Lateness

# How the board is sorted, as a note beside it.
SORTED_BY_DEADLINE = "xếp theo tổng số ngày quá hạn của các thôn, nhiều nhất đứng trước"


def lateness_words(found: Lateness | None) -> str:
    """Return how many villages are late and by how much; empty when none is."""
    if found is None or not found.late:
        return ""
    return (
        f"{count(found.late)}/{count(found.villages)} thôn, làng quá hạn rà soát, "
        f"chậm nhất {count(found.days)} ngày"
    )
