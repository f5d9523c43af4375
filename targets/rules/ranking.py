"""Ranks poor households by how near they are to leaving poverty. Pure.

The points have no legal source: they help a commune to choose, the officer decides. Each criterion
gives points with a sentence that explains a household's rank:

    B1 (or income) against the poor line   up to 40, one less for each missing point
                                           (for income: for each started 1 % of the line)
    deprivations over the limit            up to 30, ten less for each to be removed
    an exit plan                           20
    support under way                      10

The condition for leaving poverty follows the standard (households.rules.classification):
2016–2020 (QĐ 59/2015/QĐ-TTg; TT 14/2018/TT-BLĐTBXH Art. 1(5)) B1 above the low line **and** fewer
deprivation points than the limit; from 2022 on (NĐ 07/2021/NĐ-CP Art. 3) one of the two: above
the line, or fewer deprivation points.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

MOST_FOR_INCOME = 40
MOST_FOR_DEPRIVATION, PER_DEPRIVATION = 30, 10
FOR_A_PLAN, FOR_SUPPORT = 20, 10
NO_RESULT = "Chưa có phiếu"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoorLine:
    """The thresholds a household must pass in its kind of area.

    `floor` and `ceiling` are B1 points, or đồng per person and month where `by_points` is false.
    At or under `floor` a household is poor regardless of deprivations (`None`: the standard has no
    such rule); over `ceiling` it is not poor regardless of them.
    """

    floor: int | None
    ceiling: int
    by_points: bool
    points_per_deprivation: int
    deprivation_limit: int

    @property
    def to_pass(self) -> int:
        """The threshold to pass: the floor, or the ceiling where there is no floor."""
        return self.ceiling if self.floor is None else self.floor

    @property
    def deprivations_allowed(self) -> int:
        """The most deprivations that stay below the limit."""
        return max(0, (self.deprivation_limit - 1) // self.points_per_deprivation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """The facts about a poor household. `value` (B1 points or đồng) is None without a result."""

    value: int | None
    deprivations: int
    has_plan: bool
    support: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """The points of one criterion, the sentence that explains them, and the same in a few words.

    `is_help`: a plan or support, no part of the distance to the line.
    """

    points: int
    words: str
    short: str
    is_help: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The points of a household with their explanation; `has_result` is false without a result."""

    criteria: tuple[Criterion, ...] = ()
    has_result: bool = True

    @property
    def points(self) -> int:
        return sum(each.points for each in self.criteria)

    @property
    def words(self) -> str:
        """All explanations in one sentence."""
        said = "; ".join(each.words for each in self.criteria)
        return said[:1].upper() + said[1:]

    @property
    def gap(self) -> str:
        """The distance to the line in a few words, for a narrow column."""
        return " · ".join(each.short for each in self.criteria if not each.is_help)

    @property
    def helps(self) -> str:
        """Plan and support in a few words, empty without."""
        return " · ".join(each.short for each in self.criteria if each.is_help)

    @property
    def order(self) -> tuple[bool, int]:
        """Sort key: the nearest first, those without a result last."""
        return not self.has_result, -self.points


def missing_income(candidate: Candidate, line: PoorLine) -> int:
    """Return the B1 points (or đồng) a household is short of passing the line; 0 when above it."""
    return 0 if candidate.value is None else max(0, line.to_pass + 1 - candidate.value)


def too_many_deprivations(candidate: Candidate, line: PoorLine) -> int:
    """Return the number of deprivations to remove to come under the limit."""
    return max(0, candidate.deprivations - line.deprivations_allowed)


def score(candidate: Candidate, line: PoorLine | None) -> Score:
    """Return how near a household is to leaving poverty, in points with explanations.

    Without a result, or a line to compare it with, only plan and support count.
    """
    known = [*_plan(candidate), *_support(candidate)]
    if candidate.value is None or line is None:
        return Score(
            criteria=(Criterion(points=0, words=NO_RESULT, short=NO_RESULT), *known),
            has_result=False,
        )
    return Score(criteria=(_income(candidate, line), _deprivation(candidate, line), *known))


def _income(candidate: Candidate, line: PoorLine) -> Criterion:
    lacking = missing_income(candidate, line)
    if not lacking:
        name = "B1" if line.by_points else "thu nhập"
        return Criterion(
            points=MOST_FOR_INCOME, words=f"{name} đã trên chuẩn nghèo", short=f"đủ {name}"
        )
    unit = "điểm B1" if line.by_points else "đồng/người/tháng"
    lost = lacking if line.by_points else ceil(Fraction(100 * lacking, line.to_pass or 1))
    return Criterion(
        points=max(0, MOST_FOR_INCOME - lost),
        words=f"còn {_dotted(lacking)} {unit} là vượt chuẩn",
        short=f"thiếu {_dotted(lacking)} {unit}",
    )


def _deprivation(candidate: Candidate, line: PoorLine) -> Criterion:
    over = too_many_deprivations(candidate, line)
    words = f"thiếu hụt {candidate.deprivations} chỉ số"
    if over:
        words += f", cần giảm {over}"
        short = f"bớt {over}/{candidate.deprivations} thiếu hụt"
    elif candidate.deprivations:
        words += ", dưới mức thiếu hụt"
        short = f"{candidate.deprivations} thiếu hụt, đạt"
    else:
        words, short = "không thiếu hụt chỉ số nào", "không thiếu hụt"
    points = max(0, MOST_FOR_DEPRIVATION - PER_DEPRIVATION * over)
    return Criterion(points=points, words=words, short=short)


def _plan(candidate: Candidate) -> Iterable[Criterion]:
    if candidate.has_plan:
        yield Criterion(
            points=FOR_A_PLAN, words="đã có kế hoạch", short="có kế hoạch", is_help=True
        )


def _support(candidate: Candidate) -> Iterable[Criterion]:
    if candidate.support:
        words = f"đang được hỗ trợ: {candidate.support}"
        yield Criterion(points=FOR_SUPPORT, words=words, short="có hỗ trợ", is_help=True)


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
