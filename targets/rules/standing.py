"""When a goal is reached, and how it stands before the year is over.

Pure and exact: counts are whole households, rates are fractions (`Fraction`), never floats.

The standing of a goal follows one rule. Nothing reviewed: NOT_MEASURED. Already reached: MET.
Otherwise the households of the opening list not yet reviewed are taken to turn out like those
reviewed (net fall so far × opening ÷ reviewed): ON_TRACK when the goal is then reached, else
AT_RISK. Once everything is reviewed the projection is the result itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from targets.choices import Comparison, GoalCode, Standing

Number = int | Decimal | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFigures:
    """One group of households (all, or ethnic-minority) of one area, in households.

    `baseline_*` is the plan's data, the rest is counted: `opening` and `closing` of the poor
    list, how many of the opening list are `reviewed`, all `households` living there now.
    """

    baseline_households: int
    baseline_poor: int
    opening: int
    closing: int
    relapsed: int
    reviewed: int
    households: int

    @property
    def net_fall(self) -> int:
        return self.opening - self.closing

    @property
    def baseline_rate(self) -> Fraction | None:
        return ratio(self.baseline_poor, self.baseline_households)

    @property
    def has_list(self) -> bool:
        """False when the plan knows of poor households but the year's list was never opened."""
        return not self.baseline_poor or self.opening > 0 or self.closing > 0

    @property
    def rate(self) -> Fraction | None:
        return ratio(self.closing, self.households) if self.has_list else None

    @property
    def rate_fall(self) -> Fraction | None:
        return _difference(self.baseline_rate, self.rate)

    @property
    def projected_net_fall(self) -> Fraction | None:
        return projected(self.net_fall, opening=self.opening, reviewed=self.reviewed)

    @property
    def projected_rate(self) -> Fraction | None:
        fall = self.projected_net_fall
        if fall is None or not self.households:
            return None
        return (self.opening - fall) / self.households

    @property
    def is_complete(self) -> bool:
        return 0 < self.opening == self.reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalOutcome:
    """How a goal stands. `actual` and `expected` (at the year's end) in the goal's own unit.

    `met` is None while it cannot be said: no value set, no denominator, nothing reviewed.
    """

    actual: Fraction | None
    expected: Fraction | None
    met: bool | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class AboveAverage:
    """The communes whose baseline rate is above the district's, and how many fell far enough."""

    communes: int
    reached: int
    smallest_fall: Fraction | None


def ratio(part: int, whole: int) -> Fraction | None:
    """Return part ÷ whole; None, not 0, when there is no household to divide by."""
    return Fraction(part, whole) if whole else None


def projected(so_far: int, *, opening: int, reviewed: int) -> Fraction | None:
    """Return what a change so far comes to once the whole opening list is reviewed.

    Households. None while nothing is reviewed.
    """
    return Fraction(so_far * opening, reviewed) if reviewed else None


def reached(actual: Number, comparison: str, value: Number) -> bool:
    """Say whether an actual value satisfies a goal, without rounding."""
    left, right = Fraction(actual), Fraction(value)
    if comparison == Comparison.AT_MOST:
        return left <= right
    if comparison == Comparison.MORE_THAN:
        return left > right
    return left >= right


def outcome(
    *,
    actual: Fraction | None,
    expected: Fraction | None,
    comparison: str,
    value: Number | None,
    is_measured: bool,
) -> GoalOutcome:
    """Judge a value reached so far, and the one expected at the year's end, against a goal."""
    if actual is None or value is None or not is_measured:
        return GoalOutcome(
            actual=actual, expected=expected, met=None, standing=Standing.NOT_MEASURED
        )
    met = reached(actual, comparison, value)
    will_meet = expected is not None and reached(expected, comparison, value)
    standing = Standing.MET if met else Standing.ON_TRACK if will_meet else Standing.AT_RISK
    return GoalOutcome(actual=actual, expected=expected, met=met, standing=standing)


def rate_outcome(figures: GoalFigures, comparison: str, value: Number | None) -> GoalOutcome:
    """Judge the poverty rate itself: closing ÷ households living there now, a fraction."""
    return outcome(
        actual=figures.rate,
        expected=figures.projected_rate,
        comparison=comparison,
        value=value,
        is_measured=figures.reviewed > 0,
    )


def rate_fall_outcome(figures: GoalFigures, comparison: str, value: Number | None) -> GoalOutcome:
    """Judge the fall of the rate since the baseline, in points as a fraction (0.009 = 0.90)."""
    return outcome(
        actual=figures.rate_fall,
        expected=_difference(figures.baseline_rate, figures.projected_rate),
        comparison=comparison,
        value=value,
        is_measured=figures.reviewed > 0,
    )


def fall_outcome(figures: GoalFigures, comparison: str, value: Number | None) -> GoalOutcome:
    """Judge the net fall of poor households, opening − closing."""
    return outcome(
        actual=Fraction(figures.net_fall),
        expected=figures.projected_net_fall,
        comparison=comparison,
        value=value,
        is_measured=figures.reviewed > 0,
    )


