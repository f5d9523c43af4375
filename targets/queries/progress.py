"""The year's progress: the one set of numbers behind the page, the API and the workbook."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from areas.choices import Boundaries
from areas.models import Commune
from households.queries import (
    CommuneFlow,
    Flow,
    Workload,
    poverty_flow,
    workload_by_commune,
)
from households.queries_boundaries import communes_shown, grouping, regrouped
from households.queries_population import Population, population_by_commune
from targets import rules
from targets.choices import GoalCode, Standing
from targets.models import CommuneTarget, Goal, YearPlan
from targets.queries.plans import communes_of
from targets.queries.problems import problems_of
from targets.queries.rows import CommuneRow, CommuneShare, GoalRow, Line, Progress, TargetRate

_NO_FLOW = CommuneFlow()


def progress(
    plan: YearPlan,
    *,
    as_of: dt.date,
    computed_at: dt.datetime | None = None,
    boundaries: str = Boundaries.OLD,
) -> Progress:
    """Return how a year's goals and communes stand, in 7 queries (6 for a year that is frozen) whatever the number of rows.

    Flows follow closing = opening − exits − other decreases + fallen back + new poor + other
    increases (flow table of the TT 07/2021/TT-BLĐTBXH family), for all households and for
    ethnic-minority ones. A commune without records is listed with zeroes; so is one that has
    records but no share in the plan. Communes stand worst first (`rules.urgency`). Whatever
    does not agree is named in `problems`. `boundaries` says on which units a year before a
    merger is shown; other years have no choice (`households.queries_boundaries`).
    """
    targets = {row.commune_id: _share(row) for row in plan.commune_targets.order_by()}
    within = Commune.objects.of_district(plan.district_id)
    flows = poverty_flow(year=plan.year, standard=plan.standard, within=within, people=False)
    population = population_by_commune(year=plan.year, within=within)
    workload = workload_by_commune(year=plan.year, within=within)
    shared = any(row.fall or row.em_fall for row in targets.values())
    total = _total(plan, flows.values(), population.values(), workload.values())
    communes = list(
        communes_of(plan, on=as_of, known={*targets, *flows}).select_related("merged_into")
    )
    found = grouping(communes, year=plan.year, wanted=boundaries)
    targets, flows = regrouped(targets, found.into), regrouped(flows, found.into)
    population = regrouped(population, found.into)
    workload = regrouped(workload, found.into)
    rows = [
        _commune_row(
            commune,
            target=targets.get(commune.pk),
            shared=shared,
            flow=flows.get(commune.pk, _NO_FLOW),
            population=population.get(commune.pk, Population()),
            workload=workload.get(commune.pk, Workload()),
            district=total,
        )
        for commune in communes_shown(communes, found.into)
    ]
    rows.sort(key=lambda row: (row.everyone.urgency, row.sort_key, row.pk))
    goals = {goal.code: goal for goal in plan.goals.order_by("position")}
    total = _with_goals(total, goals)
    return Progress(
        year=plan.year,
        standard_code=plan.standard.code,
        standard_name=plan.standard.name,
        district_name=plan.district.name,
        as_of=as_of,
        computed_at=computed_at,
        grouping=found,
        baseline_source=plan.baseline_source,
        decision_number=plan.decision_number,
        decided_on=plan.decided_on,
        total=total,
        goals=tuple(_goal_row(goal, total, rows) for goal in goals.values()),
        communes=tuple(rows),
        target_rate=_target_rate(total.everyone),
        em_target_rate=_target_rate(total.minority),
        problems=tuple(problems_of(total, rows, list(targets.values()), shared=shared)),
        tables=sum(flows.values(), CommuneFlow()),
    )


def _share(row: CommuneTarget) -> CommuneShare:
    names = CommuneShare.__dataclass_fields__
    return CommuneShare(**{name: getattr(row, name) for name in names})


def _total(
    plan: YearPlan,
    flows: Iterable[CommuneFlow],
    population: Iterable[Population],
    workload: Iterable[Workload],
) -> CommuneRow:
    flows, population, workload = list(flows), list(population), list(workload)
    return CommuneRow(
        pk=0,
        code=plan.district.code,
        name="Toàn huyện",
        full_name=f"Huyện {plan.district.name}",
        sort_key="",
        is_above_average=False,
        workload=Workload(
            drafts=sum(one.drafts for one in workload),
            submitted=sum(one.submitted for one in workload),
            approved=sum(one.approved for one in workload),
        ),
        everyone=Line(
            baseline_households=plan.households,
            baseline_poor=plan.poor,
            flow=sum((one.everyone for one in flows), Flow()),
            households=sum(one.households for one in population),
        ),
        minority=Line(
            baseline_households=plan.em_households,
            baseline_poor=plan.em_poor,
            flow=sum((one.minority for one in flows), Flow()),
            households=sum(one.em_households for one in population),
        ),
    )


def _with_goals(total: CommuneRow, goals: Mapping[str, Goal]) -> CommuneRow:
    """Give the district's row its targets: the goals themselves, not the sum of the shares."""

    def fall(code: str) -> int | None:
        goal = goals.get(code)
        return None if goal is None or goal.value is None else int(goal.value)

    return replace(
        total,
        everyone=replace(total.everyone, target_fall=fall(GoalCode.POOR_FALL)),
        minority=replace(total.minority, target_fall=fall(GoalCode.EM_POOR_FALL)),
    )


