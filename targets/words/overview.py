"""Summary of a year's progress: whether the goals will be met, and which communes are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from common.formats import DASH, count, decimals
from targets.choices import GoalCode, Standing
from targets.queries.rows import CommuneRow, GoalRow, Progress, TargetRate
from targets.words.goals import COMPARISON_SIGNS, goal_note, goal_value, standing_words
from targets.words.tones import NEUTRAL, STANDING_TONES

# Ceilings: no starting value from which progress could be measured.
_WITHOUT_SHARE = (GoalCode.RELAPSE, GoalCode.DEPRIVATION_RATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """One goal in words. `share` is the part of the way from the baseline to the target already
    covered (0 to 1), None for a goal without a starting value."""

    goal: GoalRow
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
    def tone(self) -> str:
        return STANDING_TONES[self.goal.standing] if self.is_set else NEUTRAL

    @property
    def percent_done(self) -> int:
        return int((self.share or 0) * 100)

    @property
    def bar_tone(self) -> str:
        return {"success": "success", "danger": "danger"}.get(self.tone, "primary")

    @property
    def word(self) -> str:
        return standing_words(self.goal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The verdict in one line, the goals, and the communes that are late, worst first."""

    tone: str
    answer: str
    goals: Sequence[GoalView]
    late: Sequence[CommuneRow]


def overview(progress: Progress) -> Overview:
    """Return the summary of a year's progress."""
    tone, answer = _answer(progress)
    return Overview(
        tone=tone,
        answer=answer,
        goals=[_goal_view(goal, progress) for goal in progress.goals],
        late=progress.late_communes(),
    )


def _answer(progress: Progress) -> tuple[str, str]:
    goals = [goal for goal in progress.goals if goal.target is not None]
    if not goals:
        return NEUTRAL, "Chưa đặt mục tiêu cho năm này"
    tally = {
        standing: sum(1 for goal in goals if goal.standing == standing) for standing in Standing
    }
    if tally[Standing.NOT_MEASURED] == len(goals):
        return NEUTRAL, "Chưa đo được: chưa rà soát hộ nào trong danh sách đầu kỳ"
    if tally[Standing.MET] == len(goals):
        return "success", f"Đã đạt cả {len(goals)} mục tiêu"
    if not tally[Standing.AT_RISK]:
        return "info", f"Đúng hướng để đạt cả {len(goals)} mục tiêu"
    good = tally[Standing.MET] + tally[Standing.ON_TRACK]
    risk = f"{tally[Standing.AT_RISK]}/{len(goals)} mục tiêu có nguy cơ không đạt"
    rest = f"; {good} mục tiêu đã đạt hoặc đúng hướng" if good else ""
    return "warning" if good else "danger", risk + rest


def _goal_view(goal: GoalRow, progress: Progress) -> GoalView:
    sign, note = COMPARISON_SIGNS[goal.comparison], goal_note(goal)
    return GoalView(
        goal=goal,
        target=f"{sign} {goal_value(goal.target, goal)}" if goal.target is not None else DASH,
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
    return (
        f"Còn {count(found.poor)} hộ là {decimals(found.at_baseline * 100, 2)} % số hộ đầu kỳ, "
        f"{decimals(found.at_present * 100, 2)} % số hộ hiện nay"
    )
