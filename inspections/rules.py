"""Drawing a sample, its error rate, and results that cluster just past a line.

Pure functions: the same input gives the same result on every machine and database.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRate:
    """The share of wrong results among those checked, with its 95 % confidence interval.

    Fractions from 0 to 1; None while nothing has been checked.
    """

    wrong: int
    checked: int
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowding:
    """How many exits of a group lie just past the line, compared with the other groups.

    `probability` is the chance that at least `close` of `exits` lie there at the rate of the rest
    of the district. A small value is conspicuous; it is no proof.
    """

    close: int
    exits: int
    expected_share: float | None
    probability: float | None


def draw(seed: str, keys: Iterable[str], size: int) -> list[str]:
    """Return `size` of the keys, chosen by the seed alone; fewer when there are fewer.

    Each key is hashed with the seed (SHA-256) and the smallest hashes are taken in order. Anyone
    with the seed and the list can repeat the draw and verify that no key was picked by hand.
    """
    return sorted(set(keys), key=lambda key: _place(seed, key))[: max(size, 0)]


def _place(seed: str, key: str) -> bytes:
    return hashlib.sha256(f"{seed}\x1f{key}".encode()).digest()


def error_rate(*, wrong: int, checked: int) -> ErrorRate:
    """Return the share of wrong results with Wilson's 95 % interval.

    Wilson's interval stays within 0 and 1 and is informative even when no result was wrong, which
    is common in small samples. Raises ValueError for more wrong than checked.
    """
    if not 0 <= wrong <= checked:
        raise ValueError("wrong must lie between 0 and checked")
    if checked == 0:
        return ErrorRate(wrong=0, checked=0, rate=None, low=None, high=None)
    share, square = wrong / checked, _Z_95**2
    middle = (share + square / (2 * checked)) / (1 + square / checked)
    spread = math.sqrt(share * (1 - share) / checked + square / (4 * checked**2))
    half = _Z_95 * spread / (1 + square / checked)
    return ErrorRate(
        wrong=wrong,
        checked=checked,
        rate=share,
        # At the ends the formula misses 0 and 1 by rounding.
        low=0.0 if wrong == 0 else max(0.0, middle - half),
        high=1.0 if wrong == checked else min(1.0, middle + half),
    )


def distance(points: int, lines: Sequence[int]) -> int:
    """Return the distance of a B1 from the nearest line in points: 0 or less at or below
    it, more above."""
    return min((points - line for line in lines), key=abs)


def crowding(*, close: int, exits: int, other_close: int, other_exits: int) -> Crowding:
    """Return how conspicuous it is that `close` of a group's `exits` lie just past the
    line.

    A one-sided binomial test against the exits of all other groups. No probability where the group
    or all others have no exit.
    """
    if exits == 0 or other_exits == 0:
        return Crowding(close=close, exits=exits, expected_share=None, probability=None)
    share = other_close / other_exits
    chance = sum(
        math.comb(exits, number) * share**number * (1 - share) ** (exits - number)
        for number in range(close, exits + 1)
    )
    return Crowding(close=close, exits=exits, expected_share=share, probability=min(1.0, chance))


def is_conspicuous(found: Crowding) -> bool:
    """Return whether a group is worth a visit: at least five exits and a chance below 5 %."""
    return found.exits >= 5 and found.probability is not None and found.probability < 0.05
