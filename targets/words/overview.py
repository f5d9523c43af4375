"""Summary of a year's progress: whether the goals will be met, and which communes are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from common.formats import count, decimals, rate
from targets.choices import GoalCode, GoalGroup, Standing
from targets.queries.rows import CommuneRow, GoalRow, Progress, TargetRate
from targets.words.forecast import forecast_words, headline, line_tone, planned_words
from targets.words.goals import goal_note, goal_target, goal_value, goal_word
from targets.words.tones import CHANCE_TONES, NEUTRAL, STANDING_TONES

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
        if not self.is_set or self.goal.standing == Standing.NOT_MEASURED:
            return NEUTRAL
        return (
            CHANCE_TONES[self.goal.chance]
            if self.goal.chance
            else STANDING_TONES[self.goal.standing]
        )

    @property
    def percent_done(self) -> int:
        return int((self.share or 0) * 100)

    @property
    def bar_tone(self) -> str:
        return {"success": "success", "danger": "danger"}.get(self.tone, "primary")

    @property
    def word(self) -> str:
        return goal_word(self.goal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The verdict in one line, the goals, and the communes that are late, worst first.

    The verdict is that on the district's net fall; without such a target it is `tally`, how many
    goals are met or at risk. `details` are the forecast behind it, `planned` is what the path expects by
    now; empty without one.
    """

    tone: str
    answer: str
    details: str
    planned: str
    tally: str
    goals: Sequence[GoalView]
    late: Sequence[CommuneRow]


def overview(progress: Progress) -> Overview:
    """Return the summary of a year's progress."""
    tone, tally = _tally(progress)
    line = progress.total.everyone
    has_verdict = line.chance is not None
    return Overview(
        tone=line_tone(line, is_due=progress.planned_share > 0) if has_verdict else tone,
        answer=_answer(progress) if has_verdict else tally,
        details=forecast_words(line.year_end) if has_verdict else "",
        planned=_planned(progress),
        tally=tally if has_verdict else "",
        goals=[_goal_view(goal, progress) for goal in progress.goals],
        late=progress.late_communes(),
    )


def _planned(progress: Progress) -> str:
    target = progress.total.everyone.target_fall
    if target is None:
        return ""
    due = decimals(progress.planned_share * target, 1).removesuffix(",0")
    return f"{planned_words(progress.as_of)}: {due} hộ"


def _answer(progress: Progress) -> str:
    line = progress.total.everyone
    return headline(line.year_end, line.target_fall)


def _tally(progress: Progress) -> tuple[str, str]:
    goals = [goal for goal in progress.goals if goal.target is not None]
    if not goals:
        return NEUTRAL, "Chưa đặt mục tiêu cho năm này"
    tally = {
        standing: sum(1 for goal in goals if goal.standing == standing) for standing in Standing
    }
    if tally[Standing.NOT_MEASURED] == len(goals):
        return NEUTRAL, "Chưa đo được: chưa đủ hộ đầu năm có kết quả rà soát"
    if tally[Standing.MET] == len(goals):
        return "success", f"Đã đạt cả {len(goals)} mục tiêu"
    if not tally[Standing.AT_RISK]:
        return "info", f"Đúng tiến độ để đạt cả {len(goals)} mục tiêu"
    good = tally[Standing.MET] + tally[Standing.ON_TRACK]
    risk = f"{tally[Standing.AT_RISK]}/{len(goals)} mục tiêu có nguy cơ không đạt"
    rest = f"; {good} mục tiêu đã đạt hoặc đúng tiến độ" if good else ""
    return "warning" if good else "danger", risk + rest


def _goal_view(goal: GoalRow, progress: Progress) -> GoalView:
    note = goal_note(goal)
    return GoalView(
        goal=goal,
        target=goal_target(goal),
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
