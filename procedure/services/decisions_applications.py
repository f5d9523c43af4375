"""The chair's answer to an application: recognition, or a written refusal with reasons."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from common.history import conflict_over
from households.models import Assessment
from households.services.answers import CannotApprove
from households.services.approval import approve_assessment, return_assessment
from procedure.choices import ApplicationState, Residence
from procedure.models import Application
from procedure.queries.applications import form_of, result_of
from procedure.rules.applications import contradiction
from procedure.services.applications import (
    CannotApply,
    locked_application,
    require_application_step,
    require_application_version,
    require_day_between,
    save_application,
)


class CannotAnswerApplication(CannotApply):
    """The chair cannot give this answer."""


@transaction.atomic
def accept_application(
    *,
    application_id: int,
    version: int,
    assessment_version: int,
    decision_number: str,
    decided_on: dt.date,
    reason: str,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> Application:
    """Accept an application: approve its form and update the year's list.

    A form that contradicts the request needs a reason; the list then follows the form.
    `assessment_version` is the version of the form that the chair saw. Raises
    CannotAnswerApplication for users who received, surveyed or entered it, for an unconfirmed
    residence, a form that is not submitted, a missing number, or a day outside receipt and `on`;
    Conflict after a concurrent edit.
    """
    application = locked_application(application_id)
    if _is_same(application, ApplicationState.ACCEPTED, decision_number, decided_on, reason, by):
        return application
    _require_decidable(application, ApplicationState.ACCEPTED, version, by)
    if application.residence == Residence.UNCONFIRMED:
        raise CannotAnswerApplication("Chưa có xác nhận cư trú nên chỉ có thể từ chối.")
    form = _submitted_form(application)
    found = result_of(form)
    contradicts = contradiction(
        kind=application.kind,
        before=application.status_before,
        after=found.status if found else "",
    )
    if contradicts and not reason:
        raise CannotAnswerApplication(f"{contradicts} Hãy ghi lý do hoặc từ chối.", field="reason")
    _sign(application, decision_number, decided_on, by=by, at=at, on=on)
    application.assessment = _approved(form, assessment_version, by=by, at=at, on=decided_on)
    application.state, application.reason = ApplicationState.ACCEPTED, reason
    _keep_finding(application, form)
    return save_application(application, by=by)


@transaction.atomic
def refuse_application(
    *,
    application_id: int,
    version: int,
    decision_number: str,
    decided_on: dt.date,
    reason: str,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> Application:
    """Refuse in writing, with reasons; the list is unchanged and a submitted form is returned.

    Raises CannotAnswerApplication without a number or a reason, for users who received, surveyed or
    entered it, or for a day outside receipt and `on`; Conflict after a concurrent edit.
    """
    application = locked_application(application_id)
    if _is_same(application, ApplicationState.REFUSED, decision_number, decided_on, reason, by):
        return application
    _require_decidable(application, ApplicationState.REFUSED, version, by)
    if not reason:
        raise CannotAnswerApplication("Hãy ghi lý do từ chối.", field="reason")
    _sign(application, decision_number, decided_on, by=by, at=at, on=on)
    form = form_of(application)
    if form is not None and form.is_submitted:
        _require_not_entered_by(form, by)
        _keep_finding(application, form)
        words = f"Đơn của hộ đã bị từ chối (số {decision_number}); phiếu không được duyệt."
        return_assessment(assessment_id=form.pk, version=form.version, reason=words, by=by, at=at)
    application.state, application.reason = ApplicationState.REFUSED, reason
    return save_application(application, by=by)


def _is_same(
    application: Application,
    state: str,
    number: str,
    day: dt.date,
    reason: str,
    by: User,
) -> bool:
    told = (state, number, day, reason, by.pk)
    return told == (
        application.state,
        application.decision_number,
        application.decided_on,
        application.reason,
        application.decided_by_id,
    )


def _require_decidable(application: Application, wanted: str, version: int, by: User) -> None:
    require_application_step(application, wanted)
    require_application_version(application, version)
    if by.pk in {application.received_by_id, application.surveyed_by_id}:
        raise CannotAnswerApplication("Người quyết định không được là người nhận đơn, khảo sát.")


def _sign(
    application: Application,
    number: str,
    day: dt.date,
    *,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> None:
    if not number:
        raise CannotAnswerApplication("Hãy ghi số quyết định, văn bản.", field="decision_number")
    require_day_between(day, application.received_on, on, field="decided_on")
    application.decision_number, application.decided_on = number, day
    application.decided_by, application.decided_at = by, at


def _approved(
    form: Assessment, version: int, *, by: User, at: dt.datetime, on: dt.date
) -> Assessment:
    """Return the form approved, now or before by itself."""
    if not form.is_approved:
        return approve_assessment(
            assessment_id=form.pk, version=version, by=by, at=at, on=on, cleared_on=on
        )
    if form.version != version:
        raise conflict_over(form)
    return form


def _submitted_form(application: Application) -> Assessment:
    form = form_of(application)
    if form is None or form.is_draft:
        raise CannotAnswerApplication("Phiếu rà soát của hộ chưa nộp hoặc đã bị trả lại.")
    return form


def _require_not_entered_by(form: Assessment, by: User) -> None:
    if by.pk in {form.entered_by_id, form.submitted_by_id}:
        raise CannotApprove("Người duyệt không được là người nhập phiếu.")


def _keep_finding(application: Application, form: Assessment) -> None:
    """Store the form's present result, so that later corrections do not change the written answer."""
    found = result_of(form)
    if found is not None:
        application.status_after, application.finding = found.status, found.explanation