def relapse_outcome(figures: GoalFigures, comparison: str, ceiling: Number | None) -> GoalOutcome:
    """Judge the households that fell back against a ceiling.

    A ceiling is kept only once everything is reviewed, so until then MET is never said.
    """
    expected = projected(figures.relapsed, opening=figures.opening, reviewed=figures.reviewed)
    found = outcome(
        actual=Fraction(figures.relapsed),
        expected=expected,
        comparison=comparison,
        value=ceiling,
        is_measured=figures.reviewed > 0,
    )
    if found.standing != Standing.MET or figures.is_complete or ceiling is None:
        return found
    will_keep = expected is not None and reached(expected, comparison, ceiling)
    standing = Standing.ON_TRACK if will_keep else Standing.AT_RISK
    return GoalOutcome(actual=found.actual, expected=expected, met=found.met, standing=standing)


def is_above(own: Fraction | None, district: Fraction | None) -> bool:
    """Say whether a commune's baseline rate is above the district's; without one it is not."""
    return own is not None and district is not None and own > district


def above_average_outcome(
    communes: Sequence[GoalFigures], comparison: str, value: Number | None
) -> tuple[GoalOutcome, AboveAverage]:
    """Judge the fall of the rate in each of the communes above the district's average.

    The goal is reached when every one of them falls by more than `value` (points as a
    fraction); `actual` is the smallest fall among them. Its standing is that of the commune
    which stands worst. A commune without households has no fall and is left out.
    """
    judged = [
        (figures, rate_fall_outcome(figures, comparison, value))
        for figures in communes
        if figures.rate_fall is not None
    ]
    falls = [one.actual for _, one in judged if one.actual is not None]
    expected = [one.expected for _, one in judged if one.expected is not None]
    summary = AboveAverage(
        communes=len(judged),
        reached=sum(1 for _, one in judged if one.met),
        smallest_fall=min(falls, default=None),
    )
    standings = {one.standing for _, one in judged}
    standing = next((one for one in _WORST_FIRST if one in standings), Standing.NOT_MEASURED)
    is_judged = standing != Standing.NOT_MEASURED
    found = GoalOutcome(
        actual=summary.smallest_fall,
        expected=min(expected) if len(expected) == len(judged) and expected else None,
        met=summary.reached == summary.communes if is_judged else None,
        standing=standing,
    )
    return found, summary


def share_outcome(
    lacking: int, measured: int, comparison: str, value: Number | None
) -> GoalOutcome:
    """Judge the share of poor households that lack a service, of those whose form says so.

    A fraction. Those not measured are taken to be like the others: what is expected is the
    share itself.
    """
    share = ratio(lacking, measured)
    return outcome(
        actual=share, expected=share, comparison=comparison, value=value, is_measured=measured > 0
    )


_WORST_FIRST = (Standing.AT_RISK, Standing.NOT_MEASURED, Standing.ON_TRACK, Standing.MET)


def district_outcome(
    code: str,
    *,
    everyone: GoalFigures,
    minority: GoalFigures,
    comparison: str,
    value: Number | None,
) -> GoalOutcome:
    """Judge one of the goals that look at an area as a whole. Raises KeyError for another.

    The area is the district, or a group of its communes with their figures added up.
    """
    judge, figures = {
        GoalCode.POOR_RATE: (rate_outcome, everyone),
        GoalCode.POOR_RATE_FALL: (rate_fall_outcome, everyone),
        GoalCode.POOR_FALL: (fall_outcome, everyone),
        GoalCode.EM_POOR_RATE_FALL: (rate_fall_outcome, minority),
        GoalCode.EM_POOR_FALL: (fall_outcome, minority),
        GoalCode.RELAPSE: (relapse_outcome, everyone),
    }[GoalCode(code)]
    return judge(figures, comparison, value)


def commune_standing(figures: GoalFigures, target: int | None) -> Standing:
    """Say how a commune stands against its share of the district's fall, in households."""
    return fall_outcome(figures, Comparison.AT_LEAST, target).standing


def urgency(
    standing: str, *, remaining: int | None, target: int | None
) -> tuple[int, Fraction, int]:
    """Return a key that sorts communes worst first.

    First by standing (at risk, not measured, on track, met), then by the share of its target
    that a commune still owes, then by the households it owes. A commune that owes households
    and has reviewed none stands with those at risk: nobody knows whether it will make it.
    """
    share = Fraction(remaining or 0, target) if target else Fraction(0)
    late = standing == Standing.NOT_MEASURED and share > 0
    rank = _WORST_FIRST.index(Standing.AT_RISK if late else Standing(standing))
    return rank, -share, -(remaining or 0)


def least_fall_above(households: int, points: Number) -> int:
    """Return the fewest households whose fall is more than `points` (a fraction) of all."""
    return int(Fraction(points) * households) + 1


def _difference(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left - right
