"""The procedure's numbers and the holidays, maintained by the labour office."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, delete_with_history, save_with_history
from procedure.choices import Certainty
from procedure.models import Holiday, ProcedureTerm
from procedure.models.procedures import MOST_DAYS
from procedure.queries.deadlines import forget_terms


class CannotConfigure(Refused):
    """The number or the holiday cannot be stored."""


@transaction.atomic
def change_term(
    *, term_id: int, version: int, value: int | None, certainty: str, source: str, by: User
) -> ProcedureTerm:
    """Enter or correct a number of a procedure with its certainty and source.

    Steps already taken keep their deadlines. Raises CannotConfigure for a number without a
    certainty or out of range, Conflict after a concurrent edit.
    """
    term = ProcedureTerm.objects.select_for_update().get(pk=term_id)
    if (value, certainty, source) == (term.value, term.certainty, term.source):
        return term
    if term.version != version:
        raise conflict_over(term)
    if (value is None) != (certainty == Certainty.UNKNOWN):
        raise CannotConfigure(
            "Chưa biết thì để trống số; có số thì chọn mức chắc chắn.", field="certainty"
        )
    if value is not None and not 1 <= value <= MOST_DAYS:
        raise CannotConfigure(f"Số phải từ 1 đến {MOST_DAYS}.", field="value")
    term.value, term.certainty, term.source = value, certainty, source
    term.version += 1
    save_with_history(term, by=by)
    forget_terms()
    return term


@transaction.atomic
def add_holiday(*, day: dt.date, name: str, by: User) -> Holiday:
    """Add a holiday; adding it again only renames it. Existing deadlines do not change."""
    holiday = Holiday.objects.select_for_update().filter(day=day).first() or Holiday(day=day)
    if holiday.name != name:
        holiday.name = name
        save_with_history(holiday, by=by)
        forget_terms()
    return holiday


@transaction.atomic
def remove_holiday(*, holiday_id: int, by: User) -> None:
    """Remove a holiday; its history stays."""
    delete_with_history(Holiday.objects.select_for_update().get(pk=holiday_id), by=by)
    forget_terms()
