"""Findings about a commune's year from its figures; missing figures raise no finding."""

from dataclasses import dataclass
from fractions import Fraction

from targets.choices import AlertCode, Severity

_SEVERITIES: dict[AlertCode, Severity] = {
    AlertCode.MISSES_TARGET: Severity.HIGH,
    AlertCode.NOT_REVIEWED: Severity.HIGH,
    AlertCode.SMALL_FALL: Severity.HIGH,
    AlertCode.EM_GAP: Severity.HIGH,
    AlertCode.VILLAGES_LATE: Severity.MEDIUM,
    AlertCode.FEW_NAMES: Severity.MEDIUM,
    AlertCode.BEHIND_PATH: Severity.MEDIUM,
    AlertCode.ANSWER_LATE: Severity.MEDIUM,
    AlertCode.TASKS_OVERDUE: Severity.MEDIUM,
}
# Whether these are findings is decided before their size.
_AT_ANY_SIZE = frozenset({AlertCode.MISSES_TARGET, AlertCode.EM_GAP, AlertCode.SMALL_FALL})
_RANKS = {code: rank for rank, code in enumerate(AlertCode)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneFacts:
    """One commune's year. Households; rates and points are fractions; None: unknown.

    `has_basis`: enough is reviewed for a forecast; `is_unlikely`: the target is less than 60 %
    likely to be met. `planned`: the net fall the path expects by now. `forecast_points`: the forecast fall of the
    rate; `more_than_points`: what it must exceed; `falls_too_little`: a commune above the average is
    less than 60 % likely to.
    `others_review`: some commune of the district has begun to review. `villages_late`: villages past
    their deadline in the review. `names_lacking`: exits
    missing from the registered households.
    """

    opening: int = 0
    has_basis: bool = False
    others_review: bool = False
    net_fall: int = 0
    is_unlikely: bool = False
    em_is_unlikely: bool = False
    target: int | None = None
    em_target: int | None = None
    planned: Fraction | None = None
    forecast: Fraction | None = None
    em_forecast: Fraction | None = None
    falls_too_little: bool = False
    forecast_points: Fraction | None = None
    more_than_points: Fraction | None = None
    villages_late: int = 0
    names_lacking: int = 0
    answer_days_late: int = 0
    tasks_overdue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding and its size in households, points, days, villages or tasks."""

    code: AlertCode
    size: Fraction

    @property
    def severity(self) -> Severity:
        return _SEVERITIES[self.code]

    @property
    def urgency(self) -> tuple[int, Fraction]:
        """Sort key, most severe first: by kind, then by size."""
        return _RANKS[self.code], -self.size


def findings(facts: CommuneFacts) -> list[Finding]:
    """Return the findings about a commune, most severe first."""
    sizes = {
        AlertCode.MISSES_TARGET: _short(facts.target, facts.forecast)
        if facts.is_unlikely
        else None,
        AlertCode.NOT_REVIEWED: _waiting(facts),
        AlertCode.SMALL_FALL: _small_fall(facts),
        AlertCode.EM_GAP: _short(facts.em_target, facts.em_forecast)
        if facts.em_is_unlikely
        else None,
        AlertCode.VILLAGES_LATE: Fraction(facts.villages_late),
        AlertCode.FEW_NAMES: Fraction(facts.names_lacking),
        AlertCode.BEHIND_PATH: _behind(facts),
        AlertCode.ANSWER_LATE: Fraction(facts.answer_days_late),
        AlertCode.TASKS_OVERDUE: Fraction(facts.tasks_overdue),
    }
    return [
        Finding(code=code, size=size)
        for code, size in sizes.items()
        if size is not None and (size > 0 or code in _AT_ANY_SIZE)
    ]


def _short(target: int | None, forecast: Fraction | None) -> Fraction | None:
    return None if target is None or forecast is None else target - forecast


def _waiting(facts: CommuneFacts) -> Fraction | None:
    """Return the opening list if too few of it are reviewed despite a target and others' reviews."""
    waits = bool(facts.target) and facts.others_review and not facts.has_basis
    return Fraction(facts.opening) if waits else None


def _small_fall(facts: CommuneFacts) -> Fraction | None:
    """Return the points missing; whether they are a finding is decided by probability."""
    if facts.forecast_points is None or facts.more_than_points is None:
        return None
    return facts.more_than_points - facts.forecast_points if facts.falls_too_little else None


def _behind(facts: CommuneFacts) -> Fraction | None:
    return None if facts.planned is None else facts.planned - facts.net_fall
