"""Hiding small numbers of a sensitive breakdown from users without access to names.

Local readers could identify one to four households with a given reason. A small number is hidden
together with as many others as needed to prevent its reconstruction from a total.
"""

from collections.abc import Sequence

SMALLEST_SHOWN = 5


def is_small(number: int) -> bool:
    """Return whether a number could identify households: 1 to 4; 0 identifies none."""
    return 0 < number < SMALLEST_SHOWN


def hidden(parts: Sequence[Sequence[int]]) -> frozenset[int]:
    """Return which places of a row must be hidden, given that the sums over the row are shown.

    `parts[i]` are the disjoint numbers of place i (ethnic-minority households and the others); a
    place is hidden entirely if one of them or their sum is small. A single hidden place could be
    computed from the total, so the next smallest is hidden with it, preferring one that has
    households.
    """
    small = {
        place
        for place, numbers in enumerate(parts)
        if any(is_small(number) for number in (*numbers, sum(numbers)))
    }
    if len(small) != 1:
        return frozenset(small)
    others = [place for place in range(len(parts)) if place not in small]
    return frozenset(
        small | set(sorted(others, key=lambda p: (not sum(parts[p]), sum(parts[p]), p))[:1])
    )
