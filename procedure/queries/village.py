"""One village's list: its households with their forms, and the records of every step."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from households.choices import AssessmentState
from households.models import Assessment, AssessmentResult
from procedure.choices import ListOutcome
from procedure.models import (
    CommuneSubmission,
    Complaint,
    ListedHousehold,
    Posting,
    VillageMeeting,
    VillageReview,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A household of a list with its form in the round and the form's results in order."""

    listed: ListedHousehold
    form: Assessment | None
    results: list[AssessmentResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageRecords:
    """A village's list with the records of its steps. `rows` are without removed households."""

    rows: list[ListRow]
    removed: list[ListedHousehold]
    meetings: list[VillageMeeting]
    postings: list[Posting]
    complaints: list[Complaint]
    submissions: list[CommuneSubmission]

    @property
    def submitted(self) -> int:
        """Households whose form is submitted or already decided."""
        return sum(bool(row.form) and not row.form.is_draft for row in self.rows if row.form)

    @property
    def open_posting(self) -> Posting | None:
        return next((each for each in self.postings if each.closed_on is None), None)

    @property
    def decision(self) -> Any:
        return next((each.decision for each in self.submissions if hasattr(each, "decision")), None)


def village_records(review: VillageReview) -> VillageRecords:
    """Return the households of a list and the records of its steps, in eight queries at any size."""
    listed = list(review.listed_households.select_related("household"))
    forms = _forms(review)
    kept = [row for row in listed if row.outcome != ListOutcome.REMOVED]
    rows = []
    for row in kept:
        form = forms.get(row.household_id)
        results = list(form.results.all()) if form else []
        rows.append(ListRow(listed=row, form=form, results=results))
    return VillageRecords(
        rows=rows,
        removed=[row for row in listed if row.outcome == ListOutcome.REMOVED],
        meetings=list(review.meetings.order_by("-number")),
        postings=list(review.postings.select_related("procedure").order_by("-pk")),
        complaints=list(review.complaints.select_related("household")),
        submissions=list(_submissions(review)),
    )


def _forms(review: VillageReview) -> dict[int, Assessment]:
    """The newest form of each household in the round: one being worked on before the decided one."""
    households = review.listed_households.values("household")
    forms = (
        Assessment.objects.filter(round=review.round_id, household__in=households)
        .exclude(state=AssessmentState.SUPERSEDED)
        .prefetch_related("results__standard")
        .order_by("pk")
    )
    return {form.household_id: form for form in forms}


def _submissions(review: VillageReview) -> QuerySet[CommuneSubmission]:
    return review.submissions.select_related("opinion", "decision", "commune").order_by("-number")
