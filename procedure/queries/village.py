"""One village's list: its households with their forms, and the records of every step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from households.choices import AssessmentState
from households.models import Assessment, AssessmentResult
from procedure.choices import ComplaintOutcome, ListOutcome
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
    """A household of a list with its form, the form's results in order, and its correction.

    The form is the one the village voted on, once it voted; before, the newest of the round.
    `correction` is the later form that corrects it, unfinished or approved.
    """

    listed: ListedHousehold
    form: Assessment | None
    results: list[AssessmentResult]
    correction: Assessment | None = None

    @property
    def needs_no_review(self) -> bool:
        """Whether its correction was discarded: on the list with a decided form (`queries.lists`)."""
        is_open = self.listed.outcome == ListOutcome.OPEN
        return is_open and self.form is not None and self.form.is_approved


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
        return sum(not (row.form.is_draft or row.needs_no_review) for row in self.rows if row.form)

    @property
    def open_posting(self) -> Posting | None:
        return next((each for each in self.postings if each.closed_on is None), None)

    @property
    def pending(self) -> int:
        """Unanswered complaints."""
        return sum(each.outcome == ComplaintOutcome.PENDING for each in self.complaints)

    @property
    def decision(self) -> Any:
        return next((each.decision for each in self.submissions if hasattr(each, "decision")), None)


def village_records(review: VillageReview) -> VillageRecords:
    """Return the households of a list and the records of its steps, in eight queries at any size."""
    listed = list(review.listed_households.select_related("household"))
    forms = _forms(review)
    kept = [row for row in listed if row.outcome != ListOutcome.REMOVED]
    return VillageRecords(
        rows=[_row(row, forms.get(row.household_id, ())) for row in kept],
        removed=[row for row in listed if row.outcome == ListOutcome.REMOVED],
        meetings=list(review.meetings.order_by("-number")),
        postings=list(review.postings.select_related("procedure").order_by("-pk")),
        complaints=list(review.complaints.select_related("household")),
        submissions=list(_submissions(review)),
    )


def _row(listed: ListedHousehold, forms: Sequence[Assessment]) -> ListRow:
    """Return a household with the form that its list shows; `forms` are the oldest first."""
    voted = next((each for each in forms if each.pk == listed.assessment_id), None)
    current = [each for each in forms if each.state != AssessmentState.SUPERSEDED]
    form = voted or (current[-1] if current else None)
    later = [each for each in current if form is not None and each.corrects_id == form.pk]
    return ListRow(
        listed=listed,
        form=form,
        results=list(form.results.all()) if form else [],
        correction=later[-1] if later else None,
    )


def _forms(review: VillageReview) -> dict[int, list[Assessment]]:
    """Return the forms of each household in the round, the oldest first, with their results."""
    households = review.listed_households.values("household")
    forms = (
        Assessment.objects.filter(round=review.round_id, household__in=households)
        .prefetch_related("results__standard")
        .order_by("pk")
    )
    found: dict[int, list[Assessment]] = {}
    for form in forms:
        found.setdefault(form.household_id, []).append(form)
    return found


def _submissions(review: VillageReview) -> QuerySet[CommuneSubmission]:
    return review.submissions.select_related("opinion", "decision", "commune").order_by("-number")


def next_list_of(review: VillageReview) -> VillageReview | None:
    """Return the list of the village after this one in the round, None when this is the last."""
    later = VillageReview.objects.filter(
        round=review.round_id, village=review.village_id, batch__gt=review.batch
    )
    return later.select_related("village").order_by("batch").first()


def said_before(review: VillageReview) -> dict[str, str]:
    """Return place, chair and secretary of the village's last meeting; empty before the first."""
    names = ("place", "chair_name", "secretary_name")
    meetings = VillageMeeting.objects.filter(village_review__village=review.village_id)
    return meetings.order_by("-held_on", "-pk").values(*names).first() or {}


def places_before(review: VillageReview) -> str:
    """Return where the village's results were posted last; empty before the first posting."""
    postings = Posting.objects.filter(village_review__village=review.village_id)
    return postings.order_by("-posted_on", "-pk").values_list("places", flat=True).first() or ""
