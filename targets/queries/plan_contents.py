"""The contents of a year's plan: baseline, goals, months, communes, versions."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from common.history import HistoryEvent, history_events
from targets.choices import GoalCode, GoalGroup
from targets.models import Goal, YearPlan
from targets.queries.goal_algebra import goal_contradictions
from targets.queries.path import planned_path, planned_shares
from targets.queries.plans import closing_figures, communes_of
from targets.queries.problems import baseline_differences, target_differences
from targets.queries.rows import BASELINE_FIGURES, BaselineFigures, NumberProblem
from targets.rules.goal_algebra import Contradiction
from targets.rules.standing import is_above, least_fall_above, ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A commune's line in the plan. `baseline` is None until it is entered.

    Households; rates are fractions. `least_fall` is the smallest net fall required of a commune
    above the district's average, None for the others.
    """

    commune_id: int
    name: str
    baseline: BaselineFigures | None
    fall: int = 0
    em_fall: int = 0
    is_above_average: bool = False
    least_fall: int | None = None

    @property
    def rate(self) -> Fraction | None:
        return ratio(self.baseline.poor, self.baseline.households) if self.baseline else None

    @property
    def em_rate(self) -> Fraction | None:
        figures = self.baseline
        return ratio(figures.em_poor, figures.em_households) if figures else None

    @property
    def target_poor(self) -> int | None:
        return self.baseline.poor - self.fall if self.baseline else None

    @property
    def fall_points(self) -> Fraction | None:
        """The target in points (a fraction) of the baseline's households."""
        return ratio(self.fall, self.baseline.households) if self.baseline else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContents:
    """Everything a plan consists of. `contradictions` are between the district's goals, after a
    change of the baseline. `versions` lists its changes, latest first.

    `path` is the part of the year's fall expected by the end of each month.
    """

    baseline: BaselineFigures
    goals: Sequence[Goal]
    rows: Sequence[PlanRow]
    total: PlanRow
    problems: Sequence[NumberProblem]
    contradictions: Sequence[Contradiction]
    versions: Sequence[HistoryEvent]
    path: Sequence[Fraction]
    has_own_path: bool

    @property
    def has_communes(self) -> bool:
        return any(row.baseline for row in self.rows)


def plan_contents(plan: YearPlan) -> PlanContents:
    """Return a plan with its goals, months, communes and versions, in 5 queries."""
    goals = list(plan.goals.select_related("indicator").order_by("position"))
    values = _district_values(goals)
    path = planned_path(plan)
    baseline = _figures(plan)
    rows = plan_rows(plan, floor=values.get(GoalCode.ABOVE_AVERAGE_FALL))
    fall, em_fall = sum(row.fall for row in rows), sum(row.em_fall for row in rows)
    total = PlanRow(
        commune_id=0, name=GoalGroup.EVERYWHERE.label, baseline=baseline, fall=fall, em_fall=em_fall
    )
    parts = [row.baseline for row in rows if row.baseline]
    whole = {name: getattr(baseline, name) for name in BASELINE_FIGURES}
    problems = [*baseline_differences(whole, parts)]
    if fall or em_fall:
        problems += target_differences(
            (_whole(values.get(GoalCode.POOR_FALL)), fall),
            (_whole(values.get(GoalCode.EM_POOR_FALL)), em_fall),
        )
    return PlanContents(
        baseline=baseline,
        goals=goals,
        rows=rows,
        total=total,
        problems=problems,
        contradictions=goal_contradictions(plan, goals),
        versions=plan_versions(plan),
        path=path,
        has_own_path=path != planned_shares({}),
    )


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _district_values(goals: Iterable[Goal]) -> dict[str, Decimal | None]:
    return {goal.code: goal.value for goal in goals if goal.is_first}


def plan_rows(plan: YearPlan, *, floor: Decimal | None = None) -> list[PlanRow]:
    """Return the communes of a plan in alphabetical order, with and without figures, in 2 queries.

    `floor` is the value of the goal `above_average_fall` (points as a fraction) or None.
    """
    targets = {row.commune_id: row for row in plan.commune_targets.order_by()}
    district_rate = ratio(plan.poor, plan.households)
    rows = []
    for commune in communes_of(plan, on=dt.date(plan.year, 1, 1), known=set(targets)):
        target = targets.get(commune.pk)
        if target is None:
            rows.append(PlanRow(commune_id=commune.pk, name=commune.full_name, baseline=None))
            continue
        above_average = is_above(ratio(target.poor, target.households), district_rate)
        least = None
        if above_average and floor is not None:
            least = least_fall_above(target.households, floor)
        rows.append(
            PlanRow(
                commune_id=commune.pk,
                name=commune.full_name,
                baseline=_figures(target),
                fall=target.fall,
                em_fall=target.em_fall,
                is_above_average=above_average,
                least_fall=least,
            )
        )
    return rows


def rows_to_fill_in(plan: YearPlan) -> list[PlanRow]:
    """Return the communes with the figures the baseline form starts from.

    Where none are entered these are last year's closing figures, as a proposal to confirm.
    """
    rows = plan_rows(plan)
    if any(row.baseline for row in rows):
        return rows
    proposed = closing_figures(year=plan.year - 1, standard=plan.standard)
    return [replace(row, baseline=proposed.get(row.commune_id)) for row in rows]


def plan_versions(plan: YearPlan) -> list[HistoryEvent]:
    """Return who changed the plan and when, latest first, in one query.

    `who` and `what` are empty where the history has no author or no reason.
    """
    return history_events(plan, lambda row, _before: (row.history_change_reason or "", ""))


def _figures(row: object) -> BaselineFigures:
    return BaselineFigures(**{name: getattr(row, name) for name in BASELINE_FIGURES})
