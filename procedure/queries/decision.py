"""What a decision on a report would recognise, before it is signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from households.choices import PovertyStatus
from households.models import AssessmentResult, PovertyStandard
from procedure.choices import ListOrigin
from procedure.models import CommuneSubmission, VillageReview
from procedure.queries.results import ResultLine, StandardResults, results_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassChange:
    """The households whose class changes from `before` (empty: on no list) to `after`.

    `is_correction`: against the form it corrects, else against the beginning of the year.
    """

    before: str
    after: str
    is_correction: bool
    lines: Sequence[ResultLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFigures:
    """The households of a decision under one standard, counted, and whose class changes.

    `has_opening` is false in the first year of a standard, where nothing can be compared.
    """

    standard: PovertyStandard
    poor: int
    near_poor: int
    exited: int
    exited_near_poor: int
    others: int
    has_opening: bool
    changes: Sequence[ClassChange]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPreview:
    """What the chair signs: the villages, their households, and the figures by standard."""

    reviews: Sequence[VillageReview]
    households: int
    standards: Sequence[DecisionFigures]


def kept_reviews(submission: CommuneSubmission) -> list[VillageReview]:
    """Return the lists of a report that were not sent back, in the order of the villages."""
    kept = VillageReview.objects.filter(
        submitted_reviews__submission=submission, submitted_reviews__sent_back=False
    )
    return list(kept.select_related("village", "round").order_by("village__sort_key", "pk"))


def decision_preview(submission: CommuneSubmission) -> DecisionPreview:
    """Return what a decision on the report recognises, in eight queries at any size."""
    reviews = kept_reviews(submission)
    results = results_of(reviews, submission.round)
    former = _corrected_classes(results)
    return DecisionPreview(
        reviews=reviews,
        households=len({line.listed.pk for each in results for line in each.lines}),
        standards=[_figures(each, former) for each in results],
    )


def _figures(results: StandardResults, former: dict[tuple[int, int], str]) -> DecisionFigures:
    return DecisionFigures(
        standard=results.standard,
        poor=len(results.with_status(PovertyStatus.POOR)),
        near_poor=len(results.with_status(PovertyStatus.NEAR_POOR)),
        exited=len(results.exited),
        exited_near_poor=len(results.exited_near_poor),
        others=len(results.others),
        has_opening=any(line.has_opening for line in results.lines),
        changes=_changes(results.lines, former),
    )


def _changes(lines: Sequence[ResultLine], former: dict[tuple[int, int], str]) -> list[ClassChange]:
    found: dict[tuple[bool, str, str], list[ResultLine]] = {}
    for line in lines:
        key = (line.result.assessment_id, line.result.standard_id)
        is_correction = line.listed.origin == ListOrigin.CORRECTION and key in former
        before = former[key] if is_correction else _listed(line.before)
        after = line.status if is_correction else _listed(line.status)
        if before != after and (is_correction or line.has_opening):
            found.setdefault((is_correction, before, line.status), []).append(line)
    return [
        ClassChange(before=before, after=after, is_correction=is_correction, lines=changed)
        for (is_correction, before, after), changed in sorted(found.items(), reverse=True)
    ]


def _listed(status: str) -> str:
    """Return a class as the lists know it: a household that is not poor is on none."""
    return "" if status == PovertyStatus.NOT_POOR else status


def _corrected_classes(results: Sequence[StandardResults]) -> dict[tuple[int, int], str]:
    """Return the class of the corrected form by (correction, standard), in one query."""
    forms = {
        line.result.assessment_id
        for each in results
        for line in each.lines
        if line.listed.origin == ListOrigin.CORRECTION
    }
    if not forms:
        return {}
    rows = AssessmentResult.objects.filter(assessment__corrections__in=forms)
    found = rows.order_by().values_list("assessment__corrections", "standard", "status")
    return {(form, standard): status for form, standard, status in found}
