"""Summary of a year's progress: whether the goals will be met, and which communes are at risk."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from common.formats import count, rate
from targets.choices import Chance, GoalCode, GoalGroup
from targets.queries.rows import CommuneRow, GoalRow, Progress, TargetRate
from targets.rules.verdict import of_group
from targets.words.forecast import forecast_words, headline
from targets.words.goals import goal_note, goal_target, goal_value
from targets.words.verdict import (
    NOT_SET,
    VerdictSign,
    goal_sign,
    line_sign,
    no_verdict,
    verdict_sign,
)

# Ceilings: no starting value from which progress could be measured.
_WITHOUT_SHARE = (GoalCode.RELAPSE, GoalCode.DEPRIVATION_RATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """One goal in words. `share` is the part of the way from the baseline to the target already
    covered (0 to 1), None for a goal without a starting value."""

    goal: GoalRow
    sign: VerdictSign
    target: str
    actual: str
    expected: str
    share: Fraction | None
    note: str
    notes: Sequence[str]

    @property
    def is_set(self) -> bool:
        return self.goal.target is not None

    @property
    def percent_done(self) -> int:
        return int((self.share or 0) * 100)

    @property
    def bar_tone(self) -> str:
        return {"success": "success", "danger": "danger"}.get(self.sign.tone, "primary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The verdict in one line, the goals, and the communes at risk, worst first.

    The verdict is that on the district's net fall; without such a target it is `tally`, how many
    goals are met or at risk. `details` are the forecast behind it; empty without
    one.
    """

    sign: VerdictSign
    answer: str
    details: str
    tally: str
    goals: Sequence[GoalView]
    at_risk: Sequence[CommuneRow]


def overview(progress: Progress) -> Overview:
    """Return the summary of a year's progress."""
    sign, tally = _tally(progress)
    is_due = progress.planned_share > 0
    line = progress.total.everyone
    has_verdict = line.chance is not None
    return Overview(
        sign=line_sign(line, is_due=is_due) if has_verdict else sign,
        answer=_answer(progress) if has_verdict else tally,
        details=forecast_words(line.year_end) if has_verdict else "",
        tally=tally if has_verdict else "",
        goals=goal_views(progress.goals, progress),
        at_risk=progress.communes_at_risk(),
    )


def goal_views(goals: Iterable[GoalRow], progress: Progress) -> list[GoalView]:
    """Return goals in words."""
    return [_goal_view(goal, progress) for goal in goals]


def _answer(progress: Progress) -> str:
    line = progress.total.everyone
    return headline(line.year_end, line.target_fall)


def _tally(progress: Progress) -> tuple[VerdictSign, str]:
    """Return the sign of the worst verdict on a goal, and how many goals have which verdict."""
    goals = [goal for goal in progress.goals if goal.target is not None and not goal.is_undated]
    worst = of_group(goal.chance for goal in goals)
    if worst is None:
        return no_verdict(NOT_SET), "Chưa đặt mục tiêu cho năm này"
    counted = Counter(goal.chance for goal in goals)
    parts = [f"{counted[each]} {str(each.label).lower()}" for each in Chance if counted[each]]
    is_due = progress.planned_share > 0
    return verdict_sign(worst, is_due=is_due), f"{len(goals)} mục tiêu: {', '.join(parts)}"


def _goal_view(goal: GoalRow, progress: Progress) -> GoalView:
    note = goal_note(goal)
    return GoalView(
        goal=goal,
        target=goal_target(goal),
        sign=goal_sign(goal, is_due=progress.planned_share > 0),
        actual=goal_value(goal.actual, goal),
        expected=goal_value(goal.expected, goal),
        share=_share(goal, progress),
        note=note,
        notes=[each for each in (note, _rate_note(goal, progress)) if each],
    )


def _share(goal: GoalRow, progress: Progress) -> Fraction | None:
    """Return the part of the way from the baseline to the target already covered, 0 to 1."""
    if not goal.target or goal.actual is None or goal.code in _WITHOUT_SHARE:
        return None
    done, whole = goal.actual, Fraction(goal.target)
    if goal.code == GoalCode.POOR_RATE:
        start = progress.groups[goal.group].everyone.baseline_rate
        if start is None or start <= whole:
            return None
        done, whole = start - goal.actual, start - whole
    return max(Fraction(0), min(Fraction(1), done / whole))


def _rate_note(goal: GoalRow, progress: Progress) -> str:
    """Return the target's rate on both numbers of households: they change during the year."""
    area = progress.groups[goal.group]
    found: TargetRate | None = {
        GoalCode.POOR_RATE: area.target_rate,
        GoalCode.EM_POOR_RATE_FALL: area.em_target_rate,
    }.get(GoalCode(goal.code))
    if found is None or found.at_baseline is None or found.at_present is None:
        return ""
    of_minority = " DTTS" if goal.code == GoalCode.EM_POOR_RATE_FALL else ""
    where = "" if goal.group == GoalGroup.EVERYWHERE else f" {GoalGroup(goal.group).label.lower()}"
    whole = f"số hộ{of_minority}{where}"
    return (
        f"Còn {count(found.poor)} hộ{of_minority} là {rate(found.at_baseline)} {whole} đầu kỳ, "
        f"{rate(found.at_present)} {whole} hiện nay"
    )
