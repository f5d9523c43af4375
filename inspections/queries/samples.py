"""Samples: the forms they are drawn from, their error rates, and the changes of class."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from areas.models import Commune
from households.choices import EXITS, AssessmentState, Movement, PovertyStatus
from households.models import Assessment, PovertyRecord, PovertyStandard, Round
from households.querysets import AssessmentQuerySet
from inspections.choices import CaseState, SampleGroup
from inspections.models import RecheckCase, RecheckResult, RecheckSample
from inspections.rules import ErrorRate, error_rate

_NEW = (Movement.FELL_FROM_NEAR_POOR, Movement.RELAPSED, Movement.FIRST_POOR)


def forms_to_draw_from(round_: Round, commune: Commune, group: str) -> "QuerySet[Assessment]":
    """Return a commune's approved forms that a sample of this group is drawn from."""
    forms: AssessmentQuerySet = Assessment.objects.filter(
        round=round_, commune=commune, state=AssessmentState.APPROVED
    )
    if group == SampleGroup.LISTED:
        forms = forms.with_class(PovertyStatus.POOR) | forms.with_class(PovertyStatus.NEAR_POOR)
    elif group != SampleGroup.ALL:
        moved = EXITS if group == SampleGroup.EXITED else _NEW
        records = PovertyRecord.objects.filter(
            year=round_.year, movement__in=moved, result__assessment__round=round_
        )
        forms = forms.filter(pk__in=records.values("result__assessment"))
    return forms.select_related("household").order_by("household__code")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckChange:
    """The number of re-checked households that moved from one class to another."""

    before: PovertyStatus
    after: PovertyStatus
    households: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFinding:
    """The result of a sample under one standard.

    `poor_difference` is the change in poor households among those checked; `estimate` projects it
    to all forms the sample was drawn from, in households. None while nothing is checked.
    """

    standard: PovertyStandard
    error: ErrorRate
    changes: Sequence[RecheckChange]
    poor_difference: int
    estimate: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePage:
    """A sample with its cases and one finding per standard."""

    cases: list[RecheckCase]
    findings: list[StandardFinding]
    pending: int
    absent: int

    @property
    def checked(self) -> int:
        return sum(case.is_checked for case in self.cases)


def sample_page(sample: RecheckSample) -> SamplePage:
    """Return a sample's cases and findings, in five queries at any size."""
    cases = list(sample.cases.for_list())
    rows = sample.round.round_standards.select_related("standard").order_by("position")
    states = Counter(case.state for case in cases)
    return SamplePage(
        cases=cases,
        findings=[_finding(row.standard, cases, sample.population) for row in rows],
        pending=states[CaseState.PENDING],
        absent=states[CaseState.ABSENT],
    )


def _finding(
    standard: PovertyStandard, cases: Sequence[RecheckCase], population: int
) -> StandardFinding:
    results = [
        result
        for case in cases
        for result in case.results.all()
        if result.standard_id == standard.pk
    ]
    wrong = [result for result in results if result.differs]
    moved = Counter((result.former_status, result.status) for result in wrong)
    difference = sum(_is_poor(result.status) - _is_poor(result.former_status) for result in wrong)
    return StandardFinding(
        standard=standard,
        error=error_rate(wrong=len(wrong), checked=len(results)),
        changes=[
            RecheckChange(
                before=PovertyStatus(before), after=PovertyStatus(after), households=number
            )
            for (before, after), number in sorted(moved.items())
        ],
        poor_difference=difference,
        estimate=Fraction(difference * population, len(results)) if results else None,
    )


def _is_poor(status: str) -> int:
    return int(status == PovertyStatus.POOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRow:
    """A sample in the list, with its error rate under the round's first standard."""

    sample: RecheckSample
    drawn: int
    checked: int
    absent: int
    error: ErrorRate


def sample_rows(samples: QuerySet[RecheckSample]) -> list[SampleRow]:
    """Return samples (with `for_list()`) as rows, in one query."""
    return [
        SampleRow(
            sample=sample,
            drawn=sample.drawn,  # type: ignore[attr-defined]
            checked=sample.checked,  # type: ignore[attr-defined]
            absent=sample.absent,  # type: ignore[attr-defined]
            error=error_rate(wrong=sample.wrong, checked=sample.checked),  # type: ignore[attr-defined]
        )
        for sample in samples
    ]


def overall(rows: Sequence[SampleRow]) -> ErrorRate:
    """Return the error rate of all samples together."""
    return error_rate(
        wrong=sum(row.error.wrong for row in rows), checked=sum(row.checked for row in rows)
    )


def corrected_since(cases: Sequence[RecheckCase]) -> set[int]:
    """Return the keys of the cases whose form has been replaced by a corrected one."""
    replaced = AssessmentState.SUPERSEDED
    return {case.pk for case in cases if case.assessment.state == replaced}


def former_results(case: RecheckCase) -> dict[int, "RecheckResult"]:
    """Return the results of a case by standard key."""
    return {result.standard_id: result for result in case.results.all()}
