"""The list that a village meeting reads out and votes on: every household once, by its results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from households.choices import PovertyStatus
from procedure.models import ListedHousehold, VillageReview
from procedure.queries.papers import listed_of
from procedure.queries.results import ResultLine, StandardResults, results_of

_CLASSES = {
    PovertyStatus.POOR: "Nghèo",
    PovertyStatus.NEAR_POOR: "Cận nghèo",
    PovertyStatus.NOT_POOR: "Không nghèo",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedResult:
    """The result of a household under one standard; empty words before its form is complete."""

    has_opening: bool
    income: str = ""
    deprivations: str = ""
    before: str = ""
    proposed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A household of the list with a result for each standard of the round."""

    number: int
    listed: ListedHousehold
    results: Sequence[ProposedResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingStandard:
    """The head of the results under a standard; in its first year nothing is known of the opening."""

    name: str
    has_opening: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSheet:
    """The lines of a meeting, and the standards that head their results."""

    standards: Sequence[MeetingStandard]
    lines: Sequence[MeetingLine]


def meeting_sheet(review: VillageReview) -> MeetingSheet:
    """Return the list of a village's next meeting, in seven queries at any size."""
    results = results_of([review], review.round)
    standards = [
        MeetingStandard(
            name=each.standard.name, has_opening=any(line.has_opening for line in each.lines)
        )
        for each in results
    ]
    known = list(zip(standards, map(_by_household, results), strict=True))
    lines = [
        MeetingLine(
            number=number,
            listed=listed,
            results=[_proposed(by.get(listed.pk), standard) for standard, by in known],
        )
        for number, listed in enumerate(listed_of(review), start=1)
    ]
    return MeetingSheet(standards=standards, lines=lines)


def _by_household(results: StandardResults) -> Mapping[int, ResultLine]:
    return {line.listed.pk: line for line in results.lines}


def _proposed(line: ResultLine | None, standard: MeetingStandard) -> ProposedResult:
    if line is None:
        return ProposedResult(has_opening=standard.has_opening)
    return ProposedResult(
        has_opening=standard.has_opening,
        income=_points(line.result.b1_points),
        deprivations=_points(line.result.b2_points),
        before=_class(line.before),
        proposed=_class(line.status),
    )


def _class(status: str) -> str:
    return _CLASSES[PovertyStatus(status)] if status else ""


def _points(points: int | None) -> str:
    return "" if points is None else str(points)
