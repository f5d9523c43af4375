"""Allocations of the district's fall to its communes: one in full, or several compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from accounts.models import User
from targets.choices import AllocationState, GoalCode, GoalGroup
from targets.models import Allocation, AllocationLine, CommuneTarget, YearPlan
from targets.rules.split_check import SplitCheck, violations
from targets.rules.split_limits import Number, SplitDemand, SplitRow
from targets.rules.standing import ratio

_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A commune's line as entered. Households; `weight` 0 to 100; None: no floor."""

    fall: int
    em_fall: int
    weight: Decimal = Decimal(1)
    least_fall: int | None = None
    least_em_fall: int | None = None


# The split reads the weight and the floors of a line.
SplitLine = AllocationLine | DraftLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The plan's goals for a split: households, points as a fraction; None: not set."""

    fall: int | None
    em_fall: int | None
    points: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """A commune's line of an allocation. Households; points and rates are fractions.

    `least` is the least fall required of a commune above the average, None for others. `adopted`
    are the falls in force, None before any were given. `broken` are the sentences of the rules
    this line breaks.
    """

    commune_id: int
    code: str
    name: str
    is_border: bool
    households: int
    poor: int
    em_poor: int
    rate: Fraction | None
    least: int | None
    weight: Decimal
    least_fall: int | None
    least_em_fall: int | None
    fall: int
    em_fall: int
    adopted: tuple[int, int] | None
    broken: tuple[str, ...]

    @property
    def is_above_average(self) -> bool:
        return self.least is not None

    @property
    def fall_points(self) -> Fraction | None:
        return ratio(self.fall, self.households)

    @property
    def difference(self) -> int | None:
        """Households more than the commune's target in force; None without one."""
        return None if self.adopted is None else self.fall - self.adopted[0]

    @property
    def em_difference(self) -> int | None:
        return None if self.adopted is None else self.em_fall - self.adopted[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationTable:
    """One allocation with its rows, the district's goals and the rules it breaks."""

    allocation: Allocation
    rows: Sequence[ShareRow]
    wanted: Wanted
    check: SplitCheck

    @property
    def fall(self) -> int:
        return sum(row.fall for row in self.rows)

    @property
    def em_fall(self) -> int:
        return sum(row.em_fall for row in self.rows)

    @property
    def households(self) -> int:
        return sum(row.households for row in self.rows)

    @property
    def poor(self) -> int:
        return sum(row.poor for row in self.rows)

    @property
    def em_poor(self) -> int:
        return sum(row.em_poor for row in self.rows)

    @property
    def rate(self) -> Fraction | None:
        return ratio(self.poor, self.households)

    @property
    def fall_points(self) -> Fraction | None:
        return ratio(self.fall, self.households)


def adopted_allocation(plan: YearPlan) -> Allocation | None:
    """Return the allocation in force, in one query."""
    return plan.allocations.filter(state=AllocationState.ADOPTED).select_related("plan").first()


def allocations_shown(plan: YearPlan, *, user: User) -> QuerySet[Allocation]:
    """Return the allocations the user may see: the one in force, drafts, former ones."""
    return (
        Allocation.objects.visible_to(user)
        .filter(plan=plan)
        .select_related("plan__district", "plan__standard", "created_by", "adopted_by")
        .order_by("state", "-number", "created_at", "pk")
    )


def wanted_by(plan: YearPlan) -> Wanted:
    """Return the plan's goals for the whole district, in one query."""
    values = dict(
        plan.goals.filter(group=GoalGroup.EVERYWHERE).order_by().values_list("code", "value")
    )

    def whole(code: str) -> int | None:
        value = values.get(code)
        return None if value is None else int(value)

    return Wanted(
        fall=whole(GoalCode.POOR_FALL),
        em_fall=whole(GoalCode.EM_POOR_FALL),
        points=values.get(GoalCode.ABOVE_AVERAGE_FALL),
    )


def demand_of(plan: YearPlan, wanted: Wanted) -> SplitDemand:
    """Return the totals and limits a split must meet; a goal that is not set requires nothing."""
    return SplitDemand(
        fall=wanted.fall or 0,
        em_fall=wanted.em_fall or 0,
        district_rate=ratio(plan.poor, plan.households),
        points=wanted.points,
    )


def targets_of(plan: YearPlan) -> list[CommuneTarget]:
    """Return the communes of the plan with their baselines, alphabetically, in one query."""
    rows = plan.commune_targets.select_related("commune")
    return list(rows.order_by("commune__sort_key", "commune_id"))


def split_rows(
    targets: Iterable[CommuneTarget],
    lines: Mapping[int, SplitLine],
    registered: Mapping[int, tuple[int, int]],
) -> list[SplitRow]:
    """Return the input rows of a split; a commune without a line has weight 1 and no floors."""
    return [
        _split_row(target, lines.get(target.commune_id), registered.get(target.commune_id, (0, 0)))
        for target in targets
    ]


def _split_row(
    target: CommuneTarget, line: SplitLine | None, registered: tuple[int, int]
) -> SplitRow:
    weight: Number = line.weight if line else 1
    return SplitRow(
        key=target.commune_id,
        code=target.commune.code,
        name=target.commune.full_name,
        households=target.households,
        poor=target.poor,
        em_households=target.em_households,
        em_poor=target.em_poor,
        registered=registered[0],
        em_registered=registered[1],
        weight=weight,
        least_fall=line.least_fall if line else None,
        least_em_fall=line.least_em_fall if line else None,
    )


def allocation_table(
    allocation: Allocation, *, lines: Sequence[AllocationLine] | None = None
) -> AllocationTable:
    """Return an allocation with the rules it breaks, in 4 queries.

    `lines` replaces the stored lines, to check figures that are not saved.
    """
    plan = allocation.plan
    stored = allocation.lines.order_by() if lines is None else lines
    targets, wanted, adopted = targets_of(plan), wanted_by(plan), adopted_allocation(plan)
    return table_of(allocation, targets, list(stored), wanted, has_adopted=adopted is not None)


def table_of(
    allocation: Allocation,
    targets: Sequence[CommuneTarget],
    lines: Sequence[AllocationLine],
    wanted: Wanted,
    *,
    has_adopted: bool,
) -> AllocationTable:
    """Return the table of rows already loaded, without a query."""
    by_commune = {line.commune_id: line for line in lines}
    demand = demand_of(allocation.plan, wanted)
    rows = split_rows(targets, by_commune, {})
    check = check_of(rows, by_commune, demand, wanted)
    return AllocationTable(
        allocation=allocation,
        rows=[
            _share_row(
                target, row, by_commune.get(target.commune_id), demand, check, shown=has_adopted
            )
            for target, row in zip(targets, rows, strict=True)
        ],
        wanted=wanted,
        check=check,
    )


def check_of(
    rows: Sequence[SplitRow],
    lines: Mapping[int, AllocationLine],
    demand: SplitDemand,
    wanted: Wanted,
) -> SplitCheck:
    """Return the rules that the lines, by commune key, break: the plan's goals and their
    own floors."""
    shares = {key: (line.fall, line.em_fall) for key, line in lines.items()}
    return violations(rows, shares, demand, goals=(wanted.fall, wanted.em_fall))


def _share_row(
    target: CommuneTarget,
    row: SplitRow,
    line: AllocationLine | None,
    demand: SplitDemand,
    check: SplitCheck,
    *,
    shown: bool,
) -> ShareRow:
    return ShareRow(
        commune_id=target.commune_id,
        code=row.code,
        name=row.name,
        is_border=target.commune.is_border,
        households=row.households,
        poor=row.poor,
        em_poor=row.em_poor,
        rate=row.rate,
        least=demand.least_above_average(row),
        weight=line.weight if line else Decimal(1),
        least_fall=row.least_fall,
        least_em_fall=row.least_em_fall,
        fall=line.fall if line else 0,
        em_fall=line.em_fall if line else 0,
        adopted=(target.fall, target.em_fall) if shown else None,
        broken=tuple(one.sentence for one in check.violations if one.key == row.key),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Several allocations of a plan; the rows of all tables are in the same order."""

    plan: YearPlan
    tables: Sequence[AllocationTable]
    wanted: Wanted

    @property
    def adopted(self) -> AllocationTable | None:
        return next((one for one in self.tables if one.allocation.is_adopted), None)

    @property
    def poor(self) -> int:
        """Poor households of all communes at the start."""
        return self.tables[0].poor if self.tables else 0

    @property
    def lines(self) -> list[tuple[ShareRow, list[ShareRow]]]:
        """Every commune with its row of each allocation."""
        columns = zip(*(table.rows for table in self.tables), strict=True)
        return [(cells[0], list(cells)) for cells in columns]


def side_by_side(plan: YearPlan, *, user: User) -> SideBySide:
    """Return the allocations of a plan the user may see, in 4 queries at any number.

    The latest twelve are shown.
    """
    allocations = list(allocations_shown(plan, user=user)[:_MOST_SHOWN])
    lines: dict[int, list[AllocationLine]] = {one.pk: [] for one in allocations}
    for line in AllocationLine.objects.filter(allocation__in=list(lines)).order_by():
        lines[line.allocation_id].append(line)
    targets, wanted = targets_of(plan), wanted_by(plan)
    has_adopted = any(one.is_adopted for one in allocations)
    return SideBySide(
        plan=plan,
        tables=[
            table_of(one, targets, lines[one.pk], wanted, has_adopted=has_adopted)
            for one in allocations
        ],
        wanted=wanted,
    )
