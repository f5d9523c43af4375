"""What the progress of a year is made of: frozen rows that the page, the API and Excel share."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from common import formats
from households.queries.boundaries import Grouping
from households.queries.poor_list import CommuneFlow, Flow, Workload
from targets.choices import STANDING_TONES, GoalGroup, Standing
from targets.rules.standing import GoalFigures, commune_standing, ratio, urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineFigures:
    """Households at the end of a year."""

    households: int
    poor: int
    em_households: int
    em_poor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneShare(BaselineFigures):
    """What a commune starts the year from, and the falls it was given."""

    fall: int
    em_fall: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressLine:
    """One group of households (all, or ethnic-minority) of a commune or of the district.

    Households; rates and changes are fractions. `baseline_*` is the plan's data and None
    without it; `flow` and `households` are counted.
    """

    baseline_households: int | None = None
    baseline_poor: int | None = None
    flow: Flow = field(default_factory=Flow)
    households: int = 0
    target_fall: int | None = None

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
        """Households the fall still lacks; 0 once the target is reached, None without one."""
        if self.target_fall is None:
            return None
        return max(0, self.target_fall - self.flow.net_fall)

    @property
    def fall_done(self) -> int:
        """The net fall as a bar shows it: never below 0 or above the target."""
        return max(0, min(self.flow.net_fall, self.target_fall or 0))

    @property
    def reviewed_share(self) -> Fraction | None:
        return ratio(self.flow.reviewed, self.flow.opening)

    @property
    def standing(self) -> Standing:
        return commune_standing(self.figures, self.target_fall)

    @property
    def tone(self) -> str:
        return STANDING_TONES[self.standing]

    @property
    def target_words(self) -> str:
        """The target beside a figure."""
        if self.target_fall is None:
            return "chưa giao chỉ tiêu"
        return f"chỉ tiêu {formats.count(self.target_fall)} hộ"

    @property
    def urgency(self) -> tuple[int, Fraction, int]:
        return urgency(self.standing, remaining=self.remaining, target=self.target_fall)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneRow:
    """One commune of the progress table. `merged_into` is the key of what it is part of now."""

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
        """Whether people of a commune work with this one: it is theirs, or now part of it."""
        return commune is not None and commune in {self.pk, self.merged_into}

    @property
    def balances(self) -> bool:
        return self.everyone.flow.balances and self.minority.flow.balances


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """One goal. `target`, `actual` and `expected` in households or as fractions.

    `group` says which communes it looks at; `indicator` is the key of the service it is about.
    """

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
    standing: Standing
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRate:
    """Where the poor list should end, and the rate that makes on either number of households."""

    poor: int
    at_baseline: Fraction | None
    at_present: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneGroup:
    """Some communes taken together, with the falls the goals ask of them. No rate without a goal."""

    everyone: ProgressLine
    minority: ProgressLine

    @property
    def target_rate(self) -> TargetRate | None:
        return _target_rate(self.everyone)

    @property
    def em_target_rate(self) -> TargetRate | None:
        return _target_rate(self.minority)


def _target_rate(line: ProgressLine) -> TargetRate | None:
    """The same fall is another rate once the number of households has changed."""
    if line.target_fall is None or line.baseline_poor is None:
        return None
    poor = max(0, line.baseline_poor - line.target_fall)
    return TargetRate(
        poor=poor,
        at_baseline=ratio(poor, line.baseline_households or 0),
        at_present=ratio(poor, line.households),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A year's goals and communes as they stand. `as_of` is the working date.

    `tables` are the flow tables of both lists for the whole district, in households only.
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
    problems: tuple[str, ...]
    grouping: Grouping = field(default_factory=Grouping)
    within: tuple[int, ...] = ()  # keys of the district's communes, of every day
    tables: CommuneFlow = field(default_factory=CommuneFlow)

    @property
    def target_rate(self) -> TargetRate | None:
        return self.groups[GoalGroup.EVERYWHERE].target_rate

    @property
    def em_target_rate(self) -> TargetRate | None:
        return self.groups[GoalGroup.EVERYWHERE].em_target_rate

    def communes_by_name(self) -> list[CommuneRow]:
        """Return the communes in alphabetical order, as printed forms list them."""
        return sorted(self.communes, key=lambda row: (row.sort_key, row.pk))

    def goal(
        self, code: str, *, group: str = GoalGroup.EVERYWHERE, indicator: str = ""
    ) -> GoalRow | None:
        """Return one goal of the plan, or None when the plan does not hold it."""
        wanted = (code, group, indicator)
        found = (goal for goal in self.goals if (goal.code, goal.group, goal.indicator) == wanted)
        return next(found, None)
