"""The answers of demo forms: points and answers drawn to fit a class and the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from households.choices import PovertyStatus
from households.models import PovertyStandard
from households.rules import Home, Thresholds, derive

# Relative frequency of a deprivation, by indicator.
_WEIGHTS = {
    "toilet": 6,
    "housing_quality": 5,
    "water": 4,
    "housing_area": 3,
    "employment": 3,
    "telecom": 3,
    "info_assets": 2,
    "dependents": 2,
    "nutrition": 2,
}
_OUT_OF_DATE = {
    "health_insurance": "Đã được cấp thẻ bảo hiểm, sổ hộ chưa cập nhật",
    "adult_education": "Đã học xong lớp bổ túc trung học cơ sở, sổ hộ chưa cập nhật",
    "child_school": "Đã đi học lại từ đầu năm học, sổ hộ chưa cập nhật",
}
MOST_MOVED = 12  # usual change of B1 within a year, in points


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoJudge:
    """A standard for the forms of one commune: its line, and its thresholds by key."""

    standard: PovertyStandard
    line: Thresholds
    wordings: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class DemoAnswers:
    """The answers of a form under one standard."""

    points: int
    answers: dict[str, bool | None]
    derived: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)

    @property
    def lacking(self) -> list[str]:
        return [key for key, answer in self.answers.items() if answer]


def first_said(
    rng: Random, judge: DemoJudge, home: Home, wanted: str, last: DemoAnswers | None
) -> DemoAnswers:
    """Draw the answers under the standard of the year's goals, near those of last year."""
    least = sum(each.answer for each in derive(judge.wordings, home).values())
    number, band = _facts_for(rng, wanted, judge.line, least, last)
    said = DemoAnswers(points=_points(rng, band, last), answers={})
    _answer(rng, judge, home, said, number, last.lacking if last else ())
    return said


def next_said(
    rng: Random, judge: DemoJudge, home: Home, first: DemoAnswers, alike: Mapping[str, str]
) -> DemoAnswers:
    """Draw the same household under another standard: other points, some more or equal
    deprivations.

    `alike` are the questions of both standards with the same threshold: they have one answer.
    """
    said = DemoAnswers(points=max(5, first.points + rng.randint(-25, 8)), answers={})
    shared = {key for key, wording in judge.wordings.items() if alike.get(key) == wording}
    number = len(first.lacking) + rng.randint(0, 1)
    _answer(rng, judge, home, said, number, first.lacking, fixed=dict.fromkeys(shared, first))
    return said


def _answer(
    rng: Random,
    judge: DemoJudge,
    home: Home,
    said: DemoAnswers,
    number: int,
    likely: Sequence[str],
    fixed: Mapping[str, DemoAnswers] | None = None,
) -> None:
    """Fill in `number` deprivations: those of the register first, then the likely ones."""
    known = derive(judge.wordings, home)
    said.derived = {key: each.why for key, each in known.items()}
    said.answers = {key: each.answer for key, each in known.items()}
    for key, other in (fixed or {}).items():
        said.answers[key] = other.answers[key]
    _override(said, number if fixed is None else None)
    for key, other in (fixed or {}).items():
        if key in other.overrides:
            said.overrides[key] = other.overrides[key]
    open_keys = [key for key in judge.wordings if key not in said.answers]
    drawn = sorted(
        (key for key in open_keys if key in _WEIGHTS),
        key=lambda key: (key in likely, rng.random() ** (1 / _WEIGHTS[key])),
        reverse=True,
    )
    lacking = set(drawn[: max(0, number - len(said.lacking))])
    said.answers = {
        key: said.answers.get(key, key in lacking) if key in said.answers else key in lacking
        for key in judge.wordings
    }


def _override(said: DemoAnswers, most: int | None) -> None:
    """Override answers where the register shows more deprivations than the class allows."""
    if most is None:
        return
    for key in said.lacking[most:]:
        said.answers[key] = False
        said.overrides[key] = _OUT_OF_DATE.get(key, "Đã khắc phục, sổ hộ chưa cập nhật")


def house_area(rng: Random, people: int, *, is_small: bool) -> Decimal:
    """Return the area of a house (m²) below, or not below, eight per person."""
    tenths = rng.randint(45, 79) if is_small else rng.randint(85, 220)
    area = Decimal(tenths * people) / 10
    return area.quantize(Decimal("1") if not is_small and people > 1 else Decimal("0.1"))


def _facts_for(
    rng: Random, wanted: str, line: Thresholds, least: int, last: DemoAnswers | None
) -> tuple[int, tuple[int, int]]:
    """Return a number of deprivations, and the bounds of B1, for a class."""
    low, high = line.score_low, line.score_high
    if low is None or high is None:
        raise ValueError("The demo fills in forms of standards with published points only.")
    limit = line.deprivation_limit // line.points_per_deprivation
    if wanted == PovertyStatus.NOT_POOR:
        return max(least, rng.randint(0, 3)), (high + 1, high + 45)
    if wanted == PovertyStatus.NEAR_POOR:
        return min(limit - 1, max(least, rng.randint(0, 2))), (low + 1, high)
    by_income = last.points <= low if last else rng.random() < 0.8
    if by_income:
        return max(least, rng.randint(1, 6)), (low - 50, low)
    return max(least, rng.randint(limit, 6)), (low + 1, high)


def _points(rng: Random, band: tuple[int, int], last: DemoAnswers | None) -> int:
    lowest, highest = band
    if last is None:
        return rng.randint(lowest, highest)
    return min(max(last.points + rng.randint(-MOST_MOVED, MOST_MOVED), lowest), highest)
