"""How each goal of a plan stands: in the district, or in a group of its communes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from common.formats import count
from households.queries.poor_list import CommuneFlow, Flow
from households.queries.population import Population
from targets.choices import GoalCode, GoalGroup, Standing
from targets.models import Goal, YearPlan
from targets.queries.deprivations import DeprivationCounts, Deprived, counts_of
from targets.queries.rows import CommuneGroup, CommuneRow, CommuneShare, GoalRow, ProgressLine
from targets.rules.standing import (
    GoalOutcome,
    above_average_outcome,
    district_outcome,
    share_outcome,
)


def lines_of(
    communes: Iterable[int],
    targets: Mapping[int, CommuneShare],
    flows: Mapping[int, CommuneFlow],
    population: Mapping[int, Population],
) -> CommuneGroup:
    """Add the figures of some communes up, by key; without a baseline it stays unknown."""
    keys = set(communes)
    known = [figures for key, figures in targets.items() if key in keys]
    flow = [each for key, each in flows.items() if key in keys]
    living = [each for key, each in population.items() if key in keys]

    def baseline(name: str) -> int | None:
        return sum(getattr(figures, name) for figures in known) if known else None

    return CommuneGroup(
        everyone=ProgressLine(
            baseline_households=baseline("households"),
            baseline_poor=baseline("poor"),
            flow=sum((each.everyone for each in flow), Flow()),
            households=sum(each.households for each in living),
        ),
        minority=ProgressLine(
            baseline_households=baseline("em_households"),
            baseline_poor=baseline("em_poor"),
            flow=sum((each.minority for each in flow), Flow()),
            households=sum(each.em_households for each in living),
        ),
    )


def groups_of(
    goals: Iterable[Goal], *, district: CommuneRow, border: CommuneGroup
) -> dict[str, CommuneGroup]:
    """Return the groups of communes with the falls their goals ask for, not the sum of shares."""
    falls = {(goal.code, goal.group): goal.value for goal in goals if goal.indicator is None}
    areas = {
        GoalGroup.EVERYWHERE: CommuneGroup(everyone=district.everyone, minority=district.minority),
        GoalGroup.BORDER: border,
    }

    def asked(line: ProgressLine, code: str, group: str) -> ProgressLine:
        value = falls.get((code, group))
        return replace(line, target_fall=None if value is None else int(value))

    return {
        group: CommuneGroup(
            everyone=asked(area.everyone, GoalCode.POOR_FALL, group),
            minority=asked(area.minority, GoalCode.EM_POOR_FALL, group),
        )
        for group, area in areas.items()
    }


def goal_rows(
    plan: YearPlan,
    goals: Sequence[Goal],
    groups: Mapping[str, CommuneGroup],
    rows: Sequence[CommuneRow],
    border: Iterable[int],
) -> tuple[GoalRow, ...]:
    """Return how the goals stand, in their order; one query with goals about basic services.

    `rows` are the communes as they are shown, `border` the keys of those on the border.
    """
    border = list(border)
    indicators = {goal.indicator.pk: goal.indicator for goal in goals if goal.indicator}
    counts = counts_of(plan, tuple(indicators.values())) if indicators else None
    found = []
    for goal in goals:
        if goal.indicator is not None and counts is not None:
            result = _deprivation(goal, _deprived(goal, goal.indicator.key, counts, border))
        elif goal.code == GoalCode.ABOVE_AVERAGE_FALL:
            result = _above_average(goal, rows)
        else:
            result = _of_area(goal, groups[goal.group])
        found.append(_row(goal, *result))
    return tuple(found)


def _row(goal: Goal, found: GoalOutcome, note: str) -> GoalRow:
    return GoalRow(
        code=goal.code,
        group=goal.group,
        indicator=goal.indicator.key if goal.indicator else "",
        label=goal.label,
        unit=goal.unit,
        comparison=goal.comparison,
        target=goal.value,
        actual=found.actual,
        expected=found.expected,
        met=found.met,
        standing=found.standing,
        note=note,
    )


def _of_area(goal: Goal, area: CommuneGroup) -> tuple[GoalOutcome, str]:
    found = district_outcome(
        goal.code,
        everyone=area.everyone.figures,
        minority=area.minority.figures,
        comparison=goal.comparison,
        value=goal.value,
    )
    return found, _note(goal, found, area)


def _note(goal: Goal, found: GoalOutcome, area: CommuneGroup) -> str:
    if goal.value is None:
        return "Chưa đặt mức trần" if goal.code == GoalCode.RELAPSE else "Chưa đặt mục tiêu"
    if found.standing == Standing.NOT_MEASURED:
        return "Chưa rà soát hộ nào trong danh sách đầu kỳ"
    if found.standing == Standing.AT_RISK and area.everyone.figures.is_complete:
        return "Đã rà soát hết danh sách đầu kỳ"
    return ""


def _above_average(goal: Goal, rows: Sequence[CommuneRow]) -> tuple[GoalOutcome, str]:
    above = [row for row in rows if row.is_above_average and _is_in(row, goal.group)]
    figures = [row.everyone.figures for row in above]
    found, summary = above_average_outcome(figures, goal.comparison, goal.value)
    if not above:
        return found, "Không có xã nào có tỷ lệ đầu kỳ trên bình quân huyện"
    words = f"{summary.reached}/{summary.communes} xã trên bình quân huyện đã đạt"
    least = [row.name for row in above if row.everyone.figures.rate_fall == summary.smallest_fall]
    return found, f"{words}; giảm ít nhất: {', '.join(least)}" if summary.communes else words


def _is_in(row: CommuneRow, group: str) -> bool:
    return group != GoalGroup.BORDER or row.is_border


def _deprived(goal: Goal, key: str, counts: DeprivationCounts, border: Sequence[int]) -> Deprived:
    return counts.of(border, key) if goal.group == GoalGroup.BORDER else counts.total[key]


def _deprivation(goal: Goal, of: Deprived) -> tuple[GoalOutcome, str]:
    found = share_outcome(of.deprived, of.measured, goal.comparison, goal.value)
    if not of.measured:
        return found, "Chưa hộ nghèo nào có phiếu rà soát đã duyệt"
    return found, f"{count(of.deprived)}/{count(of.measured)} hộ nghèo đã có phiếu duyệt"
