"""A review form part by part: what each standard asks, what was answered, now and last time."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
    ScoringTable,
)
from households.queries.scoring import scoring_tables_for

_MISSING = {"b1_points": "tổng điểm B1", "income_per_person": "thu nhập bình quân"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One indicator with what was answered now and last time (True: deprived).

    `derived` is what the register says to it, in words; where a person answered otherwise,
    `override` is their reason ("" while they owe it). `is_carried` says that the answer still
    stands as it was copied from an earlier form.
    """

    indicator: Indicator
    answer: bool | None
    last_answer: bool | None
    derived: str = ""
    override: str | None = None
    is_carried: bool = False

    @property
    def derived_answer(self) -> bool | None:
        """What the register says, also where a person said otherwise."""
        if self.answer is None or self.override is None:
            return self.answer
        return not self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """The questions of one basic service, in the order of the paper form."""

    name: str
    questions: list[Question]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """The part of a form that one standard asks for, in the commune's kind of area.

    `result` is what this form says, `last` what the last approved form of an earlier year said,
    `copied` what the form it was begun from had answered, by indicator key. `table` is the
    scoring table in force for B1, where there is one and it was asked for.
    """

    standard: PovertyStandard
    line: rules.Line
    indicators: Sequence[Indicator]
    result: AssessmentResult | None = None
    last: AssessmentResult | None = None
    copied: Mapping[str, bool] = field(default_factory=dict)
    table: ScoringTable | None = None

    @property
    def keys(self) -> list[str]:
        return [indicator.key for indicator in self.indicators]

    @property
    def wordings(self) -> dict[str, str]:
        """The published threshold of each question, by key."""
        return {indicator.key: indicator.threshold for indicator in self.indicators}

    @property
    def short_name(self) -> str:
        """ "2016–2020": the standard where its full name has no room."""
        return self.standard.name.removeprefix("Chuẩn nghèo ")

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
        """What the names of this part's inputs begin with."""
        return f"s{self.standard.pk}_"

    @property
    def income_fact(self) -> str:
        """What the standard judges income by: points, or đồng where no points are published."""
        return "b1_points" if self.line.judged_by_points else "income_per_person"

    @property
    def b1_lines(self) -> list[str]:
        """B1 line by line with the reason of each, where it was added up item by item."""
        return self.result.b1_explanation.splitlines() if self.result else []

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
        grouped = groupby(self.questions, key=lambda question: question.indicator.dimension)
        return [Dimension(name=name, questions=list(rows)) for name, rows in grouped]

    @property
    def questions(self) -> list[Question]:
        """The questions in the order of the paper form."""
        now, before = self.result or AssessmentResult(), self.last or AssessmentResult()
        return [
            Question(
                indicator=indicator,
                answer=now.answers.get(indicator.key),
                last_answer=before.answers.get(indicator.key),
                derived=now.derived.get(indicator.key, ""),
                override=now.overrides.get(indicator.key),
                is_carried=_is_carried(indicator.key, now, self.copied),
            )
            for indicator in self.indicators
        ]

    @property
    def unexplained(self) -> list[str]:
        """The questions answered otherwise than the register says, without a reason yet."""
        return [each.indicator.name for each in self.questions if each.override == ""]


def _is_carried(key: str, now: AssessmentResult, copied: Mapping[str, bool]) -> bool:
    return key in copied and key not in now.derived and now.answers.get(key) is copied[key]


def parts_of(
    round_: Round,
    commune: Commune,
    *,
    results: Sequence[AssessmentResult] = (),
    last_results: Sequence[AssessmentResult] = (),
    copied: Mapping[tuple[str, str], bool] | None = None,
    on: dt.date | None = None,
) -> list[FormPart]:
    """Return the parts of a round's form, in the round's order, filled with the results given.

    With a day they come with the scoring tables of B1 in force on it.
    """
    now = {result.standard_id: result for result in results}
    before = {result.standard_id: result for result in last_results}
    rows = round_.round_standards.select_related("standard").prefetch_related(
        "standard__lines", "standard__indicators"
    )
    tables = scoring_tables_for([row.standard for row in rows], commune, on) if on else {}
    return [
        FormPart(
            standard=row.standard,
            line=_line(row.standard, commune),
            indicators=list(row.standard.indicators.all()),
            result=now.get(row.standard_id),
            last=before.get(row.standard_id),
            copied=_of_part(row.standard, copied or {}),
            table=tables.get(row.standard_id),
        )
        for row in rows
    ]


def _of_part(standard: PovertyStandard, copied: Mapping[tuple[str, str], bool]) -> dict[str, bool]:
    wordings = {(each.key, each.threshold) for each in standard.indicators.all()}
    return {key: answer for (key, wording), answer in copied.items() if (key, wording) in wordings}


def answers_given(form: Assessment) -> dict[tuple[str, str], bool]:
    """Return what people answered on a form, by key and wording of the question.

    What the register decided, or a person against the register, is left out: it belongs to
    that day only.
    """
    results = form.results.select_related("standard").prefetch_related("standard__indicators")
    return {
        (indicator.key, indicator.threshold): answer
        for result in results
        for indicator in result.standard.indicators.all()
        if indicator.key not in result.derived
        and (answer := result.answers.get(indicator.key)) is not None
    }


def _line(standard: PovertyStandard, commune: Commune) -> rules.Line:
    lines = {line.area_type: line for line in standard.lines.all()}
    return lines[commune.area_type].as_rule()


def parts_of_form(
    assessment: Assessment,
    last: Assessment | None = None,
    *,
    with_copied: bool = False,
    on: dt.date | None = None,
) -> list[FormPart]:
    """Return the parts of a form with its results and, where given, those of the last form.

    `with_copied` also tells which answers still stand as they were copied at the start; with a
    day the parts come with the scoring tables in force on the day of the survey, or on it.
    """
    source = assessment.prefilled_from if with_copied else None
    return parts_of(
        assessment.round,
        assessment.commune,
        results=list(assessment.results.all()),
        last_results=list(last.results.all()) if last else (),
        copied=answers_given(source) if source else None,
        on=on and (assessment.surveyed_on or on),
    )


def shared_questions(parts: Sequence[FormPart]) -> Iterator[list[tuple[FormPart, str]]]:
    """Yield the questions that several parts ask with one key and one threshold: (part, key).

    They are asked once, and the answer counts under each of the standards.
    """
    asked: dict[tuple[str, str], list[tuple[FormPart, str]]] = {}
    for part in parts:
        for key, wording in part.wordings.items():
            asked.setdefault((key, wording), []).append((part, key))
    yield from (places for places in asked.values() if len(places) > 1)


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
