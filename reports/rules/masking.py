"""Small numbers of a sensitive crossing, hidden from people without the right to names.

Who knows a village can tell one to four households with one reason by name. A number is hidden
together with as many others as it takes that nobody finds it by subtracting from a total.
"""

from collections.abc import Sequence

SMALLEST_SHOWN = 5


def is_small(number: int) -> bool:
    """Say whether a number points at single households: 1 to 4. Nothing is told by 0."""
    return 0 < number < SMALLEST_SHOWN


def hidden(parts: Sequence[Sequence[int]]) -> frozenset[int]:
    """Return which places of a row must be hidden, given that the sums over the row are shown.

    `parts[i]` are the numbers of place i that exclude each other (households of ethnic minorities
    and the others): a place is hidden whole, when one of them or their sum is small. One hidden
    place would be its total less the rest, so the next smallest is hidden with it: one that
    holds households before one that holds none.
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
