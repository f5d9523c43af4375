"""The history of a plan in words: its versions, and how each line changed."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from common.formats import DASH, count, points, vn_date
from common.history import HistoryEvent
from targets.choices import Comparison, Unit
from targets.models import Goal, YearPlan
from targets.queries.goal_versions import GoalState, GoalVersions

_NO_VALUE = "chưa đặt"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionCell:
    """The text of a line in one version; `was` is the text before it, where that differs."""

    text: str
    was: str | None = None

    @property
    def is_changed(self) -> bool:
        return self.was is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One goal, or one field of the plan, through the versions (latest first)."""

    label: str
    cells: Sequence[VersionCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHistoryText:
    """The versions of a plan, latest first, its goals and its own fields through them."""

    versions: Sequence[HistoryEvent]
    goals: Sequence[VersionLine]
    plan: Sequence[VersionLine]


def plan_history_text(found: GoalVersions) -> PlanHistoryText:
    """Return the history of a plan as texts, the same for the page and the API."""
    return PlanHistoryText(
        versions=plan_events(found.versions),
        goals=[
            VersionLine(
                label=series.goal.label,
                cells=_cells([goal_text(series.goal, state) for state in series.states]),
            )
            for series in found.goals
        ],
        plan=[
            VersionLine(
                label=_field_label(series.name),
                cells=_cells([_field_text(value) for value in series.values]),
            )
            for series in found.fields
        ],
    )


def plan_events(events: Iterable[HistoryEvent]) -> list[HistoryEvent]:
    """Return the versions of a plan, with an author and a description where there is none."""
    return [
        replace(
            event, who=event.who or "Nhập từ hệ thống", what=event.what or "Lập kế hoạch năm mới"
        )
        for event in events
    ]


def goal_text(goal: Goal, state: GoalState | None) -> str:
    """Return the requirement of a goal in one version of the plan."""
    if state is None:
        return DASH
    if state.value is None:
        return _NO_VALUE
    words = Comparison(state.comparison).label
    if goal.unit == Unit.HOUSEHOLDS:
        return f"{words} {count(state.value)} hộ"
    return f"{words} {points(state.value)} {goal.unit.label}"


def _field_text(value: object) -> str:
    if value is None or value == "":
        return DASH
    if isinstance(value, dt.date):
        return vn_date(value)
    return count(value) if isinstance(value, int) else str(value)


def _field_label(name: str) -> str:
    words = str(YearPlan._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[0].upper() + words[1:]


def _cells(texts: Sequence[str]) -> list[VersionCell]:
    """Return the cells latest first from texts oldest first, marking what changed."""
    cells = [
        VersionCell(text=text, was=before if before is not None and before != text else None)
        for before, text in zip([None, *texts[:-1]], texts, strict=True)
    ]
    return cells[::-1]
