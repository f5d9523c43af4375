"""Decisions that two people who look alike are not the same person."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from common.history import delete_with_history, save_with_history
from households.models import DuplicateDecision, Member
from households.models.life import MOST_NOTE
from households.services.life.checks import CannotRecordEvent
from households.services.register_rows import stamped
from households.services.roster import clean_text


@transaction.atomic
def decide_not_duplicate(
    *, first_id: int, second_id: int, reason: str, by: User, at: dt.datetime
) -> DuplicateDecision:
    """Record that two people are not the same person, and why; the pair is no longer listed.

    A repeated call changes nothing. Raises CannotRecordEvent without a reason, for the same person
    twice, and for two members of one household.
    """
    reason = clean_text(reason, "reason", most=MOST_NOTE)
    if not reason:
        raise CannotRecordEvent("Hãy ghi lý do.", field="reason")
    keys = sorted({first_id, second_id})
    people = list(Member.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if len(people) != 2 or people[0].household_id == people[1].household_id:
        raise CannotRecordEvent("Hãy chọn hai người ở hai hộ.")
    first, second = people
    known = DuplicateDecision.objects.filter(first=first, second=second).first()
    if known is not None:
        return known
    decision = DuplicateDecision(
        first=first,
        second=second,
        commune_id=first.commune_id,
        reason=reason,
        decided_by=by,
        decided_at=at,
    )
    save_with_history(stamped(decision, at), by=by)
    return decision


@transaction.atomic
def withdraw_decision(*, decision_id: int, by: User, at: dt.datetime) -> None:
    """Withdraw a decision; the pair is listed again. A repeated call changes nothing."""
    found = DuplicateDecision.objects.select_for_update().filter(pk=decision_id)
    for decision in found:
        delete_with_history(stamped(decision, at), by=by)
