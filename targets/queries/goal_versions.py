"""What a plan said in each of its versions: who changed what, when, and why."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from common import formats
from households.models import Indicator
from targets.choices import Comparison, Unit
from targets.models import Goal, YearPlan
from targets.models.plan import GoalKey

NONE = "–"
_OPEN = "chưa đặt"
_PLAN_FIELDS = (
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
class GoalVersion:
    """One version of the plan."""

    number: int
    at: dt.datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionCell:
    """What a line said in a version; `was` is what it said before, where that differs."""

    text: str
    was: str | None = None

    @property
    def is_changed(self) -> bool:
        return self.was is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One goal, or one figure of the plan, through the versions (latest first, as in `versions`)."""

    label: str
    cells: Sequence[VersionCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalVersions:
    """The versions of a plan, latest first, its goals and its own figures through them."""

    versions: Sequence[GoalVersion]
    goals: Sequence[VersionLine]
    plan: Sequence[VersionLine]


def goal_versions(plan: YearPlan) -> GoalVersions:
    """Return what each version of a plan said, in 3 queries; goals taken out since included.

    A goal's row belongs to the version written with it, the first one not older than the row;
    those a plan begins with were written just after its first version.
    """
    rows = list(plan.history.select_related("history_user").order_by("history_id"))
    lines = [
        VersionLine(label=_label_of(name), cells=_cells([_said(row, name) for row in rows]))
        for name in _PLAN_FIELDS
    ]
    return GoalVersions(
        versions=[_version(row) for row in reversed(rows)],
        goals=_goal_lines(plan, rows),
        plan=lines,
    )


def _version(row: Any) -> GoalVersion:
    return GoalVersion(
        number=row.version,
        at=row.history_date,
        who=str(row.history_user or "Nhập từ hệ thống"),
        why=row.history_change_reason or "Mở năm kế hoạch",
    )


def _goal_lines(plan: YearPlan, versions: Sequence[Any]) -> list[VersionLine]:
    indicators = {each.pk: each for each in Indicator.objects.filter(standard=plan.standard_id)}
    past: dict[GoalKey, list[Any]] = {}
    history = Goal.history.filter(plan_id=plan.pk).order_by("history_id")
    for row in history:
        past.setdefault((row.code, row.group, row.indicator_id), []).append(row)
    lines = []
    for (code, group, indicator_id), rows in sorted(past.items(), key=_in_order):
        goal = Goal(code=code, group=group, indicator=indicators.get(indicator_id or 0))
        texts = [_goal_text(goal, _standing(rows, goal, each)) for each in versions]
        lines.append(VersionLine(label=goal.label, cells=_cells(texts)))
    return lines


def _in_order(item: tuple[GoalKey, list[Any]]) -> tuple[int, int]:
    return item[1][0].position, item[1][0].history_id


def _standing(rows: Iterable[Any], goal: Goal, version: Any) -> Any:
    """The last of a goal's rows written until a version."""
    found = None
    for row in rows:
        begins = goal.is_first and row.history_type == "+"
        if row.history_date <= version.history_date or begins:
            found = row
    return found


def _goal_text(goal: Goal, row: Any) -> str:
    if row is None or row.history_type == "-":
        return NONE
    if row.value is None:
        return _OPEN
    words = Comparison(row.comparison).label
    if goal.unit == Unit.HOUSEHOLDS:
        return f"{words} {formats.count(row.value)} hộ"
    return f"{words} {formats.points(row.value)} {goal.unit.label}"


def _said(row: Any, name: str) -> str:
    value = getattr(row, name)
    if value is None or value == "":
        return NONE
    if isinstance(value, dt.date):
        return formats.vn_date(value)
    return formats.count(value) if isinstance(value, int) else str(value)


def _label_of(name: str) -> str:
    words = str(YearPlan._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[0].upper() + words[1:]


def _cells(texts: Sequence[str]) -> list[VersionCell]:
    """Oldest first in, latest first out; what differs from the version before is marked."""
    cells = [
        VersionCell(text=text, was=before if before is not None and before != text else None)
        for before, text in zip([None, *texts[:-1]], texts, strict=True)
    ]
    return cells[::-1]
