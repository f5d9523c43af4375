"""What is wrong in a commune's year. Figures in, findings out; what is not given is not judged."""

from dataclasses import dataclass
from fractions import Fraction

from targets.choices import AlertCode, Severity

_SEVERITIES: dict[AlertCode, Severity] = {
    AlertCode.MISSES_TARGET: Severity.HIGH,
    AlertCode.NOT_REVIEWED: Severity.HIGH,
    AlertCode.SMALL_FALL: Severity.HIGH,
    AlertCode.EM_GAP: Severity.HIGH,
    AlertCode.FEW_NAMES: Severity.MEDIUM,
    AlertCode.BEHIND_PATH: Severity.MEDIUM,
    AlertCode.ANSWER_LATE: Severity.MEDIUM,
    AlertCode.TASKS_OVERDUE: Severity.MEDIUM,
}
_RANKS = {code: rank for rank, code in enumerate(AlertCode)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneFacts:
    """One commune's year. Households; rates and points are fractions; None: not known.

    `planned`: the net fall the path expects by now. `forecast_points`: by how many points the
    rate will have fallen; `more_than_points`: what it must exceed, for a commune above the
    average only. `others_review`: somebody in the district has begun. `names_lacking`: exits
    that the names cannot bring.
    """

    opening: int = 0
    reviewed: int = 0
    others_review: bool = False
    net_fall: int = 0
    target: int | None = None
    em_target: int | None = None
    planned: Fraction | None = None
    forecast: Fraction | None = None
    em_forecast: Fraction | None = None
    forecast_points: Fraction | None = None
    more_than_points: Fraction | None = None
    names_lacking: int = 0
    answer_days_late: int = 0
    tasks_overdue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, and by how much: households, points, days or tasks."""

    code: AlertCode
    size: Fraction

    @property
    def severity(self) -> Severity:
        return _SEVERITIES[self.code]

    @property
    def urgency(self) -> tuple[int, Fraction]:
        """Sorts the gravest first: by kind, then by how much."""
        return _RANKS[self.code], -self.size


def findings(facts: CommuneFacts) -> list[Finding]:
    """Return what is wrong in a commune, the gravest first."""
    sizes = {
        AlertCode.MISSES_TARGET: _short(facts.target, facts.forecast),
        AlertCode.NOT_REVIEWED: _waiting(facts),
        AlertCode.SMALL_FALL: _small_fall(facts),
        AlertCode.EM_GAP: _short(facts.em_target, facts.em_forecast),
        AlertCode.FEW_NAMES: Fraction(facts.names_lacking),
        AlertCode.BEHIND_PATH: _behind(facts),
        AlertCode.ANSWER_LATE: Fraction(facts.answer_days_late),
        AlertCode.TASKS_OVERDUE: Fraction(facts.tasks_overdue),
    }
    return [
        Finding(code=code, size=size)
        for code, size in sizes.items()
        if size is not None and (size > 0 or code == AlertCode.SMALL_FALL)
    ]


def _short(target: int | None, forecast: Fraction | None) -> Fraction | None:
    return None if target is None or forecast is None else target - forecast


def _waiting(facts: CommuneFacts) -> Fraction | None:
    """Households that wait where nothing is reviewed, though there is a target and others began."""
    waits = bool(facts.target) and facts.others_review and not facts.reviewed
    return Fraction(facts.opening) if waits else None


def _small_fall(facts: CommuneFacts) -> Fraction | None:
    """The goal is to fall by more than so many points: exactly as many is too few."""
    if facts.forecast_points is None or facts.more_than_points is None:
        return None
    missing = facts.more_than_points - facts.forecast_points
    return missing if missing >= 0 else None


def _behind(facts: CommuneFacts) -> Fraction | None:
    return None if facts.planned is None else facts.planned - facts.net_fall
