"""Households that belong on a village's list, and those without a submitted form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from areas.models import Village
from households.choices import AssessmentState, HouseholdState, PovertyStatus
from households.models import Assessment, PovertyRecord, QuickCheck, Round
from procedure.choices import ListOrigin
from procedure.models import ListedHousehold, VillageReview
from procedure.querysets.steps import ListedHouseholdQuerySet

_ORIGINS: dict[str, ListOrigin] = {
    PovertyStatus.POOR: ListOrigin.CURRENT_POOR,
    PovertyStatus.NEAR_POOR: ListOrigin.CURRENT_NEAR_POOR,
}


def candidates(round_: Round, village: Village) -> dict[int, ListOrigin]:
    """Return the households of a village to be listed now, with the first reason for each.

    The current poor and near-poor, households whose form was begun on request, those flagged by the
    quick identification (QĐ 24/2021, TT 17/2016: step 1), and begun corrections. Without those
    already decided in this round, on another open list, or no longer living here.
    """
    found: dict[int, ListOrigin] = {}
    for household, origin in _reasons(round_, village):
        found.setdefault(household, origin)
    at_work, decided = set(_listed(round_, village)), set(_decided(round_, village))
    return {
        household: origin
        for household, origin in sorted(found.items())
        if household not in at_work
        and (origin == ListOrigin.CORRECTION or household not in decided)
    }


def _reasons(round_: Round, village: Village) -> Iterator[tuple[int, ListOrigin]]:
    here = {"household__village": village, "household__state": HouseholdState.ACTIVE}
    forms = Assessment.objects.at_work().filter(round=round_, **here)
    for household, corrects in forms.values_list("household", "corrects"):
        if corrects is not None:
            yield household, ListOrigin.CORRECTION
    standard = round_.round_standards.order_by("position").values("standard")[:1]
    records = PovertyRecord.objects.filter(
        year=round_.year, standard__in=standard, status__in=_ORIGINS, has_left=False, **here
    )
    for household, status in records.values_list("household", "status"):
        yield household, _ORIGINS[status]
    for household in forms.filter(corrects=None).values_list("household", flat=True):
        yield household, ListOrigin.APPLICATION
    flagged = QuickCheck.objects.filter(round=round_, needs_form_b=True, **here)
    for household in flagged.values_list("household", flat=True):
        yield household, ListOrigin.FLAGGED_A


def _decided(round_: Round, village: Village) -> QuerySet:
    approved = Assessment.objects.filter(round=round_, state=AssessmentState.APPROVED)
    return approved.filter(household__village=village).values_list("household", flat=True)


def _listed(round_: Round, village: Village) -> QuerySet:
    listed = ListedHousehold.objects.open().filter(round=round_, household__village=village)
    return listed.values_list("household", flat=True)


def without_submitted_form(review: VillageReview) -> ListedHouseholdQuerySet:
    """Return the households of a list without a form that waits for the decision."""
    submitted = Assessment.objects.filter(
        household=OuterRef("household"), round=review.round_id, state=AssessmentState.SUBMITTED
    )
    return review.listed_households.open().filter(~Exists(submitted)).select_related("household")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrances:
    """What keeps a village whose posting is over from being reported.

    `unchecked` are the heads of the households whose form is not submitted again.
    """

    pending_complaints: int
    unchecked: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.pending_complaints or self.unchecked)


def hindrances_of(review: VillageReview) -> Hindrances:
    """Return what keeps a village whose posting is over from being reported, in two queries."""
    return Hindrances(
        pending_complaints=review.complaints.pending().count(),
        unchecked=[row.household.head_name for row in without_submitted_form(review)],
    )
