"""Applications: received, surveyed, answered by the chair in writing, or withdrawn."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, save_with_history
from households.choices import HouseholdState
from households.models import Household, Round
from households.services.entry import require_open
from procedure.choices import ApplicationKind, ApplicationState
from procedure.models import Application
from procedure.queries.applications import deadline_of, form_of, in_year_round, listed_status
from procedure.rules.applications import application_may_become, misfit_at_receipt

_TAKEN_KEY = "Mã này đã dùng cho một đơn khác."


class CannotApply(Refused):
    """The application cannot be received, changed or handed over."""


@transaction.atomic
def receive_application(
    *,
    household: Household,
    kind: str,
    cause: str,
    residence: str,
    content: str,
    received_on: dt.date,
    client_id: uuid.UUID,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> Application:
    """Receive an application; idempotent for one `client_id`.

    The deadline of the chair's answer follows from the procedure in force on the day of receipt.
    Raises CannotApply for a household that left, a class that does not fit the request, an open
    application of the same kind, or a day outside the year's in-year round; CannotAssess when that
    round is closed for the commune.
    """
    household = Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    repeated = Application.objects.filter(client_id=client_id).first()
    if repeated is not None:
        if (repeated.household_id, repeated.kind) != (household.pk, kind):
            raise CannotApply(_TAKEN_KEY)
        return repeated
    round_ = _round_of(received_on, on)
    require_open(round_, household.commune_id, at)
    _require_fitting_cause(kind, cause)
    procedure, due_on = deadline_of(received_on)
    application = Application(
        client_id=client_id,
        household=household,
        commune_id=household.commune_id,
        kind=kind,
        cause=cause,
        residence=residence,
        content=content,
        received_on=received_on,
        procedure=procedure,
        due_on=due_on,
        status_before=_status_that_may_ask(household, round_, kind),
        received_by=by,
        received_at=at,
    )
    try:
        with transaction.atomic():
            save_with_history(application, by=by)
    except IntegrityError as error:  # a concurrent request used the key for another household
        raise CannotApply(_TAKEN_KEY) from error
    return application


@transaction.atomic
def update_application(
    *,
    application_id: int,
    version: int,
    cause: str,
    residence: str,
    content: str,
    received_on: dt.date,
    by: User,
    on: dt.date,
) -> Application:
    """Correct an application that is not surveyed yet, and its deadline.

    Unchanged content has no effect. Raises CannotApply once it is handed over, Conflict after a
    concurrent edit.
    """
    application = locked_application(application_id)
    told: dict[str, Any] = {
        "cause": cause,
        "residence": residence,
        "content": content,
        "received_on": received_on,
    }
    if all(getattr(application, name) == value for name, value in told.items()):
        return application
    if application.state != ApplicationState.RECEIVED:
        raise CannotApply("Đơn đã trình hoặc đã giải quyết thì không sửa được.")
    require_application_version(application, version)
    if received_on.year != application.received_on.year:
        raise CannotApply("Ngày nhận phải trong cùng năm.", field="received_on")
    _round_of(received_on, on)
    _require_fitting_cause(application.kind, cause)
    for name, value in told.items():
        setattr(application, name, value)
    application.procedure, application.due_on = deadline_of(received_on)
    return save_application(application, by=by)


@transaction.atomic
def hand_over_application(
    *, application_id: int, version: int, by: User, at: dt.datetime
) -> Application:
    """Hand an application to the chair once its in-year form is submitted. Raises CannotApply."""
    application = locked_application(application_id)
    if application.state == ApplicationState.SURVEYED:
        return application
    require_application_step(application, ApplicationState.SURVEYED)
    require_application_version(application, version)
    form = form_of(application)
    if form is None or form.is_draft:
        raise CannotApply("Hãy khảo sát, nhập và nộp phiếu rà soát trong năm của hộ trước.")
    application.state = ApplicationState.SURVEYED
    application.surveyed_by, application.surveyed_at = by, at
    return save_application(application, by=by)


@transaction.atomic
def withdraw_application(
    *,
    application_id: int,
    version: int,
    withdrawn_on: dt.date,
    reason: str,
    by: User,
    on: dt.date,
) -> Application:
    """Close an application at the household's request, with its reason. Raises CannotApply."""
    application = locked_application(application_id)
    same = (application.withdrawn_on, application.reason) == (withdrawn_on, reason)
    if application.state == ApplicationState.WITHDRAWN and same:
        return application
    require_application_step(application, ApplicationState.WITHDRAWN)
    require_application_version(application, version)
    if not reason:
        raise CannotApply("Hãy ghi lý do hộ rút đơn.", field="reason")
    require_day_between(withdrawn_on, application.received_on, on, field="withdrawn_on")
    application.state = ApplicationState.WITHDRAWN
    application.withdrawn_on, application.reason = withdrawn_on, reason
    return save_application(application, by=by)


def locked_application(application_id: int) -> Application:
    """Return the application with its row locked until commit."""
    return Application.objects.select_for_update().get(pk=application_id)


def save_application(application: Application, *, by: User) -> Application:
    """Save a changed application as its next version."""
    application.version += 1
    save_with_history(application, by=by)
    return application


def require_application_version(application: Application, version: int) -> None:
    """Raise Conflict when the application changed after the user opened it."""
    if application.version != version:
        raise conflict_over(application)


def require_application_step(application: Application, wanted: str) -> None:
    """Raise CannotApply when the transition is not allowed."""
    if application_may_become(application.state, wanted):
        return
    if not application.is_open:
        raise CannotApply(f"Đơn này đã giải quyết: {application.get_state_display().lower()}.")
    raise CannotApply("Đơn này chưa khảo sát xong; hãy trình chủ tịch xã trước.")


def require_day_between(day: dt.date, first: dt.date, last: dt.date, *, field: str) -> None:
    """Raise CannotApply for a day before the receipt or after today."""
    if not first <= day <= last:
        raise CannotApply(
            f"Ngày phải từ {first:%d/%m/%Y} (ngày nhận đơn) đến {last:%d/%m/%Y}.", field=field
        )


def _round_of(received_on: dt.date, on: dt.date) -> Round:
    """Return the in-year round of the year of receipt."""
    if received_on > on:
        raise CannotApply("Ngày nhận đơn không được sau hôm nay.", field="received_on")
    round_ = in_year_round(received_on.year)
    if round_ is None:
        raise CannotApply(
            f"Chưa mở đợt rà soát thường xuyên năm {received_on.year}.", field="received_on"
        )
    if received_on < round_.starts_on:
        raise CannotApply(
            f"Ngày nhận đơn phải từ {round_.starts_on:%d/%m/%Y} (ngày bắt đầu đợt).",
            field="received_on",
        )
    return round_


def _status_that_may_ask(household: Household, round_: Round, kind: str) -> str:
    if household.state != HouseholdState.ACTIVE:
        raise CannotApply("Hộ này không còn cư trú trên địa bàn.")
    if household.applications.open().filter(kind=kind).exists():
        raise CannotApply("Hộ này đang có một đơn cùng loại chưa giải quyết.", field="kind")
    status = listed_status(household, round_)
    if misfit := misfit_at_receipt(kind=kind, status=status):
        raise CannotApply(misfit, field="kind")
    return status


def _require_fitting_cause(kind: str, cause: str) -> None:
    if kind == ApplicationKind.ADD and not cause:
        raise CannotApply("Hãy chọn nguyên nhân khó khăn đột xuất.", field="cause")
    if kind == ApplicationKind.EXIT and cause:
        raise CannotApply("Đơn xin công nhận thoát nghèo không có nguyên nhân.", field="cause")
