"""Whether the goals of one group of households agree with one another and with its baseline.

A fall in households, the rate that follows and its fall in points are one fact written three ways.
Goals are written with two decimals of a percent, so values agree when they differ by no more than
the rounding. Fractions; counts are whole households.
"""

from dataclasses import dataclass
from fractions import Fraction

from targets.choices import GoalCode
from targets.rules.standing import Number

# The goals about one fall, and those of them about the minorities.
OF_MINORITY = (GoalCode.EM_POOR_FALL, GoalCode.EM_POOR_RATE_FALL)
OF_FALL = (
    GoalCode.POOR_FALL,
    GoalCode.POOR_RATE,
    GoalCode.POOR_RATE_FALL,
    *OF_MINORITY,
)
HALF_STEP = Fraction(1, 20_000)  # half of 0.01 %


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalBase:
    """Households and poor households at the start of the year, of all or of the minorities."""

    households: int
    poor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A goal that does not follow from the others: `code` should be `right`, not `given`.

    With a fall in households given, `fall` is it and `fall_instead` the fall that `given` needs.
    """

    code: str
    given: Fraction
    right: Fraction
    base: GoalBase
    fall: int | None = None
    fall_instead: int | None = None


def contradictions(
    base: GoalBase,
    *,
    fall: Number | None,
    rate: Number | None,
    points: Number | None,
    is_minority: bool = False,
) -> list[Contradiction]:
    """Return the goals that contradict the fall, or without one the two that contradict each other.

    The minorities have no goal of their rate (`rate` is None).
    """
    if not base.households:
        return []
    code = GoalCode.EM_POOR_RATE_FALL if is_minority else GoalCode.POOR_RATE_FALL
    start = Fraction(base.poor, base.households)
    if fall is None:
        return _without_a_fall(base, start, rate, points, code)
    found = []
    moved = Fraction(fall) / base.households
    for each, given, right in (
        (GoalCode.POOR_RATE, rate, start - moved),
        (code, points, moved),
    ):
        if given is not None and abs(Fraction(given) - right) > HALF_STEP:
            needed = start - Fraction(given) if each == GoalCode.POOR_RATE else Fraction(given)
            found.append(
                Contradiction(
                    code=each,
                    given=Fraction(given),
                    right=right,
                    base=base,
                    fall=int(fall),
                    fall_instead=_rounded(needed * base.households),
                )
            )
    return found


def _without_a_fall(
    base: GoalBase, start: Fraction, rate: Number | None, points: Number | None, code: str
) -> list[Contradiction]:
    if rate is None or points is None:
        return []
    right = start - Fraction(rate)
    # Both are rounded.
    if abs(right - Fraction(points)) <= 2 * HALF_STEP:
        return []
    return [Contradiction(code=code, given=Fraction(points), right=right, base=base)]


def _rounded(value: Fraction) -> int:
    return int(value + Fraction(1, 2))
