"""Step 1: the list of a village's households to be reviewed."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from areas.models import Village
from common.history import create_many, save_with_history
from households.choices import AssessmentState, HouseholdState
from households.models import Assessment, Household, Round
from procedure import rules
from procedure.choices import ListOrigin, ListOutcome, VillageStep
from procedure.models import ListedHousehold, VillageReview
from procedure.queries.lists import candidates, needs_no_review
from procedure.services import steps
from procedure.services.steps import CannotProceed


@transaction.atomic
def open_village_review(
    *, round_: Round, village: Village, survey_due_on: dt.date | None, by: User, on: dt.date
) -> VillageReview:
    """Create the list of a village in a round with all households that belong on it.

    The next batch when the earlier one is decided or has ended; the existing list while one is open. Raises
    CannotProceed for a closed round, one without steps, or without households to list.
    """
    round_ = steps.require_round_at_work(round_.pk, village.commune_id)
    if not round_.follows_procedure:
        raise CannotProceed(f"{round_} không theo quy trình từng bước.")
    earlier = VillageReview.objects.filter(round=round_, village=village)
    at_work = earlier.unfinished().first()
    if at_work is not None:
        return at_work
    if survey_due_on is not None and survey_due_on < on:
        raise CannotProceed("Hạn khảo sát phải từ hôm nay trở đi.", field="survey_due_on")
    review = VillageReview(
        round=round_,
        commune_id=village.commune_id,
        village=village,
        batch=earlier.count() + 1,
        opened_on=on,
        survey_due_on=survey_due_on,
    )
    save_with_history(review, by=by)
    if not _fill(review, by=by):
        raise CannotProceed(f"{village.full_name} không có hộ nào chờ vào danh sách.")
    return review


@transaction.atomic
def refill_list(*, review_id: int, by: User) -> int:
    """Add the households that belong on a list by now; return their number."""
    review = steps.locked_review(review_id)
    _require_being_listed(review)
    return _fill(review, by=by)


@transaction.atomic
def add_to_list(*, review_id: int, household: Household, origin: str, by: User) -> ListedHousehold:
    """Add a household to the list; idempotent.

    Raises CannotProceed after the survey, for a household of another village, one that left, one on
    another open list, or one already decided that is not a correction.
    """
    review = steps.locked_review(review_id)
    known = review.listed_households.filter(household=household).first()
    if known is not None and known.outcome == ListOutcome.OPEN:
        return known
    _require_being_listed(review)
    _require_listable(review, household, origin)
    listed = known or ListedHousehold(
        village_review=review,
        round_id=review.round_id,
        commune_id=review.commune_id,
        household=household,
    )
    listed.origin, listed.outcome, listed.removal_reason = origin, ListOutcome.OPEN, ""
    save_with_history(listed, by=by)
    return listed


@transaction.atomic
def remove_from_list(*, listed_id: int, reason: str, by: User) -> ListedHousehold:
    """Remove a household from a list with a reason; it can be on a later batch.

    After the survey the vote of the village stands: only households that no longer live here, and
    until the report those whose correction was discarded. Raises CannotProceed.
    """
    listed = ListedHousehold.objects.select_related("household").get(pk=listed_id)
    review = steps.locked_review(listed.village_review_id)
    listed.refresh_from_db()
    if listed.outcome == ListOutcome.REMOVED and listed.removal_reason == reason:
        return listed
    if not reason:
        raise CannotProceed("Hãy ghi lý do bỏ hộ khỏi danh sách.", field="reason")
    if listed.outcome != ListOutcome.OPEN:
        raise CannotProceed("Hộ này không còn đang rà soát trong danh sách.")
    if not rules.may_be_removed(
        review.step,
        has_left=listed.household.state != HouseholdState.ACTIVE,
        needs_no_review=needs_no_review(listed),
    ):
        _require_being_listed(review)
    listed.outcome, listed.removal_reason = ListOutcome.REMOVED, reason
    save_with_history(listed, by=by)
    return listed


@transaction.atomic
def end_list(*, review_id: int, version: int, by: User) -> VillageReview:
    """End a list on which no household is left, without a decision; idempotent.

    Its households can be on the next list. Raises CannotProceed while one is left, while a
    complaint is unanswered, and after the report; Conflict on a concurrent edit.
    """
    review = steps.locked_review(review_id)
    if review.step == VillageStep.ENDED:
        return review
    steps.require_version(review, version)
    if review.listed_households.open().exists():
        raise CannotProceed(f"Danh sách của {review} còn hộ đang rà soát.")
    if pending := review.complaints.pending().count():
        raise CannotProceed(f"Còn {pending} khiếu nại chưa trả lời; trả lời xong mới kết thúc.")
    return steps.move(review, VillageStep.ENDED, by=by)


def _fill(review: VillageReview, *, by: User) -> int:
    known = set(review.listed_households.values_list("household", flat=True))
    rows = [
        ListedHousehold(
            village_review=review,
            round_id=review.round_id,
            commune_id=review.commune_id,
            household=household,
            origin=household.origin,
        )
        for household in candidates(review.round).filter(village=review.village).order_by("pk")
        if household.pk not in known
    ]
    create_many(rows, by=by)
    return len(rows)


def _require_being_listed(review: VillageReview) -> None:
    if review.step not in rules.LISTING_STEPS:
        label = VillageStep(review.step).label
        raise CannotProceed(
            f"{review} đang ở bước “{label}”: danh sách đã khảo sát xong, không thêm bớt được nữa."
            " Hộ bổ sung được rà soát ở lần sau."
        )


def _require_listable(review: VillageReview, household: Household, origin: str) -> None:
    if household.village_id != review.village_id:
        raise CannotProceed("Hộ này không ở thôn này.", field="household")
    if household.state != HouseholdState.ACTIVE:
        raise CannotProceed("Hộ này không còn cư trú trên địa bàn.", field="household")
    elsewhere = ListedHousehold.objects.open().filter(round=review.round_id, household=household)
    if elsewhere.exists():
        raise CannotProceed(
            "Hộ này đang có tên trong một danh sách khác của đợt.", field="household"
        )
    decided = Assessment.objects.filter(
        household=household, round=review.round_id, state=AssessmentState.APPROVED
    )
    if origin != ListOrigin.CORRECTION and decided.exists():
        raise CannotProceed(
            "Hộ này đã được công nhận trong đợt; chỉ rà soát lại để đính chính.", field="origin"
        )
