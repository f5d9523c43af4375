"""Recording the results of form A."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from common.history import conflict_over, delete_with_history, save_with_history
from households.choices import HouseholdState
from households.models import Household, QuickCheck, Round
from households.services.answers import CannotAssess
from households.services.entry import check_day_of, require_open


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickAnswer:
    """The result for one household; None deletes a result.

    `version` is the one the user saw, 0 for none.
    """

    household_id: int
    needs_form_b: bool | None
    version: int = 0
    note: str = ""


@transaction.atomic
def record_quick_checks(
    *,
    round_: Round,
    answers: Sequence[QuickAnswer],
    checked_on: dt.date,
    checked_by: str,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> int:
    """Save the results of form A for households of a round; return the number changed.

    An unchanged result keeps its day and author. All or nothing. Raises Conflict on a concurrent
    edit, CannotAssess for a closed round, a household that left, or a day outside the round or
    after `on`.
    """
    check_day_of(round_, checked_on, on, what="Ngày nhận dạng", field="checked_on")
    wanted = {answer.household_id: answer for answer in answers}
    households = Household.objects.select_for_update(no_key=True).filter(pk__in=wanted)
    round_ = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    known = {
        check.household_id: check
        for check in QuickCheck.objects.filter(round=round_, household__in=wanted)
    }
    changed = 0
    for household in households.order_by("pk"):
        require_open(round_, household.commune_id, at)
        check = known.get(household.pk) or QuickCheck(
            household=household, commune_id=household.commune_id, round=round_, version=0
        )
        answer = wanted[household.pk]
        if _says(check) == (answer.needs_form_b, answer.note):
            continue
        if check.pk and check.version != answer.version:
            raise conflict_over(check)
        check.checked_on, check.checked_by = checked_on, checked_by
        check.entered_by, check.entered_at = by, at
        _put(check, answer, by=by)
        changed += 1
    return changed


def _says(check: QuickCheck) -> tuple[bool | None, str]:
    return (check.needs_form_b, check.note) if check.pk else (None, "")


def _put(check: QuickCheck, answer: QuickAnswer, *, by: User) -> None:
    if answer.needs_form_b is None:
        if check.pk:
            delete_with_history(check, by=by)
        return
    if check.household.state != HouseholdState.ACTIVE:
        raise CannotAssess(f"Hộ {check.household} không còn cư trú trên địa bàn.")
    check.needs_form_b, check.note = answer.needs_form_b, answer.note
    check.version += 1
    save_with_history(check, by=by)
