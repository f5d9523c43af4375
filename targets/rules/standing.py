"""Whether a goal is reached, and the verdict on it during the year.

Pure and exact: counts are whole households, rates are fractions (`Fraction`), never floats.

A goal about the poor list is turned into the net fall it needs and takes the verdict on that fall
(`rules.verdict.chance`), so that every page answers alike. Ceilings are projected from the
households reviewed (so far × opening ÷ reviewed): expected to be met is LIKELY, else AT_RISK; MET
when they are met for good, NO_BASIS while nothing is measured.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from targets.choices import Chance, Comparison, GoalCode
from targets.rules.forecast import Forecast
from targets.rules.verdict import chance, of_group

Number = int | Decimal | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFigures:
    """One group of households (all, or ethnic-minority) of one area, in households.

    `baseline_*` is the plan's data; the rest is counted: `opening` and `closing` of the poor
    list, the `reviewed` part of the opening list, all `households` living there now. `forecast` is
    that of the year's net fall, None without a basis; `as_last_year` the expected fall with the
    relapses of the year before.
    """

    baseline_households: int
    baseline_poor: int
    opening: int
    closing: int
    relapsed: int
    reviewed: int
    households: int
    forecast: Forecast | None = None
    as_last_year: Fraction | None = None

    @property
    def net_fall(self) -> int:
        return self.opening - self.closing

    @property
    def baseline_rate(self) -> Fraction | None:
        return ratio(self.baseline_poor, self.baseline_households)

    @property
    def has_list(self) -> bool:
        """False if the plan has poor households but the year's list was never opened."""
        return not self.baseline_poor or self.opening > 0 or self.closing > 0

    @property
    def rate(self) -> Fraction | None:
        return ratio(self.closing, self.households) if self.has_list else None

    @property
    def rate_fall(self) -> Fraction | None:
        return _difference(self.baseline_rate, self.rate)

    @property
    def projected_net_fall(self) -> Fraction | None:
        return self.forecast.point if self.forecast else None

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
    """How a goal stands. `actual` and `expected` (at the year's end) are in the goal's unit.

    `met` is None while it cannot be determined: no value set, no denominator, nothing reviewed.
    `chance` is the verdict, None for a goal without a value.
    """

    actual: Fraction | None
    expected: Fraction | None
    met: bool | None
    chance: Chance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AboveAverage:
    """The communes whose baseline rate is above the district's, and how many reached the goal."""

    communes: int
    reached: int
    smallest_fall: Fraction | None


def ratio(part: int, whole: int) -> Fraction | None:
    """Return part ÷ whole; None, not 0, for an empty whole."""
    return Fraction(part, whole) if whole else None


def projected(so_far: int, *, opening: int, reviewed: int) -> Fraction | None:
    """Return the change projected for the whole opening list, in households.

    None while nothing is reviewed.
    """
    return Fraction(so_far * opening, reviewed) if reviewed else None


def reached(actual: Number, comparison: str, value: Number) -> bool:
    """Return whether an actual value satisfies a goal; nothing is rounded."""
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
    """Compare the present value and the one expected at the year's end with a goal."""
    if actual is None or value is None or not is_measured:
        verdict = None if value is None else Chance.NO_BASIS
        return GoalOutcome(actual=actual, expected=expected, met=None, chance=verdict)
    met = reached(actual, comparison, value)
    will_meet = expected is not None and reached(expected, comparison, value)
    verdict = Chance.MET if met else Chance.LIKELY if will_meet else Chance.AT_RISK
    return GoalOutcome(actual=actual, expected=expected, met=met, chance=verdict)


def _forecast_outcome(
    figures: GoalFigures,
    comparison: str,
    *,
    actual: Fraction | None,
    expected: Fraction | None,
    value: Number | None,
    bound: Number | None,
) -> GoalOutcome:
    """Judge a goal that needs a net fall of `bound`, or of more than `bound`."""
    if actual is None or value is None or bound is None or figures.forecast is None:
        verdict = None if value is None else Chance.NO_BASIS
        return GoalOutcome(actual=actual, expected=expected, met=None, chance=verdict)
    is_more = comparison == Comparison.MORE_THAN
    needed = math.floor(bound) + 1 if is_more else math.ceil(bound)
    return GoalOutcome(
        actual=actual,
        expected=expected,
        met=reached(actual, comparison, value),
        chance=chance(figures.forecast, needed, as_last_year=figures.as_last_year),
    )


