"""The figure that a comment is on, in words."""

from areas.models import Commune
from common.formats import rate
from correspondence.choices import ThreadKind
from correspondence.models import Thread
from targets.choices import GoalCode, GoalGroup
from targets.models import Goal
from targets.queries.rows import CommuneRow, Progress
from targets.words.forecast import headline
from targets.words.goals import HIDDEN_GOAL
from targets.words.overview import GoalView, overview


def commune_subject(commune: Commune, year: int) -> str:
    return f"Số liệu của {commune.name_in_sentence}, năm {year}"


def goal_subject(goal: Goal, year: int) -> str:
    return f"Mục tiêu “{goal.label}”, năm {year}"


def commune_figure(row: CommuneRow) -> str:
    """Return the figures of a commune in one line: the verdict on its target and its rate."""
    line = row.everyone
    return f"{headline(line.year_end, line.target_fall)}. Tỷ lệ hộ nghèo {rate(line.rate)}"


def goal_figure(view: GoalView) -> str:
    """Return a goal in one line: its result, what it demands, the forecast and the verdict."""
    if view.goal.is_hidden:
        return HIDDEN_GOAL
    return (
        f"{view.actual}, chỉ tiêu {view.target}, dự kiến {view.expected}: {view.sign.word.lower()}"
    )


def figure_of_commune(found: Progress, commune: int) -> str:
    """Return the figures of a commune of the plan, "" where it is not part of it."""
    row = next((each for each in found.communes if each.is_of(commune)), None)
    return commune_figure(row) if row else ""


def figure_of_goal(found: Progress, code: str, group: str, indicator: str) -> str:
    """Return the present state of a goal of the plan, "" where the plan no longer has it."""
    wanted = code, group, indicator
    for view in overview(found).goals:
        if (view.goal.code, view.goal.group, view.goal.indicator) == wanted:
            return goal_figure(view)
    return ""


def figure_of(thread: Thread, found: Progress) -> str:
    """Return the figure that a comment is on, as it stands now."""
    if thread.kind != ThreadKind.COMMENT:
        return ""
    if thread.commune_id is not None:
        return figure_of_commune(found, thread.commune_id)
    key = thread.indicator.key if thread.indicator else ""
    return figure_of_goal(found, GoalCode(thread.goal_code), GoalGroup(thread.goal_group), key)
