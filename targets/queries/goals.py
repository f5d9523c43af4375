"""How each goal of a plan stands, in the district or in a group of its communes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import QuerySet

from accounts.models import User
from common.prepared import PreparedQuery
from households.queries.boundaries import Grouping
from households.queries.poor_list import CommuneFlow, Flow
from households.queries.population import Population
from households.queries.small_numbers import may_sum, suppression_of
from targets.choices import Chance, GoalCode, GoalGroup
from targets.models import Goal, YearPlan
from targets.queries.deprivations import DeprivationCounts, Deprived, counts_of
from targets.queries.rows import (
    AboveAverageCommunes,
    CommuneGroup,
    CommuneRow,
    CommuneShare,
    GoalRow,
    ProgressLine,
)
from targets.queries.year_end import YearEnds
from targets.rules.standing import (
    GoalOutcome,
    above_average_outcome,
    district_outcome,
    share_outcome,
)

# Goals in households, whose results are recorded by day.
_DATED = frozenset({GoalCode.POOR_FALL, GoalCode.EM_POOR_FALL, GoalCode.RELAPSE})


def lines_of(
    communes: Iterable[int],
    targets: Mapping[int, CommuneShare],
    flows: Mapping[int, CommuneFlow],
    population: Mapping[int, Population],
    *,
    ends: tuple[YearEnds, YearEnds],
) -> CommuneGroup:
    """Return the summed figures of the communes with these keys; `ends` of all and of minorities.

    The baseline is None where none of them has one.
    """
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
            year_end=ends[0].of(sorted(keys)),
        ),
        minority=ProgressLine(
            baseline_households=baseline("em_households"),
            baseline_poor=baseline("em_poor"),
            flow=sum((each.minority for each in flow), Flow()),
            households=sum(each.em_households for each in living),
            year_end=ends[1].of(sorted(keys)),
        ),
    )


def groups_of(
    goals: Iterable[Goal], *, district: CommuneRow, border: CommuneGroup
) -> dict[str, CommuneGroup]:
    """Return the groups of communes with the falls set as their goals (not the sum of targets)."""
    falls = {(goal.code, goal.group): goal.value for goal in goals if goal.indicator is None}
    areas = {
        GoalGroup.EVERYWHERE: CommuneGroup(everyone=district.everyone, minority=district.minority),
        GoalGroup.BORDER: border,
    }

    def with_goal(line: ProgressLine, code: str, group: str) -> ProgressLine:
        value = falls.get((code, group))
        return replace(line, target_fall=None if value is None else int(value))

    return {
        group: CommuneGroup(
            everyone=with_goal(area.everyone, GoalCode.POOR_FALL, group),
            minority=with_goal(area.minority, GoalCode.EM_POOR_FALL, group),
        )
        for group, area in areas.items()
    }


def goals_of(plan: YearPlan) -> list[Goal]:
    """Return the goals of a plan with their indicators, in their order, in one query."""
    return _goals(plan.pk)


@PreparedQuery
def _goals(plan: int) -> QuerySet[Goal]:
    return Goal.objects.filter(plan=plan).select_related("indicator").order_by("position")


def goal_rows(
    plan: YearPlan,
    goals: Sequence[Goal],
    groups: Mapping[str, CommuneGroup],
    rows: Sequence[CommuneRow],
    border: Sequence[int],
    *,
    grouping: Grouping,
    reader: User | None,
    is_past: bool = False,
) -> tuple[GoalRow, ...]:
    """Return how the goals stand, in their order; one query if any is about a basic service.

    `rows` are the communes as shown, `border` the keys of those on the border. A goal about few
    households is hidden from a reader who does not see the small numbers of the whole district. `is_past`: as of an earlier day, of which results in households only are
    known.
    """
    summed = summed_by_goals(goals, border)
    sees_all = reader is not None and reader.sees_small_numbers_of()
    indicators = {goal.indicator.pk: goal.indicator for goal in goals if goal.indicator}
    counts = counts_of(plan, tuple(indicators.values())) if indicators and not is_past else None
    found = []
    for goal in goals:
        if is_past and goal.code not in _DATED:
            found.append(_undated(goal))
        elif goal.indicator is not None and counts is not None:
            key = goal.indicator.key
            row = _deprivation(goal, _deprived(goal, key, counts, border))
            if not sees_all and not _may_be_given(goal, counts, grouping, summed.get(key, ())):
                row = _hidden(row)
            found.append(row)
        elif goal.code == GoalCode.ABOVE_AVERAGE_FALL:
            found.append(_above_average(goal, rows))
        else:
            found.append(_of_area(goal, groups[goal.group]))
    return tuple(found)


def _undated(goal: Goal) -> GoalRow:
    nothing = GoalOutcome(actual=None, expected=None, met=None, chance=None)
    return replace(_row(goal, nothing), is_undated=True)


def _row(goal: Goal, found: GoalOutcome) -> GoalRow:
    return GoalRow(
        pk=goal.pk,
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
        chance=found.chance,
    )


def _of_area(goal: Goal, area: CommuneGroup) -> GoalRow:
    found = district_outcome(
        goal.code,
        everyone=area.everyone.figures,
        minority=area.minority.figures,
        comparison=goal.comparison,
        value=goal.value,
    )
    return replace(_row(goal, found), is_reviewed=area.everyone.figures.is_complete)


def _above_average(goal: Goal, rows: Sequence[CommuneRow]) -> GoalRow:
    above = [row for row in rows if row.is_above_average and _is_in(row, goal.group)]
    figures = [row.everyone.figures for row in above]
    found, summary = above_average_outcome(figures, goal.comparison, goal.value)
    slowest = [row.name for row in above if row.everyone.figures.rate_fall == summary.smallest_fall]
    communes = AboveAverageCommunes(
        listed=len(above),
        judged=summary.communes,
        reached=summary.reached,
        slowest=tuple(slowest),
    )
    return replace(_row(goal, found), above_average=communes)


def _is_in(row: CommuneRow, group: str) -> bool:
    return group != GoalGroup.BORDER or row.is_border


def _deprived(goal: Goal, key: str, counts: DeprivationCounts, border: Sequence[int]) -> Deprived:
    return counts.of(border, key) if goal.group == GoalGroup.BORDER else counts.total[key]


def _deprivation(goal: Goal, of: Deprived) -> GoalRow:
    found = share_outcome(of.deprived, of.measured, goal.comparison, goal.value)
    return replace(_row(goal, found), deprived=of)


def summed_by_goals(
    goals: Iterable[Goal | GoalRow], border: Sequence[int]
) -> dict[str, Sequence[int]]:
    """Return the border communes by the key of each indicator with a goal of their own."""
    return {
        each.indicator if isinstance(each, GoalRow) else each.indicator.key: border
        for each in goals
        if each.indicator and each.group == GoalGroup.BORDER
    }


def _may_be_given(
    goal: Goal, counts: DeprivationCounts, grouping: Grouping, summed: Sequence[int]
) -> bool:
    """Return whether readers of other offices may be given the result of a goal."""
    numbers = counts.by_commune(goal.indicator.key if goal.indicator else "")
    if goal.group == GoalGroup.BORDER:
        return may_sum(numbers, grouping, summed=summed)
    return suppression_of(numbers, grouping, summed=summed).shows_total


def _hidden(row: GoalRow) -> GoalRow:
    return replace(
        row,
        actual=None,
        expected=None,
        met=None,
        chance=None if row.target is None else Chance.NO_BASIS,
        deprived=None,
        is_hidden=True,
    )
