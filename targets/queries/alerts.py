"""Alerts about the communes' year: which commune, what kind, how large."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from procedure.rules.step_deadlines import Lateness
from targets.choices import AlertCode, Chance, GoalCode, Severity
from targets.models import YearPlan
from targets.queries.answers import AnswerStanding, answers_by_commune
from targets.queries.directions import overdue_by_commune
from targets.queries.forecast import ForecastRow, YearForecast, year_forecast
from targets.rules.alerts import CommuneFacts, Finding, findings
from targets.rules.standing import rate_fall_outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing that is wrong in one commune.

    `size`: households, points, days, villages or tasks, as the kind demands; `as_of` the day of the
    figures. `least_points`: the points
    (a fraction) a commune above the average must exceed, None without that goal.
    """

    code: AlertCode
    severity: Severity
    size: Fraction
    row: ForecastRow
    lateness: Lateness | None
    as_of: dt.date
    least_points: Fraction | None

    @property
    def commune_id(self) -> int:
        return self.row.commune.pk

    @property
    def commune(self) -> str:
        return self.row.commune.full_name


def year_alerts(plan: YearPlan, *, today: dt.date) -> tuple[Alert, ...]:
    """Return all alerts of a plan's year today, most severe first, in 20 queries."""
    return alerts(
        year_forecast(plan, as_of=today),
        today=today,
        answers=answers_by_commune(plan),
        overdue=overdue_by_commune(plan, today),
    )


def alerts(
    found: YearForecast,
    *,
    today: dt.date,
    answers: Mapping[int, AnswerStanding] | None = None,
    overdue: Mapping[int, int] | None = None,
) -> tuple[Alert, ...]:
    """Return the alerts that follow from these figures, most severe first; no query.

    Missing inputs raise no alert: without `answers` no commune is late to answer. A commune
    without a target cannot miss it.
    """
    pairs = [
        (finding, row)
        for row in found.communes
        for finding in findings(_facts(found, row, today, answers or {}, overdue or {}))
    ]
    pairs.sort(key=lambda pair: (pair[0].urgency, pair[1].commune.sort_key))
    return tuple(_alert(finding, row, found) for finding, row in pairs)


def _facts(
    found: YearForecast,
    row: ForecastRow,
    today: dt.date,
    answers: Mapping[int, AnswerStanding],
    overdue: Mapping[int, int],
) -> CommuneFacts:
    everyone, minority, pk = row.everyone, row.minority, row.commune.pk
    names = found.coverage.of(pk) if found.coverage else None
    return CommuneFacts(
        opening=everyone.counts.opening,
        has_basis=everyone.forecast is not None,
        others_review=found.total.everyone.counts.reviewed > 0,
        net_fall=everyone.counts.net_fall,
        is_unlikely=everyone.chance == Chance.AT_RISK,
        em_is_unlikely=minority.chance == Chance.AT_RISK,
        target=everyone.target,
        em_target=minority.target,
        planned=everyone.planned,
        forecast=everyone.point,
        em_forecast=minority.point,
        falls_too_little=_falls_too_little(found, row),
        forecast_points=everyone.expected_points,
        more_than_points=_least_points(found),
        villages_late=found.late[pk].late if pk in found.late else 0,
        names_lacking=max(names.everyone.lacking, names.minority.lacking) if names else 0,
        answer_days_late=_days_late(answers.get(pk), today),
        tasks_overdue=overdue.get(pk, 0),
    )


def _least_points(found: YearForecast) -> Fraction | None:
    goal = found.progress.goal(GoalCode.ABOVE_AVERAGE_FALL)
    return None if goal is None or goal.target is None else Fraction(goal.target)


def _falls_too_little(found: YearForecast, row: ForecastRow) -> bool:
    """Whether a commune above the average is less than 60 % likely to fall by the points set."""
    goal = found.progress.goal(GoalCode.ABOVE_AVERAGE_FALL)
    if goal is None or not row.commune.is_above_average:
        return False
    outcome = rate_fall_outcome(row.everyone.line.figures, goal.comparison, goal.target)
    return outcome.chance == Chance.AT_RISK


def _days_late(standing: AnswerStanding | None, today: dt.date) -> int:
    if standing is None or standing.due_on is None or not standing.is_overdue(today):
        return 0
    return (today - standing.due_on).days


def _alert(finding: Finding, row: ForecastRow, found: YearForecast) -> Alert:
    return Alert(
        code=finding.code,
        severity=finding.severity,
        size=finding.size,
        row=row,
        lateness=found.late.get(row.commune.pk),
        as_of=found.as_of,
        least_points=_least_points(found),
    )
