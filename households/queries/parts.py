"""The parts of a review form: the questions of each standard, the answers now and last time."""

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
    RoundStandard,
    ScoringTable,
    StandardLine,
)
from households.queries.scoring import scoring_tables_for


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """One indicator with the answers of this form and the last (True: deprived).

    `derived` is the sentence that explains the answer from the register, "" without one;
    `override` is the reason for answering differently ("" while it is missing, None when the
    answer follows the register). `is_carried` is true while the answer is still the one copied
    from an earlier form.
    """

    indicator: Indicator
    answer: bool | None
    last_answer: bool | None
    derived: str = ""
    override: str | None = None
    is_carried: bool = False

    @property
    def derived_answer(self) -> bool | None:
        """The answer from the register, also where the officer answered differently."""
        if self.answer is None or self.override is None:
            return self.answer
        return not self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """The questions of one basic service, in the order of the paper form."""

    name: str
    questions: list[FormQuestion]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """The questions of one standard on a form, in the commune's kind of area.

    `result` holds the answers of this form, `last` those of the last approved form of an earlier
    year, `copied` (by indicator key) those of the form this one was started from. `table` is the
    scoring table of B1 in force, when there is one and it was requested.
    """

    standard: PovertyStandard
    line: rules.Thresholds
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
    def income_fact(self) -> str:
        """What the standard judges income by: points, or đồng where no points are published."""
        return "b1_points" if self.line.judged_by_points else "income_per_person"

    @property
    def dimensions(self) -> list[Dimension]:
        """The questions by basic service, with the answers of this form and the last."""
        grouped = groupby(self.questions, key=lambda question: question.indicator.dimension)
        return [Dimension(name=name, questions=list(rows)) for name, rows in grouped]

    @property
    def questions(self) -> list[FormQuestion]:
        """The questions in the order of the paper form."""
        now, before = self.result or AssessmentResult(), self.last or AssessmentResult()
        return [
            FormQuestion(
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
    def unexplained(self) -> list[Indicator]:
        """The questions answered differently from the register, still without a reason."""
        return [each.indicator for each in self.questions if each.override == ""]


def _is_carried(key: str, now: AssessmentResult, copied: Mapping[str, bool]) -> bool:
    return key in copied and key not in now.derived and now.answers.get(key) is copied[key]


def parts_of(
    round_: Round | int,
    commune: Commune,
    *,
    results: Sequence[AssessmentResult] = (),
    last_results: Sequence[AssessmentResult] = (),
    copied: Mapping[tuple[str, str], bool] | None = None,
    on: dt.date | None = None,
) -> list[FormPart]:
    """Return the parts of a round's form, in the round's order, filled with the results given.

    `round_` is a round or its key. With a day the parts include the scoring tables of B1 in force
    on it. Three queries, and three more for the tables.
    """
    now = {result.standard_id: result for result in results}
    before = {result.standard_id: result for result in last_results}
    rows = (
        RoundStandard.objects.filter(round=round_).select_related("standard").order_by("position")
    )
    standards = {row.standard_id: row.standard for row in rows}
    lines = _lines(standards, commune)
    indicators = _indicators(standards)
    tables = scoring_tables_for(standards.values(), commune, on) if on else {}
    return [
        FormPart(
            standard=standard,
            line=lines[key],
            indicators=indicators[key],
            result=now.get(key),
            last=before.get(key),
            copied=_asked_alike(indicators[key], copied or {}),
            table=tables.get(key),
        )
        for key, standard in standards.items()
    ]


def _lines(
    standards: Mapping[int, PovertyStandard], commune: Commune
) -> dict[int, rules.Thresholds]:
    lines = StandardLine.objects.filter(standard__in=list(standards), area_type=commune.area_type)
    found = {}
    for line in lines.order_by():
        line.standard = standards[line.standard_id]
        found[line.standard_id] = line.as_rule()
    return found


def _indicators(standards: Mapping[int, PovertyStandard]) -> dict[int, list[Indicator]]:
    found: dict[int, list[Indicator]] = {key: [] for key in standards}
    for each in Indicator.objects.filter(standard__in=list(standards)).order_by("number"):
        found[each.standard_id].append(each)
    return found


def _asked_alike(
    indicators: Sequence[Indicator], copied: Mapping[tuple[str, str], bool]
) -> dict[str, bool]:
    wordings = {(each.key, each.threshold) for each in indicators}
    return {key: answer for (key, wording), answer in copied.items() if (key, wording) in wordings}


def answers_given(form: Assessment) -> dict[tuple[str, str], bool]:
    """Return the officer's answers on a form, by key and wording of the question.

    Answers decided by the register, or given against it, are left out: they hold for the day of
    that survey only.
    """
    results = form.results.select_related("standard").prefetch_related("standard__indicators")
    return {
        (indicator.key, indicator.threshold): answer
        for result in results
        for indicator in result.standard.indicators.all()
        if indicator.key not in result.derived
        and (answer := result.answers.get(indicator.key)) is not None
    }


def parts_of_form(
    assessment: Assessment,
    last: Assessment | None = None,
    *,
    with_copied: bool = False,
    on: dt.date | None = None,
) -> list[FormPart]:
    """Return the parts of a form with its results and, where given, those of the last form.

    `with_copied` adds the answers copied when the form was started. With a day the parts include
    the scoring tables in force on the day of the survey, or on that day before there is a survey.
    """
    source = assessment.prefilled_from if with_copied else None
    return parts_of(
        assessment.round_id,
        assessment.commune,
        results=list(assessment.results.order_by()),
        last_results=list(last.results.all()) if last else (),
        copied=answers_given(source) if source else None,
        on=on and (assessment.surveyed_on or on),
    )


def shared_questions(parts: Sequence[FormPart]) -> Iterator[list[tuple[FormPart, str]]]:
    """Yield the questions that several parts have with one key and one threshold: (part, key).

    Each appears once on the form, and its answer counts under all of these standards.
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
    """Return the household's records on the opening lists of a year, one row per standard."""
    records = household.poverty_records.filter(year=year).exclude(opening_status="")
    return list(records.select_related("standard").order_by("standard__valid_from"))