def _commune_row(
    commune: Commune,
    *,
    target: CommuneShare | None,
    shared: bool,
    flow: CommuneFlow,
    population: Population,
    workload: Workload,
    district: CommuneRow,
) -> CommuneRow:
    everyone = Line(flow=flow.everyone, households=population.households)
    minority = Line(flow=flow.minority, households=population.em_households)
    if target is not None:
        everyone = replace(
            everyone,
            baseline_households=target.households,
            baseline_poor=target.poor,
            target_fall=target.fall if shared else None,
        )
        minority = replace(
            minority,
            baseline_households=target.em_households,
            baseline_poor=target.em_poor,
            target_fall=target.em_fall if shared else None,
        )
    return CommuneRow(
        pk=commune.pk,
        code=commune.code,
        name=commune.name,
        full_name=commune.full_name,
        sort_key=commune.sort_key,
        merged_into=commune.merged_into_id,
        is_above_average=rules.is_above(everyone.baseline_rate, district.everyone.baseline_rate),
        workload=workload,
        everyone=everyone,
        minority=minority,
    )


def _goal_row(goal: Goal, total: CommuneRow, rows: Sequence[CommuneRow]) -> GoalRow:
    comparison = goal.comparison
    if goal.code == GoalCode.ABOVE_AVERAGE_FALL:
        above = [row for row in rows if row.is_above_average]
        figures = [row.everyone.figures for row in above]
        found, summary = rules.above_average_outcome(figures, comparison, goal.value)
        note = _above_average_note(above, summary)
    else:
        found = rules.district_outcome(
            goal.code,
            everyone=total.everyone.figures,
            minority=total.minority.figures,
            comparison=comparison,
            value=goal.value,
        )
        note = _note(goal, found, total)
    return GoalRow(
        code=goal.code,
        label=goal.get_code_display(),
        unit=goal.unit,
        comparison=comparison,
        target=goal.value,
        actual=found.actual,
        expected=found.expected,
        met=found.met,
        standing=found.standing,
        note=note,
    )


def _above_average_note(above: Sequence[CommuneRow], summary: rules.AboveAverage) -> str:
    if not above:
        return "Không có xã nào có tỷ lệ đầu kỳ trên bình quân huyện"
    words = f"{summary.reached}/{summary.communes} xã trên bình quân huyện đã đạt"
    least = [row.name for row in above if row.everyone.figures.rate_fall == summary.smallest_fall]
    return f"{words}; giảm ít nhất: {', '.join(least)}" if summary.communes else words


def _note(goal: Goal, found: rules.Outcome, total: CommuneRow) -> str:
    if goal.value is None:
        return "Chưa đặt mức trần" if goal.code == GoalCode.RELAPSE else "Chưa đặt mục tiêu"
    if found.standing == Standing.NOT_MEASURED:
        return "Chưa rà soát hộ nào trong danh sách đầu kỳ"
    if found.standing == Standing.AT_RISK and total.everyone.figures.is_complete:
        return "Đã rà soát hết danh sách đầu kỳ"
    return ""


def _target_rate(line: Line) -> TargetRate | None:
    """The same fall is another rate once the number of households has changed."""
    if line.target_fall is None or line.baseline_poor is None:
        return None
    poor = max(0, line.baseline_poor - line.target_fall)
    return TargetRate(
        poor=poor,
        at_baseline=rules.rate(poor, line.baseline_households or 0),
        at_present=rules.rate(poor, line.households),
    )
