"""Households that belong on a village's list, and those without a submitted form."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from accounts.models import User
from areas.models import Village
from households.choices import AssessmentState, HouseholdState, PovertyStatus
from households.models import Assessment, Household, PovertyRecord, QuickCheck, Round
from households.querysets import HouseholdQuerySet
from procedure.choices import ListOrigin
from procedure.models import ListedHousehold, VillageReview
from procedure.querysets.steps import ListedHouseholdQuerySet

_ORIGINS: dict[str, ListOrigin] = {
    PovertyStatus.POOR: ListOrigin.CURRENT_POOR,
    PovertyStatus.NEAR_POOR: ListOrigin.CURRENT_NEAR_POOR,
}


def candidates(round_: Round) -> HouseholdQuerySet:
    """Return the households to be listed now in a round, with the first reason as `origin`.

    The current poor and near-poor, households whose form was begun on request, those flagged by the
    quick identification (QĐ 24/2021, TT 17/2016: step 1), and begun corrections. Without those
    already decided in this round, on another open list, or no longer living here. The service that
    fills a list, the boards, the village's page and the home page all start from this query.
    """
    forms = Assessment.objects.at_work().filter(round=round_)
    flagged = QuickCheck.objects.filter(round=round_, needs_form_b=True)
    records = _records(round_)
    approved = Assessment.objects.filter(round=round_, state=AssessmentState.APPROVED)
    listed = ListedHousehold.objects.open().filter(round=round_)
    named = [each.order_by().values("household") for each in (forms, flagged, records)]
    reasons = [
        _when(forms.filter(corrects__isnull=False), ListOrigin.CORRECTION),
        _when(approved, ""),
        *(_when(records.filter(status=status), origin) for status, origin in _ORIGINS.items()),
        _when(forms, ListOrigin.APPLICATION),
    ]
    found = Household.objects.filter(
        Q(pk__in=named[0]) | Q(pk__in=named[1]) | Q(pk__in=named[2]),
        ~Exists(listed.filter(household=OuterRef("pk"))),
        state=HouseholdState.ACTIVE,
    )
    origin = Case(*reasons, default=Value(ListOrigin.FLAGGED_A), output_field=CharField())
    return found.annotate(origin=origin).exclude(origin="")


def _records(round_: Round) -> QuerySet[PovertyRecord]:
    """Return the current poor and near-poor under the first standard of the round."""
    standard = round_.round_standards.order_by("position").values("standard")[:1]
    return PovertyRecord.objects.filter(
        year=round_.year, standard__in=standard, status__in=_ORIGINS, has_left=False
    )


def _when(rows: QuerySet, origin: str) -> When:
    return When(Exists(rows.filter(household=OuterRef("pk"))), then=Value(origin))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistedHousehold:
    """A household of a village that waits for its list, with the reason."""

    household_id: int
    head_name: str
    origin: ListOrigin


def unlisted_in(round_: Round, village: Village) -> list[UnlistedHousehold]:
    """Return the households of a village that belong on a list and are on none, in one query."""
    rows = candidates(round_).filter(village=village).order_by("sort_key", "pk")
    return [
        UnlistedHousehold(
            household_id=each.pk, head_name=each.head_name, origin=ListOrigin(each.origin)
        )
        for each in rows
    ]


def unlisted_rows(round_: Round, user: User) -> HouseholdQuerySet:
    """Return the same for the villages the user may see, without an order, to be counted."""
    return candidates(round_).visible_to(user).order_by()


def unlisted_counts(
    rounds: Sequence[Round], user: User
) -> dict[tuple[int, int], dict[ListOrigin, int]]:
    """Count the households the user may see that wait for a list, by (round, village) and reason.

    One query at any size, none without rounds.
    """
    parts = [
        unlisted_rows(round_, user)
        .values("village", "origin")
        .annotate(number=Count("pk"), round=Value(round_.pk, IntegerField()))
        .values_list("round", "village", "origin", "number")
        for round_ in rounds
    ]
    found: dict[tuple[int, int], dict[ListOrigin, int]] = {}
    for round_key, village, origin, number in parts[0].union(*parts[1:], all=True) if parts else ():
        found.setdefault((round_key, village), {})[ListOrigin(origin)] = number
    return found


def needs_no_review(listed: ListedHousehold) -> bool:
    """Return whether the result of a listed household is decided and no correction is at work."""
    forms = Assessment.objects.filter(household=listed.household_id, round=listed.round_id)
    return forms.filter(state=AssessmentState.APPROVED).exists() and not forms.at_work().exists()


def without_submitted_form(review: VillageReview) -> ListedHouseholdQuerySet:
    """Return the households of a list without a form that waits for the decision."""
    submitted = Assessment.objects.filter(
        household=OuterRef("household"), round=review.round_id, state=AssessmentState.SUBMITTED
    )
    return review.listed_households.open().filter(~Exists(submitted)).select_related("household")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrances:
    """What keeps a village whose posting is over from being reported.

    `unchecked` are the heads of the households whose form is not submitted again; `is_empty`: no
    household is left on the list.
    """

    pending_complaints: int
    unchecked: Sequence[str]
    is_empty: bool = False

    def __bool__(self) -> bool:
        return bool(self.pending_complaints or self.unchecked or self.is_empty)


def hindrances_of(review: VillageReview) -> Hindrances:
    """Return what keeps a village whose posting is over from being reported, in three queries."""
    return Hindrances(
        is_empty=not review.listed_households.open().exists(),
        pending_complaints=review.complaints.pending().count(),
        unchecked=[row.household.head_name for row in without_submitted_form(review)],
    )
