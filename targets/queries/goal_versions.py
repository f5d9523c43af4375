"""The contents of each version of a plan: its goals, its own figures, and who changed them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from common.history import HistoryEvent, events_of, history_rows
from households.models import Indicator
from targets.models import Goal, YearPlan
from targets.models.plan import GoalKey

PLAN_FIELDS = (
    "decision_number",
    "decided_on",
    "decided_by",
    "legal_basis",
    "households",
    "poor",
    "em_households",
    "em_poor",
    "baseline_source",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalState:
    """A goal's requirement in one version of the plan; no value: not set yet."""

    comparison: str
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSeries:
    """One goal through the versions, oldest first; None: not part of the plan in that version."""

    goal: Goal
    states: Sequence[GoalState | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSeries:
    """One field of the plan (of PLAN_FIELDS) through the versions, oldest first."""

    name: str
    values: Sequence[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalVersions:
    """The versions of a plan, latest first, with its goals and its own fields through them."""

    versions: Sequence[HistoryEvent]
    goals: Sequence[GoalSeries]
    fields: Sequence[FieldSeries]


def goal_versions(plan: YearPlan) -> GoalVersions:
    """Return the contents of each version of a plan, in 3 queries; removed goals are included.

    A goal's history row belongs to the version saved with it: the first one not older than the
    row. The goals a plan begins with are written just after its first version.
    """
    rows = history_rows(plan)
    return GoalVersions(
        versions=events_of(rows, lambda row, _before: (row.history_change_reason or "", "")),
        goals=_goal_series(plan, rows),
        fields=[
            FieldSeries(name=name, values=[getattr(row, name) for row in rows])
            for name in PLAN_FIELDS
        ],
    )


def _goal_series(plan: YearPlan, versions: Sequence[Any]) -> list[GoalSeries]:
    indicators = {each.pk: each for each in Indicator.objects.filter(standard=plan.standard_id)}
    past: dict[GoalKey, list[Any]] = {}
    history = Goal.history.filter(plan_id=plan.pk).order_by("history_id")
    for row in history:
        past.setdefault((row.code, row.group, row.indicator_id), []).append(row)
    series = []
    for (code, group, indicator_id), rows in sorted(past.items(), key=_in_order):
        goal = Goal(code=code, group=group, indicator=indicators.get(indicator_id or 0))
        states = [_state_of(_row_in(rows, goal, version)) for version in versions]
        series.append(GoalSeries(goal=goal, states=states))
    return series


def _in_order(item: tuple[GoalKey, list[Any]]) -> tuple[int, int]:
    return item[1][0].position, item[1][0].history_id


def _row_in(rows: Iterable[Any], goal: Goal, version: Any) -> Any:
    """Return the last of a goal's history rows written up to a version, or None."""
    found = None
    for row in rows:
        begins = goal.is_first and row.history_type == "+"
        if row.history_date <= version.history_date or begins:
            found = row
    return found


def _state_of(row: Any) -> GoalState | None:
    if row is None or row.history_type == "-":
        return None
    return GoalState(comparison=row.comparison, value=row.value)
