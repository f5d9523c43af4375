"""The first screen of the progress: shall we meet the goals, and which commune is late?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from common.formats import DASH, count, decimals
from targets.choices import STANDING_TONES, Comparison, GoalCode, Standing, Unit
from targets.queries.rows import CommuneRow, GoalRow, Progress, TargetRate

_SIGNS: dict[str, str] = {
    Comparison.AT_MOST: "≤",
    Comparison.AT_LEAST: "≥",
    Comparison.MORE_THAN: ">",
}
# Ceilings that have no beginning to come from.
_WITHOUT_WAY = (GoalCode.RELAPSE, GoalCode.DEPRIVATION_RATE)
_LATE = (Standing.AT_RISK, Standing.NOT_MEASURED)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """One goal as its line shows it. `share` is how much of the way is done, None if no way."""

    goal: GoalRow
    target: str
    actual: str
    expected: str
    share: Fraction | None
    notes: Sequence[str]

    @property
    def is_set(self) -> bool:
        return self.goal.target is not None

    @property
    def tone(self) -> str:
        return STANDING_TONES[self.goal.standing] if self.is_set else "neutral"

    @property
    def percent_done(self) -> int:
        return int((self.share or 0) * 100)

    @property
    def bar_tone(self) -> str:
        return {"success": "success", "danger": "danger"}.get(self.tone, "primary")

    @property
    def word(self) -> str:
        return self.goal.standing.label if self.is_set else "Chưa đặt mức"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The answer in one line, the goals, and the communes that need a push, worst first."""

    tone: str
    answer: str
    goals: Sequence[GoalView]
    late: Sequence[CommuneRow]


def overview(progress: Progress) -> Overview:
    """Sum a year up; no query."""
    tone, answer = _answer(progress)
    return Overview(
        tone=tone,
        answer=answer,
        goals=[_goal_view(goal, progress) for goal in progress.goals],
        late=[row for row in progress.communes if _is_late(row)],
    )


def _is_late(row: CommuneRow) -> bool:
    return bool(row.everyone.target_fall) and row.everyone.standing in _LATE


def _answer(progress: Progress) -> tuple[str, str]:
    goals = [goal for goal in progress.goals if goal.target is not None]
    if not goals:
        return "neutral", "Chưa đặt mục tiêu cho năm này"
    tally = {
        standing: sum(1 for goal in goals if goal.standing == standing) for standing in Standing
    }
    if tally[Standing.NOT_MEASURED] == len(goals):
        return "neutral", "Chưa đo được: chưa rà soát hộ nào trong danh sách đầu kỳ"
    if tally[Standing.MET] == len(goals):
        return "success", f"Đã đạt cả {len(goals)} mục tiêu"
    if not tally[Standing.AT_RISK]:
        return "info", f"Đúng hướng để đạt cả {len(goals)} mục tiêu"
    good = tally[Standing.MET] + tally[Standing.ON_TRACK]
    risk = f"{tally[Standing.AT_RISK]}/{len(goals)} mục tiêu có nguy cơ không đạt"
    rest = f"; {good} mục tiêu đã đạt hoặc đúng hướng" if good else ""
    return "warning" if good else "danger", risk + rest


def _goal_view(goal: GoalRow, progress: Progress) -> GoalView:
    sign = _SIGNS[goal.comparison]
    return GoalView(
        goal=goal,
        target=f"{sign} {shown(goal.target, goal)}" if goal.target is not None else DASH,
        actual=shown(goal.actual, goal),
        expected=shown(goal.expected, goal),
        share=_share(goal, progress),
        notes=[note for note in (goal.note, _rate_note(goal, progress)) if note],
    )


def shown(value: Fraction | Decimal | None, goal: GoalRow) -> str:
    """Write a goal's number in its unit: two decimals, more where two would look like the target.

    2.3349 % against ≤ 2.33 % must not be printed as 2,33 % beside "not met".
    """
    if value is None:
        return DASH
    if goal.unit == Unit.HOUSEHOLDS:
        return f"{count(value)} hộ"
    exact, places = Fraction(value) * 100, 2
    if goal.target is not None:
        target = Fraction(goal.target) * 100
        while (
            exact != target and places < 4 and decimals(exact, places) == decimals(target, places)
        ):
            places += 1
    return f"{decimals(exact, places)} {Unit(goal.unit).label}"


def _share(goal: GoalRow, progress: Progress) -> Fraction | None:
    """How much of the way from the baseline to the target is done, between 0 and 1."""
    if not goal.target or goal.actual is None or goal.code in _WITHOUT_WAY:
        return None
    done, whole = goal.actual, Fraction(goal.target)
    if goal.code == GoalCode.POOR_RATE:
        start = progress.groups[goal.group].everyone.baseline_rate
        if start is None or start <= whole:
            return None
        done, whole = start - goal.actual, start - whole
    return max(Fraction(0), min(Fraction(1), done / whole))


def _rate_note(goal: GoalRow, progress: Progress) -> str:
    """The same number of poor households is another rate once the households have changed."""
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