def rate_outcome(figures: GoalFigures, comparison: str, value: Number | None) -> GoalOutcome:
    """Judge the poverty rate: closing ÷ households living there now, a fraction."""
    bound = None if value is None else figures.opening - Fraction(value) * figures.households
    return _forecast_outcome(
        figures,
        comparison,
        actual=figures.rate,
        expected=figures.projected_rate,
        value=value,
        bound=bound,
    )


def rate_fall_outcome(figures: GoalFigures, comparison: str, value: Number | None) -> GoalOutcome:
    """Judge the fall of the rate since the baseline, in points as a fraction (0.009 = 0.90)."""
    start, bound = figures.baseline_rate, None
    if start is not None and value is not None:
        bound = figures.opening - (start - Fraction(value)) * figures.households
    return _forecast_outcome(
        figures,
        comparison,
        actual=figures.rate_fall,
        expected=_difference(start, figures.projected_rate),
        value=value,
        bound=bound,
    )


def fall_outcome(figures: GoalFigures, comparison: str, value: Number | None) -> GoalOutcome:
    """Judge the net fall of poor households, opening − closing."""
    return _forecast_outcome(
        figures,
        comparison,
        actual=Fraction(figures.net_fall),
        expected=figures.projected_net_fall,
        value=value,
        bound=None if value is None else Fraction(value),
    )


def relapse_outcome(figures: GoalFigures, comparison: str, ceiling: Number | None) -> GoalOutcome:
    """Judge the number of households that fell back against a ceiling.

    A ceiling is met only once everything is reviewed; until then the verdict is never MET.
    """
    expected = projected(figures.relapsed, opening=figures.opening, reviewed=figures.reviewed)
    found = outcome(
        actual=Fraction(figures.relapsed),
        expected=expected,
        comparison=comparison,
        value=ceiling,
        is_measured=figures.reviewed > 0,
    )
    if found.chance != Chance.MET or figures.is_complete or ceiling is None:
        return found
    will_keep = expected is not None and reached(expected, comparison, ceiling)
    verdict = Chance.LIKELY if will_keep else Chance.AT_RISK
    return GoalOutcome(actual=found.actual, expected=expected, met=found.met, chance=verdict)


def is_above(own: Fraction | None, district: Fraction | None) -> bool:
    """Return whether a commune's baseline rate is above the district's; False if either is None."""
    return own is not None and district is not None and own > district


def above_average_outcome(
    communes: Sequence[GoalFigures], comparison: str, value: Number | None
) -> tuple[GoalOutcome, AboveAverage]:
    """Judge the fall of the rate in each of the communes above the district's average.

    The goal is reached when each of them falls by more than `value` (points as a fraction);
    `actual` is the smallest fall among them, and the verdict is that on the worst commune.
    Communes without households are left out.
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
    verdict = of_group(one.chance for _, one in judged)
    if verdict is None and value is not None:
        verdict = Chance.NO_BASIS
    is_judged = verdict not in (None, Chance.NO_BASIS)
    found = GoalOutcome(
        actual=summary.smallest_fall,
        expected=min(expected) if len(expected) == len(judged) and expected else None,
        met=summary.reached == summary.communes if is_judged else None,
        chance=verdict,
    )
    return found, summary


def share_outcome(
    deprived: int, measured: int, comparison: str, value: Number | None
) -> GoalOutcome:
    """Judge the share of poor households without a service, of those measured; a fraction.

    The households not measured are assumed to be like the others, so the expected value is the
    share itself.
    """
    share = ratio(deprived, measured)
    return outcome(
        actual=share, expected=share, comparison=comparison, value=value, is_measured=measured > 0
    )


def district_outcome(
    code: str,
    *,
    everyone: GoalFigures,
    minority: GoalFigures,
    comparison: str,
    value: Number | None,
) -> GoalOutcome:
    """Judge one of the goals about an area as a whole; raises KeyError for another goal.

    The area is the district, or a group of its communes with their figures summed.
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


def least_fall_above(households: int, points: Number) -> int:
    """Return the smallest fall in households that exceeds `points` (a fraction) of all."""
    return int(Fraction(points) * households) + 1


def _difference(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left - right
