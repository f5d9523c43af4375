"""The verdict on a target as a word, a colour and an icon: one vocabulary for pages and files."""

from collections.abc import Mapping
from dataclasses import dataclass

from targets.choices import Chance
from targets.queries.rows import GoalRow, ProgressLine, YearEnd
from targets.words.tones import NEUTRAL

NOT_GIVEN = "Chưa giao chỉ tiêu"
NOT_SET = "Chưa đặt mức"
HIDDEN = "Ẩn"
NOT_DATED = "Không ghi theo ngày"
_NOTHING_GIVEN = "Không giao chỉ tiêu"
_NO_LIST = "Chưa có danh sách đầu năm"
# Communes whose target is `is_at_risk`.
RISK_WORDS = "có nguy cơ không đạt chỉ tiêu hoặc chưa có căn cứ dự báo"
# How lists of areas by their target are sorted: the key of `targets.rules.verdict.urgency`.
SORTED_BY_VERDICT = "xếp theo khả năng đạt chỉ tiêu, thấp nhất đứng trước"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSign:
    """A state in a word, its colour (a tone) and its icon; the icons differ in grey print too."""

    word: str
    tone: str
    icon: str


_SIGNS: Mapping[Chance, tuple[str, str]] = {
    Chance.MET: ("success", "check-circle-fill"),
    Chance.SURE: ("success", "check-circle"),
    Chance.LIKELY: ("info", "arrow-up-right-circle"),
    Chance.AT_RISK: ("danger", "exclamation-triangle-fill"),
    Chance.NO_BASIS: ("danger", "question-circle-fill"),
}


def verdict_sign(verdict: Chance, *, is_due: bool = True) -> VerdictSign:
    """Return the sign of a verdict.

    `is_due`: the path expects some of the fall by now; until then a missing basis is no fault and
    its sign is neutral.
    """
    tone, icon = _SIGNS[verdict]
    if verdict == Chance.NO_BASIS and not is_due:
        tone = NEUTRAL
    return VerdictSign(word=str(verdict.label), tone=tone, icon=icon)


def no_verdict(reason: str) -> VerdictSign:
    """Return the sign of a target without a verdict; the word is the reason."""
    return VerdictSign(word=reason, tone=NEUTRAL, icon="circle")


def target_sign(end: YearEnd, target: int | None, *, is_due: bool = True) -> VerdictSign:
    """Return the sign of the verdict on an area's target, or of the reason why there is none."""
    found = end.verdict(target)
    if found is not None:
        return verdict_sign(found, is_due=is_due)
    if not end.area.counts.opening:
        return no_verdict(_NO_LIST)
    return no_verdict(NOT_GIVEN if target is None else _NOTHING_GIVEN)


def line_sign(line: ProgressLine, *, is_due: bool = True) -> VerdictSign:
    """Return the sign of the verdict on a line of the progress."""
    return target_sign(line.year_end, line.target_fall, is_due=is_due)


def goal_sign(goal: GoalRow, *, is_due: bool = True) -> VerdictSign:
    """Return the sign of the verdict on a goal, or of the reason why there is none."""
    if goal.is_undated:
        return no_verdict(NOT_DATED)
    if goal.target is None or goal.chance is None:
        return no_verdict(NOT_SET)
    return no_verdict(HIDDEN) if goal.is_hidden else verdict_sign(goal.chance, is_due=is_due)
