"""The verdict whether a target will be met, and the order of areas by it. Pure.

One function for the district, its communes and the goals about the poor list: five states by the
probability of the forecast (`rules.forecast`), so that pages, workbooks and the API answer alike.
"""

from collections.abc import Iterable
from fractions import Fraction

from targets.choices import Chance
from targets.rules.forecast import QUANTILE, Forecast, whole

# From this many standard deviations on the probability is 60 % or more.
_CLEAR = 0.2533
# The states from which a target needs attention.
AT_RISK = (Chance.AT_RISK, Chance.NO_BASIS)
# Worst first: without a basis nothing is known, and nothing has been done.
WORST_FIRST = (Chance.NO_BASIS, Chance.AT_RISK, Chance.LIKELY, Chance.SURE, Chance.MET)
# The verdict on a goal that each commune of a group must reach: the first of these that one has.
_OF_GROUP = (Chance.AT_RISK, Chance.NO_BASIS, Chance.LIKELY, Chance.SURE, Chance.MET)


def chance(
    forecast: Forecast | None, target: int | None, *, as_last_year: Fraction | None = None
) -> Chance | None:
    """Return the verdict whether a target (net fall in households) will be met, by probability.

    The only such verdict of the product. None without a target. MET: reached by what is recognised
    and at least 90 % likely to last. SURE from 90 %, LIKELY from 60 %, AT_RISK below, also when not
    even all households still unknown could bring the target. `as_last_year` is the expected fall
    with the relapses of the year before (`WhatIfs.last_year`): when it misses the target the verdict
    is at best LIKELY, as most relapses are found at the year's end; once all is reviewed it no
    longer counts.
    """
    if target is None:
        return None
    if forecast is None:
        return Chance.NO_BASIS
    lead = forecast.lead(target)
    is_lasting = forecast.is_complete or as_last_year is None or whole(as_last_year) >= target
    if lead >= QUANTILE and is_lasting:
        return Chance.MET if forecast.net_fall >= target else Chance.SURE
    return Chance.LIKELY if lead >= _CLEAR else Chance.AT_RISK


def of_group(verdicts: Iterable[Chance | None]) -> Chance | None:
    """Return the verdict on a target that each of these areas must reach; None without any."""
    found = set(verdicts)
    return next((each for each in _OF_GROUP if each in found), None)


def urgency(
    verdict: Chance | None, *, lead: float, remaining: int | None, target: int | None
) -> tuple[int, float, Fraction, int]:
    """Return the sort key of all lists of areas by their target, worst first.

    By the verdict (`WORST_FIRST`), then by the probability of meeting the target (`lead`:
    `Forecast.lead`), then by the missing share of the target, then by the missing households.
    Without a target to meet last.
    """
    share = Fraction(remaining or 0, target) if target else Fraction(0)
    is_judged = bool(target) and verdict is not None
    rank = WORST_FIRST.index(verdict) if is_judged and verdict else len(WORST_FIRST)
    return rank, lead, -share, -(remaining or 0)
