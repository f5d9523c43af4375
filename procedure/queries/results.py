"""Results of a village's review by household, for minutes, postings and decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from households.choices import AssessmentState, PovertyStatus
from households.models import Assessment, AssessmentResult, PovertyRecord, PovertyStandard, Round
from procedure.choices import ListOutcome
from procedure.models import ListedHousehold, VillageReview

_POOR, _NEAR_POOR = PovertyStatus.POOR, PovertyStatus.NEAR_POOR


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One household under one standard: its class at the opening and now."""

    listed: ListedHousehold
    result: AssessmentResult
    before: str
    has_opening: bool

    @property
    def status(self) -> str:
        return self.result.status

    @property
    def has_exited(self) -> bool:
        return self.before == _POOR and self.status not in {"", _POOR}

    @property
    def has_exited_near_poor(self) -> bool:
        return self.before == _NEAR_POOR and self.status == PovertyStatus.NOT_POOR


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardResults:
    """The lines of one standard, in the order of villages and names."""

    standard: PovertyStandard
    lines: Sequence[ResultLine]

    def with_status(self, status: str) -> list[ResultLine]:
        return [line for line in self.lines if line.status == status]

    @property
    def exited(self) -> list[ResultLine]:
        return [line for line in self.lines if line.has_exited]

    @property
    def exited_near_poor(self) -> list[ResultLine]:
        return [line for line in self.lines if line.has_exited_near_poor]

    @property
    def others(self) -> list[ResultLine]:
        """Return the households that are not poor and were on no list before."""
        exits = {line.listed.pk for line in (*self.exited, *self.exited_near_poor)}
        return [
            line for line in self.with_status(PovertyStatus.NOT_POOR) if line.listed.pk not in exits
        ]


def results_of(
    reviews: Iterable[VillageReview], round_: Round, *, recognised: bool = False
) -> list[StandardResults]:
    """Return the results of villages' lists under each standard of the round, in six queries.

    Each household counts with the form its village voted on, before the vote with its latest form.
    `recognised` keeps only households recognised by the decision.
    """
    listed = list(_listed(reviews, recognised=recognised))
    results = _results_by_form(listed, round_)
    openings = _openings(listed, round_.year)
    with_opening = set(
        PovertyRecord.objects.filter(year=round_.year)
        .exclude(opening_status="")
        .order_by()
        .values_list("standard", flat=True)
        .distinct()
    )
    standards = round_.round_standards.select_related("standard").order_by("position")
    return [
        StandardResults(
            standard=each.standard,
            lines=[
                ResultLine(
                    listed=row,
                    result=result,
                    before=openings.get((row.household_id, each.standard_id), ""),
                    has_opening=each.standard_id in with_opening,
                )
                for row in listed
                if (result := results.get((row.household_id, each.standard_id)))
            ],
        )
        for each in standards
    ]


def _listed(reviews: Iterable[VillageReview], *, recognised: bool) -> QuerySet[ListedHousehold]:
    rows = ListedHousehold.objects.filter(village_review__in=reviews).on_the_list()
    if recognised:
        rows = rows.filter(outcome=ListOutcome.RECOGNISED)
    return rows.select_related("household__village", "village_review__village").order_by(
        "household__village__sort_key", "household__village", "household__sort_key", "pk"
    )


def _results_by_form(
    listed: Sequence[ListedHousehold], round_: Round
) -> dict[tuple[int, int], AssessmentResult]:
    households = [row.household_id for row in listed]
    forms = Assessment.objects.filter(round=round_, household__in=households).exclude(
        state=AssessmentState.SUPERSEDED
    )
    chosen = {row.household_id: row.assessment_id for row in listed if row.assessment_id}
    # Without a vote the latest form counts: an unfinished correction before the form it corrects.
    for form in forms.order_by("-entered_at", "-pk"):
        chosen.setdefault(form.household_id, form.pk)
    results = AssessmentResult.objects.filter(assessment__in=chosen.values()).select_related(
        "assessment__entered_by"
    )
    return {(result.assessment.household_id, result.standard_id): result for result in results}


def _openings(listed: Sequence[ListedHousehold], year: int) -> dict[tuple[int, int], str]:
    households = [row.household_id for row in listed]
    records = PovertyRecord.objects.filter(year=year, household__in=households)
    rows = records.order_by().values_list("household", "standard", "opening_status")
    return {(household, standard): opening for household, standard, opening in rows}
