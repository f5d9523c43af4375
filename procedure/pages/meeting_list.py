"""The list that a village meeting reads out and votes on: every household once, by its results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from households.choices import PovertyStatus
from households.models import PovertyStandard
from procedure.models import ListedHousehold, VillageReview
from procedure.queries.papers import listed_of
from procedure.queries.results import ResultLine, StandardResults, results_of

_CLASSES = dict(PovertyStatus.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedResult:
    """The result of a household under one standard; empty words before its form is complete."""

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
class MeetingSheet:
    """The lines of a meeting, and the standards that head their results."""

    standards: Sequence[PovertyStandard]
    lines: Sequence[MeetingLine]


def meeting_sheet(review: VillageReview) -> MeetingSheet:
    """Return the list of a village's next meeting, in seven queries at any size."""
    results = results_of([review], review.round)
    known = [_by_household(each) for each in results]
    lines = [
        MeetingLine(number=number, listed=listed, results=[_proposed(listed, by) for by in known])
        for number, listed in enumerate(listed_of(review), start=1)
    ]
    return MeetingSheet(standards=[each.standard for each in results], lines=lines)


def _by_household(results: StandardResults) -> Mapping[int, ResultLine]:
    return {line.listed.pk: line for line in results.lines}


def _proposed(listed: ListedHousehold, known: Mapping[int, ResultLine]) -> ProposedResult:
    line = known.get(listed.pk)
    if line is None:
        return ProposedResult()
    return ProposedResult(
        income=_points(line.result.b1_points),
        deprivations=_points(line.result.b2_points),
        before=_CLASSES.get(line.before, ""),
        proposed=_CLASSES.get(line.status, ""),
    )


def _points(points: int | None) -> str:
    return "" if points is None else str(points)
