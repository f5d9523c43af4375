"""The year's progress: the numbers behind the page, the API and the workbook."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from django.db.models import QuerySet

from accounts.models import User
from areas.choices import Boundaries
from areas.models import Commune
from common.kept import kept
from common.prepared import PreparedQuery
from households.models import Assessment, PovertyRecord
from households.queries.boundaries import communes_shown, grouping, regrouped
from households.queries.poor_list import (
    CommuneFlow,
    Flow,
    Marks,
    Workload,
    flows_of,
    list_columns,
    workload_by_commune,
)
from households.queries.population import Population, kept_within, population_by_commune
from targets.choices import GoalGroup
from targets.models import YearPlan
from targets.queries.goals import goal_rows, goals_of, groups_of, lines_of
from targets.queries.months import YearMonths
from targets.queries.past import past_flows, undated
from targets.queries.path import planned_path
from targets.queries.plans import units_of_year, units_with_shares
from targets.queries.problems import problems_of
from targets.queries.rows import CommuneRow, CommuneShare, Progress, ProgressLine, YearEnd
from targets.queries.year_counts import (
    YearCounts,
    area_year,
    counts_of,
    gains_before,
    has_registrations,
    year_counts,
)
from targets.queries.year_end import YearEnds
from targets.rules.standing import is_above

_NO_FLOW = CommuneFlow()
# What `units_with_shares` returns.
UnitsWithShares = tuple[list[Commune], dict[int, CommuneShare]]
# What is counted, by whether the near-poor list is too.
_COLUMNS = {each: list_columns(people=False, near_poor=each) for each in (False, True)}


@PreparedQuery
def _counts(near_poor: str, key: int, year: int, standard: int, *within: int) -> QuerySet:
    return year_counts(
        YearPlan(pk=key, year=year, standard_id=standard),
        records=kept_within(PovertyRecord.objects.all(), within),
        forms=kept_within(Assessment.objects.all(), within),
        columns=_COLUMNS[bool(near_poor)],
    )


def progress(
    plan: YearPlan,
    *,
    as_of: dt.date,
    computed_at: dt.datetime | None = None,
    boundaries: str = Boundaries.OLD,
    reader: User | None = None,
    near_poor: bool = False,
    path: Sequence[Fraction] | None = None,
    past: YearMonths | None = None,
    units: UnitsWithShares | None = None,
) -> Progress:
    """Return how a year's goals and communes stand, in 6 queries whatever the number of rows.

    A goal about a basic service takes one more.

    Flows follow closing = opening − exits − other decreases + fallen back + new poor + other
    increases (flow table of the TT 07/2021/TT-BLĐTBXH family), for all households and for
    ethnic-minority ones. Communes without records, or with records but without a target, are
    included. Communes are sorted worst first (`targets.rules.verdict.urgency`); `problems`
    lists inconsistent numbers. `boundaries` chooses the units on which a year before a merger
    is shown; other years have no choice (`households.queries.boundaries`). `reader`: who the
    figures are for; without one (a file, which leaves the office) goals about few households
    are hidden. `near_poor`: count the near-poor list too, for `Progress.tables`. `path`: the
    planned path, and `units` the result of `units_with_shares`, read here when not given. `past`: the year as of the end of an earlier month, which
    replaces the counts of today (`targets.queries.past`); what is not recorded by day is left out.
    """
    known, targets = units_with_shares(plan) if units is None else units
    within = tuple(unit.pk for unit in known)
    counts = counts_of(
        _counts("near_poor" if near_poor else "", plan.pk, plan.year, plan.standard_id, *within),
        columns=_COLUMNS[near_poor],
    )
    of_year = [
        (commune, marks, row) for (year, commune, marks), row in counts.items() if year == plan.year
    ]
    last_year = gains_before(counts, plan.year)
    population: dict[int, Population] = {}
    workload: dict[int, Workload] = {}
    if past is not None:
        flows = past_flows(past)
        every, minority = YearEnds.of_past(past, last_year)
    else:
        flows = flows_of(of_year)
        every = _year_ends(plan, counts, of_minority=False, last_year=_first(last_year))
        minority = _year_ends(plan, counts, of_minority=True, last_year=_second(last_year))
        population = population_by_commune(year=plan.year, within=within, people=False)
        workload = workload_by_commune(year=plan.year, within=within)
    has_targets = any(row.fall or row.em_fall for row in targets.values())
    total = _total(
        plan,
        flows.values(),
        population.values(),
        workload.values(),
        ends=(every.total, minority.total),
    )
    communes = units_of_year(plan, known, on=as_of, known={*targets, *flows})
    if past is not None:
        total = undated(total)
    goals = goals_of(plan)
    border = [each.pk for each in communes if each.is_border]
    of_border = lines_of(border, targets, flows, population, ends=(every, minority))
    groups = groups_of(goals, district=total, border=of_border)
    total = replace(
        total,
        everyone=groups[GoalGroup.EVERYWHERE].everyone,
        minority=groups[GoalGroup.EVERYWHERE].minority,
    )
    found = grouping(communes, year=plan.year, wanted=boundaries)
    shown = communes_shown(communes, found.into)
    parts = {unit.pk: parts_of(unit.pk, every.areas, found.into) for unit in shown}
    targets, flows = regrouped(targets, found.into), regrouped(flows, found.into)
    population = regrouped(population, found.into)
    workload = regrouped(workload, found.into)
    rows = [
        _commune_row(
            commune,
            target=targets.get(commune.pk),
            has_targets=has_targets,
            flow=flows.get(commune.pk, _NO_FLOW),
            population=population.get(commune.pk, Population()),
            workload=workload.get(commune.pk, Workload()),
            district=total,
            ends=(every.of(parts[commune.pk]), minority.of(parts[commune.pk])),
        )
        for commune in shown
    ]
    if past is not None:
        rows = [undated(row) for row in rows]
    rows.sort(key=lambda row: (row.everyone.urgency, row.sort_key, row.pk))
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
        goals=goal_rows(
            plan,
            goals,
            groups,
            rows,
            border,
            grouping=found,
            reader=reader,
            is_past=past is not None,
        ),
        communes=tuple(rows),
        groups=groups,
        problems=()
        if past is not None
        else tuple(problems_of(total, rows, list(targets.values()), has_targets=has_targets)),
        lists=flows if near_poor and past is None else None,
        within=within,
        path=planned_path(plan) if path is None else path,
        last_year=last_year,
        border=tuple(border),
    )


def kind_of_reader(reader: User | None) -> tuple[object, ...]:
    """Return what the figures given to a reader depend on: the role and the commune."""
    return () if reader is None else (reader.role, reader.commune_id)


def progress_kept(
    plan: YearPlan,
    *,
    as_of: dt.date,
    computed_at: dt.datetime,
    boundaries: str = Boundaries.OLD,
    reader: User | None = None,
) -> Progress:
    """Return `progress` for a page, kept until the database changes."""
    found = kept(
        ("progress", plan.pk, as_of, boundaries, kind_of_reader(reader)),
        lambda: progress(plan, as_of=as_of, boundaries=boundaries, reader=reader),
    )
    return replace(found, computed_at=computed_at)


def parts_of(unit: int, keys: Iterable[int], into: Mapping[int, int]) -> list[int]:
    """Return those of the communes whose figures are shown under a unit."""
    return [key for key in keys if into.get(key, key) == unit]


def _first(pairs: Mapping[int, tuple[int, int]] | None) -> dict[int, int] | None:
    return None if pairs is None else {key: every for key, (every, _) in pairs.items()}


def _second(pairs: Mapping[int, tuple[int, int]] | None) -> dict[int, int] | None:
    return None if pairs is None else {key: minority for key, (_, minority) in pairs.items()}


def _year_ends(
    plan: YearPlan,
    counts: YearCounts,
    *,
    of_minority: bool,
    last_year: Mapping[int, int] | None,
) -> YearEnds:
    rows: dict[int, list[tuple[Marks, Mapping[str, int]]]] = {}
    for (year, commune, marks), row in counts.items():
        if year == plan.year and (any(marks) or not of_minority):
            rows.setdefault(commune, []).append((marks, row))
    areas = {
        commune: area_year(found, of_minority=of_minority)
        for commune, found in sorted(rows.items())
    }
    if not has_registrations(counts, plan.year):
        areas = {commune: replace(area, names=None) for commune, area in areas.items()}
    return YearEnds.from_areas(areas, year=plan.year, last_year=last_year)


def _total(
    plan: YearPlan,
    flows: Iterable[CommuneFlow],
    population: Iterable[Population],
    workload: Iterable[Workload],
    *,
    ends: tuple[YearEnd, YearEnd],
) -> CommuneRow:
    flows, population, workload = list(flows), list(population), list(workload)
    return CommuneRow(
        pk=0,
        code=plan.district.code,
        name=GoalGroup.EVERYWHERE.label,
        full_name=plan.district.full_name,
        sort_key="",
        is_above_average=False,
        workload=Workload(
            drafts=sum(one.drafts for one in workload),
            submitted=sum(one.submitted for one in workload),
            approved=sum(one.approved for one in workload),
        ),
        everyone=ProgressLine(
            baseline_households=plan.households,
            baseline_poor=plan.poor,
            flow=sum((one.everyone for one in flows), Flow()),
            households=sum(one.households for one in population),
            year_end=ends[0],
        ),
        minority=ProgressLine(
            baseline_households=plan.em_households,
            baseline_poor=plan.em_poor,
            flow=sum((one.minority for one in flows), Flow()),
            households=sum(one.em_households for one in population),
            year_end=ends[1],
        ),
    )


def _commune_row(
    commune: Commune,
    *,
    target: CommuneShare | None,
    has_targets: bool,
    flow: CommuneFlow,
    population: Population,
    workload: Workload,
    district: CommuneRow,
    ends: tuple[YearEnd, YearEnd],
) -> CommuneRow:
    everyone = ProgressLine(flow=flow.everyone, households=population.households, year_end=ends[0])
    minority = ProgressLine(
        flow=flow.minority, households=population.em_households, year_end=ends[1]
    )
    if target is not None:
        everyone = replace(
            everyone,
            baseline_households=target.households,
            baseline_poor=target.poor,
            target_fall=target.fall if has_targets else None,
        )
        minority = replace(
            minority,
            baseline_households=target.em_households,
            baseline_poor=target.em_poor,
            target_fall=target.em_fall if has_targets else None,
        )
    return CommuneRow(
        pk=commune.pk,
        code=commune.code,
        name=commune.name,
        full_name=commune.full_name,
        sort_key=commune.sort_key,
        merged_into=commune.merged_into_id,
        is_border=commune.is_border,
        is_above_average=is_above(everyone.baseline_rate, district.everyone.baseline_rate),
        workload=workload,
        everyone=everyone,
        minority=minority,
    )
