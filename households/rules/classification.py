"""Classification of a household by its facts and a standard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from households.choices import PovertyBasis, PovertyStatus, RuleShape


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The thresholds of a standard for one kind of area (rural or urban).

    Incomes in đồng per person per month, scores in B1 points. Scores are None for a standard whose
    point table is not published; it is judged by income.
    """

    shape: str
    income_poor_max: int
    income_near_poor_max: int
    score_low: int | None
    score_high: int | None
    points_per_deprivation: int
    deprivation_limit: int

    @property
    def judged_by_points(self) -> bool:
        return self.score_low is not None and self.score_high is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of a review form that decide the class."""

    b1_points: int | None = None
    income_per_person: int | None = None
    deprivations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """The result of a review under one standard, with the reason in words."""

    status: PovertyStatus
    basis: str
    b2_points: int
    explanation: str


class CannotClassify(ValueError):
    """A fact that the standard needs is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOutcome:
    """The outcome of a form, complete or not, under one standard.

    `missing` lists what is not answered yet, in form order: "b1_points" or "income_per_person",
    then indicator keys. `result` is None until nothing is missing.
    """

    b2_points: int
    missing: tuple[str, ...]
    result: Classification | None


def unanswered(keys: Sequence[str], answers: Mapping[str, bool | None]) -> list[str]:
    """Return the indicators of a standard without an answer, in form order."""
    return [key for key in keys if answers.get(key) is None]


def classify(facts: Facts, line: Thresholds) -> Classification:
    """Classify a household under a standard and explain why.

    2016–2020 (QĐ 59/2015/QĐ-TTg; TT 14/2018/TT-BLĐTBXH Art. 1(5)): poor when B1 ≤ low, or low < B1
    ≤ high and B2 ≥ 30; near-poor when low < B1 ≤ high and B2 < 30.

    2022–2025 and 2027–2030 (NĐ 07/2021/NĐ-CP Art. 3; NĐ 351/2025/NĐ-CP): poor when income is at or
    under the line **and** B2 ≥ 30; near-poor when under the line and B2 < 30.

    Raises CannotClassify when B1 points (or income, for a standard without points) are missing.
    """
    b2 = facts.deprivations * line.points_per_deprivation
    deprived = b2 >= line.deprivation_limit
    low, high, value, words = _income_words(facts, line)
    if value > high:
        return _result(PovertyStatus.NOT_POOR, "", b2, f"{words}: không thuộc hộ nghèo, cận nghèo")
    if line.shape == RuleShape.INCOME_BAND and value <= low:
        reason = f"{words}: hộ nghèo về thu nhập"
        return _result(PovertyStatus.POOR, PovertyBasis.BY_INCOME, b2, reason)
    basis = (
        PovertyBasis.BY_DEPRIVATION if line.shape == RuleShape.INCOME_BAND else PovertyBasis.BY_BOTH
    )
    counted = f"{words}; thiếu hụt {facts.deprivations} chỉ số = {b2} điểm"
    if deprived:
        reason = f"{counted} ≥ {line.deprivation_limit}: hộ nghèo"
        return _result(PovertyStatus.POOR, basis, b2, reason)
    reason = f"{counted} < {line.deprivation_limit}: hộ cận nghèo"
    return _result(PovertyStatus.NEAR_POOR, "", b2, reason)


def outcome(
    *,
    b1_points: int | None,
    income_per_person: int | None,
    answers: Mapping[str, bool | None],
    keys: Sequence[str],
    line: Thresholds,
) -> FormOutcome:
    """Return the outcome of a form, complete or not, under a standard.

    `answers` by indicator key, True for deprived, None for not yet answered; `keys` are the
    standard's indicators in form order. B2 counts the answers given so far.
    """
    facts = Facts(
        b1_points=b1_points,
        income_per_person=income_per_person,
        deprivations=sum(1 for key in keys if answers.get(key)),
    )
    needed, given = (
        ("b1_points", b1_points)
        if line.judged_by_points
        else ("income_per_person", income_per_person)
    )
    missing = ([needed] if given is None else []) + unanswered(keys, answers)
    return FormOutcome(
        b2_points=facts.deprivations * line.points_per_deprivation,
        missing=tuple(missing),
        result=None if missing else classify(facts, line),
    )


def _income_words(facts: Facts, line: Thresholds) -> tuple[int, int, int, str]:
    """Return (low, high, value, words) in points, or in đồng where no points are published."""
    if line.score_low is not None and line.score_high is not None:
        if facts.b1_points is None:
            raise CannotClassify("Chưa nhập tổng điểm B1.")
        low, high, value = line.score_low, line.score_high, facts.b1_points
        name, shown = "B1", [str(number) for number in (low, high, value)]
    else:
        if facts.income_per_person is None:
            raise CannotClassify("Chưa nhập thu nhập bình quân đầu người.")
        low, high = line.income_poor_max, line.income_near_poor_max
        value = facts.income_per_person
        name = "Thu nhập (đồng/người/tháng)"
        shown = [f"{number:,}".replace(",", ".") for number in (low, high, value)]
    if value > high:
        words = f"{name} = {shown[2]} > {shown[1]}"
    elif value <= low:
        words = f"{name} = {shown[2]} ≤ {shown[0]}"
    else:
        words = f"{name} = {shown[2]} nằm giữa {shown[0]} và {shown[1]}"
    return low, high, value, words


def _result(status: PovertyStatus, basis: str, b2: int, explanation: str) -> Classification:
    return Classification(status=status, basis=basis, b2_points=b2, explanation=explanation)
