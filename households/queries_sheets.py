"""A review form sheet by sheet: what each standard asks, what was answered, now and last time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from areas.models import Commune
from households import rules
from households.choices import AssessmentState
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    Indicator,
    PovertyRecord,
    PovertyStandard,
    Round,
)

_MISSING = {"b1_points": "tổng điểm B1", "income_per_person": "thu nhập bình quân"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One indicator with what was answered now and last time (True: deprived)."""

    indicator: Indicator
    answer: bool | None
    last_answer: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """The questions of one basic service, in the order of the paper form."""

    name: str
    questions: list[Question]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The part of a form that one standard asks for, in the commune's kind of area.

    `result` is what this form says, `last` what the last approved form of an earlier year said.
    """

    standard: PovertyStandard
    line: rules.Line
    indicators: Sequence[Indicator]
    result: AssessmentResult | None = None
    last: AssessmentResult | None = None

    @property
    def keys(self) -> list[str]:
        return [indicator.key for indicator in self.indicators]

    @property
    def outcome(self) -> rules.Outcome:
        """What the form comes to under this standard, complete or not."""
        result = self.result or AssessmentResult()
        return rules.outcome(
            b1_points=result.b1_points,
            income_per_person=result.income_per_person,
            answers=result.answers,
            keys=self.keys,
            line=self.line,
        )

    @property
    def answered(self) -> int:
        open_questions = set(self.outcome.missing) & set(self.keys)
        return len(self.indicators) - len(open_questions)

    @property
    def prefix(self) -> str:
        """What the names of this sheet's inputs begin with."""
        return f"s{self.standard.pk}_"

    @property
    def income_fact(self) -> str:
        """What the standard judges income by: points, or đồng where no points are published."""
        return "b1_points" if self.line.judged_by_points else "income_per_person"

    @property
    def missing_words(self) -> list[str]:
        """What is not answered yet: "tổng điểm B1", "3 chỉ số thiếu hụt"."""
        missing = self.outcome.missing
        words = [_MISSING[name] for name in missing if name in _MISSING]
        if questions := len(missing) - len(words):
            words.append(f"{questions} chỉ số thiếu hụt")
        return words

    @property
    def dimensions(self) -> list[Dimension]:
        """The questions by basic service, with the answers of this form and the last."""
        now = self.result.answers if self.result else {}
        before = self.last.answers if self.last else {}
        questions = [
            Question(
                indicator=indicator,
                answer=now.get(indicator.key),
                last_answer=before.get(indicator.key),
            )
            for indicator in self.indicators
        ]
        grouped = groupby(questions, key=lambda question: question.indicator.dimension)
        return [Dimension(name=name, questions=list(rows)) for name, rows in grouped]


def sheets_of(
    round_: Round,
    commune: Commune,
    *,
    results: Sequence[AssessmentResult] = (),
    last_results: Sequence[AssessmentResult] = (),
) -> list[Sheet]:
    """Return the sheets of a round's form, in the round's order, filled with the results given."""
    now = {result.standard_id: result for result in results}
    before = {result.standard_id: result for result in last_results}
    rows = round_.round_standards.select_related("standard").prefetch_related(
        "standard__lines", "standard__indicators"
    )
    return [
        Sheet(
            standard=row.standard,
            line=_line(row.standard, commune),
            indicators=list(row.standard.indicators.all()),
            result=now.get(row.standard_id),
            last=before.get(row.standard_id),
        )
        for row in rows
    ]


def _line(standard: PovertyStandard, commune: Commune) -> rules.Line:
    lines = {line.area_type: line for line in standard.lines.all()}
    return lines[commune.area_type].as_rule()


def sheets_of_form(assessment: Assessment, last: Assessment | None = None) -> list[Sheet]:
    """Return the sheets of a form with its results and, where given, those of the last form."""
    return sheets_of(
        assessment.round,
        assessment.commune,
        results=list(assessment.results.all()),
        last_results=list(last.results.all()) if last else (),
    )


def missing_in(assessment: Assessment, sheets: Sequence[Sheet]) -> list[str]:
    """Return what still keeps a draft from being submitted, in words, in form order."""
    missing = [] if assessment.surveyed_on else ["ngày khảo sát"]
    for sheet in sheets:
        missing.extend(f"{word} ({sheet.standard.name})" for word in sheet.missing_words)
    return missing


def contradictions_in(sheets: Sequence[Sheet]) -> list[str]:
    """Return the questions that two sheets ask with one threshold and that got two answers."""
    answers: dict[tuple[str, str], set[bool | None]] = {}
    for sheet in sheets:
        given = sheet.result.answers if sheet.result else {}
        for indicator in sheet.indicators:
            found = answers.setdefault((indicator.name, indicator.threshold), set())
            found.add(given.get(indicator.key))
    return [name for (name, _), given in answers.items() if {True, False} <= given]


def last_review(household: Household, year: int) -> Assessment | None:
    """Return the last approved form of an earlier year, None when there is none."""
    return (
        Assessment.objects.filter(
            household=household, state=AssessmentState.APPROVED, round__year__lt=year
        )
        .select_related("round")
        .prefetch_related("results__standard")
        .order_by("-round__year", "-surveyed_on", "-pk")
        .first()
    )


def opening_records(household: Household, year: int) -> list[PovertyRecord]:
    """Return where the household stood when the year opened, one row per standard."""
    records = household.poverty_records.filter(year=year).exclude(opening_status="")
    return list(records.select_related("standard").order_by("standard__valid_from"))
