"""Frozen rows of a year's progress, shared by the page, the API and the workbook."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

from households.queries.boundaries import Grouping
from households.queries.poor_list import CommuneFlow, Flow, Workload
from targets.choices import Chance, GoalGroup
from targets.queries.deprivations import Deprived
from targets.rules.forecast import Forecast, WhatIfs
from targets.rules.path import planned_by
from targets.rules.standing import GoalFigures, ratio
from targets.rules.strata import AreaYear, Names
from targets.rules.verdict import AT_RISK, chance, urgency

# The figures of a baseline, and the two of them that count poor households.
BASELINE_FIGURES = ("households", "poor", "em_households", "em_poor")
POOR, EM_POOR = "poor", "em_poor"


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineFigures:
    """Households at the end of a year."""

    households: int
    poor: int
    em_households: int
    em_poor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneShare(BaselineFigures):
    """A commune's baseline and its targets: net falls, in households."""

    fall: int
    em_fall: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd:
    """What is known of an area's `year` and what its end is expected to bring.

    `forecast` is None without a basis (`targets.rules.strata.basis_needed`).
    """

    year: int = 0
    area: AreaYear = field(default_factory=lambda: AreaYear(names=Names()))
    forecast: Forecast | None = None
    what_ifs: WhatIfs = field(default_factory=WhatIfs)

    def verdict(self, target: int | None) -> Chance | None:
        """Return whether a target will be met; None without a target or an opening list."""
        if not target or not self.area.counts.opening:
            return None
        return chance(self.forecast, target, as_last_year=self.what_ifs.last_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressLine:
    """Progress of one group of households (all, or ethnic-minority) of a commune or the district.

    Households; rates and changes are fractions. `baseline_*` is the plan's data, None where the
    plan has none; `flow` and `households` are counted. `is_past`: as of an earlier day, for which
    some of them are not recorded (`targets.queries.past`).
    """

    baseline_households: int | None = None
    baseline_poor: int | None = None
    flow: Flow = field(default_factory=Flow)
    households: int = 0
    target_fall: int | None = None
    year_end: YearEnd = field(default_factory=YearEnd)
    is_past: bool = False

    @property
    def forecast(self) -> Forecast | None:
        return self.year_end.forecast

    @property
    def chance(self) -> Chance | None:
        return self.year_end.verdict(self.target_fall)

    @property
    def figures(self) -> GoalFigures:
        return GoalFigures(
            baseline_households=self.baseline_households or 0,
            baseline_poor=self.baseline_poor or 0,
            opening=self.flow.opening,
            closing=self.flow.closing,
            relapsed=self.flow.relapsed,
            reviewed=self.flow.reviewed,
            households=self.households,
            forecast=self.forecast,
            as_last_year=self.year_end.what_ifs.last_year,
        )

    @property
    def baseline_rate(self) -> Fraction | None:
        return self.figures.baseline_rate

    @property
    def rate(self) -> Fraction | None:
        return self.figures.rate

    @property
    def change_points(self) -> Fraction | None:
        fall = self.figures.rate_fall
        return None if fall is None else -fall

    @property
    def remaining(self) -> int | None:
        """Households missing to the target; 0 once it is reached, None without a target."""
        if self.target_fall is None:
            return None
        return max(0, self.target_fall - self.flow.net_fall)

    @property
    def fall_done(self) -> int:
        """The net fall limited to the range from 0 to the target, for a progress bar."""
        return max(0, min(self.flow.net_fall, self.target_fall or 0))

    @property
    def reviewed_share(self) -> Fraction | None:
        return ratio(self.flow.reviewed, self.flow.opening)

    @property
    def is_at_risk(self) -> bool:
        """Whether a target is less than 60 % likely to be met, or has no basis for a forecast."""
        return bool(self.target_fall) and (self.chance is None or self.chance in AT_RISK)

    @property
    def urgency(self) -> tuple[int, float, Fraction, int]:
        target, made = self.target_fall, self.forecast
        lead = made.lead(target) if made is not None and target is not None else 0.0
        return urgency(self.chance, lead=lead, remaining=self.remaining, target=target)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneRow:
    """One commune of the progress table. `merged_into` is the key of the commune it is now part of."""

    pk: int
    code: str
    name: str
    full_name: str
    sort_key: str
    is_above_average: bool
    workload: Workload
    everyone: ProgressLine
    minority: ProgressLine
    merged_into: int | None = None
    is_border: bool = False

    def is_of(self, commune: int | None) -> bool:
        """Whether users of a commune may work with this one: it is theirs or has become part of it."""
        return commune is not None and commune in {self.pk, self.merged_into}

    @property
    def balances(self) -> bool:
        return self.everyone.flow.balances and self.minority.flow.balances


@dataclass(frozen=True, slots=True, kw_only=True)
class AboveAverageCommunes:
    """The communes above the district's average: how many, and how they stand.

    `judged` have a fall to judge, `reached` of them fell far enough; `slowest` are the names of
    those with the smallest fall.
    """

    listed: int
    judged: int
    reached: int
    slowest: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """One goal. `target`, `actual` and `expected` in households or as fractions.

    `pk` is the key of the goal, `group` the group of communes it covers; `indicator` the key of the service it is about,
    or empty. `chance` is the verdict, None for a goal without a value.
    `is_reviewed`: the whole opening list of its area is reviewed. `above_average` and
    `deprived` are the counts behind the goals of those two kinds. `is_hidden`: it covers so few
    households that its result is not given to the reader (`households.rules.small_numbers`).
    `is_undated`: its result as of the past day shown is not recorded.
    """

    pk: int = 0
    code: str
    group: str = GoalGroup.EVERYWHERE
    indicator: str = ""
    label: str
    unit: str
    comparison: str
    target: Decimal | None
    actual: Fraction | None
    expected: Fraction | None
    met: bool | None
    chance: Chance | None
    is_reviewed: bool = False
    above_average: AboveAverageCommunes | None = None
    deprived: Deprived | None = None
    is_hidden: bool = False
    is_undated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRate:
    """The poor households left once the target is reached, and their rate.

    `at_baseline` is over the baseline's households, `at_present` over those living there now.
    """

    poor: int
    at_baseline: Fraction | None
    at_present: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneGroup:
    """Several communes together, with the falls set as goals for them."""

    everyone: ProgressLine
    minority: ProgressLine

    @property
    def target_rate(self) -> TargetRate | None:
        return _target_rate(self.everyone)

    @property
    def em_target_rate(self) -> TargetRate | None:
        return _target_rate(self.minority)


def _target_rate(line: ProgressLine) -> TargetRate | None:
    """None without a goal or a baseline."""
    if line.target_fall is None or line.baseline_poor is None:
        return None
    poor = max(0, line.baseline_poor - line.target_fall)
    return TargetRate(
        poor=poor,
        at_baseline=ratio(poor, line.baseline_households or 0),
        at_present=ratio(poor, line.households),
    )


class ProblemKind(Enum):
    """What does not agree with what."""

    NO_LIST = auto()  # the year's opening list is empty
    FLOW = auto()  # the closing and the opening with its increases and decreases
    OPENING = auto()  # the opening list and the baseline
    BASELINE = auto()  # the communes' baselines and the district's
    TARGETS = auto()  # the communes' targets and the district's goal
    REGISTER = auto()  # the households of the register and the baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberProblem:
    """One inconsistency: `found` differs from `expected`, in households.

    `figure` is one of BASELINE_FIGURES; `place` is the unit's full name, empty for a problem of
    the district as a whole.
    """

    kind: ProblemKind
    figure: str = POOR
    place: str = ""
    found: int = 0
    expected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How a year's goals and communes stand on the working date `as_of`.

    `lists` are the flow tables of both lists by key of a commune shown, in households only, where
    they were requested; None as of a past day. `within` are the keys of all communes the district has ever had, `border` those at the border
    on the units of the year. `path` is the part of the year's fall planned by the end of each
    month. `last_year` are the households that fell back or became poor the year before, all and
    ethnic-minority, by commune key; None if unknown.
    """

    year: int
    standard_code: str
    standard_name: str
    district_name: str
    as_of: dt.date
    computed_at: dt.datetime | None
    baseline_source: str
    decision_number: str
    decided_on: dt.date | None
    total: CommuneRow
    goals: tuple[GoalRow, ...]
    communes: tuple[CommuneRow, ...]
    groups: Mapping[str, CommuneGroup]
    problems: tuple[NumberProblem, ...]
    grouping: Grouping = field(default_factory=Grouping)
    within: tuple[int, ...] = ()
    border: tuple[int, ...] = ()
    lists: Mapping[int, CommuneFlow] | None = None
    path: Sequence[Fraction] = ()
    last_year: Mapping[int, tuple[int, int]] | None = None

    @property
    def planned_share(self) -> Fraction:
        """The part of the year's fall planned by the working date, 0 to 1."""
        return planned_by(self.path, self.as_of, year=self.year)

    @property
    def target_rate(self) -> TargetRate | None:
        return self.groups[GoalGroup.EVERYWHERE].target_rate

    @property
    def em_target_rate(self) -> TargetRate | None:
        return self.groups[GoalGroup.EVERYWHERE].em_target_rate

    @property
    def is_past(self) -> bool:
        return self.total.everyone.is_past

    @property
    def tables(self) -> CommuneFlow:
        """The flow tables of both lists. Raises LookupError when they were not requested."""
        return self.tables_of(self.lists or ())

    def tables_of(self, communes: Iterable[int]) -> CommuneFlow:
        """Return the flow tables of some communes together. Raises LookupError as `tables`."""
        if self.lists is None:
            raise LookupError("The near-poor list is counted by progress(near_poor=True) only.")
        known = (self.lists[key] for key in communes if key in self.lists)
        return sum(known, CommuneFlow())

    def communes_at_risk(self) -> list[CommuneRow]:
        """Return the communes with a target at risk (`ProgressLine.is_at_risk`), worst first."""
        return [row for row in self.communes if row.everyone.is_at_risk]

    def communes_by_name(self) -> list[CommuneRow]:
        """Return the communes in alphabetical order, as printed forms list them."""
        return sorted(self.communes, key=lambda row: (row.sort_key, row.pk))

    def goal(
        self, code: str, *, group: str = GoalGroup.EVERYWHERE, indicator: str = ""
    ) -> GoalRow | None:
        """Return one goal of the plan, or None if the plan does not contain it."""
        wanted = (code, group, indicator)
        found = (goal for goal in self.goals if (goal.code, goal.group, goal.indicator) == wanted)
        return next(found, None)
