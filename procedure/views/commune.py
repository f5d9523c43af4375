"""The page of a commune's report: the district's opinion and the chair's decision on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in
from common.http import SignedInRequest
from households.queries.rounds import is_open_for
from procedure.forms.commune import OpinionForm, RecognitionForm
from procedure.models import CommuneSubmission
from procedure.queries.commune import may_be_decided, submission_page, submissions_of
from procedure.services import decisions, submissions


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def submission(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _submission(request, pk))


@require_POST
@require(Action.GIVE_OPINION)
def opinion_give(request: SignedInRequest, pk: int) -> HttpResponse:
    report = _submission(request, pk)
    form = OpinionForm(request.POST, submission=report)
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
            submissions.give_opinion(submission_id=pk, **signed, **form.cleaned_data)
            messages.success(request, "Đã ghi ý kiến của huyện.")
            return redirect("procedure:submission", pk)
    return _page(request, report, opinion_form=form)


@require_POST
@require(Action.SIGN_DECISIONS)
def decision_sign(request: SignedInRequest, pk: int) -> HttpResponse:
    report = _submission(request, pk)
    form = RecognitionForm(request.POST, version=report.version)
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
            decision = decisions.decide(submission_id=pk, **signed, **form.cleaned_data)
            messages.success(request, f"Đã công nhận: {decision}.")
            return redirect("procedure:submission", pk)
    return _page(request, report, decision_form=form)


def _submission(request: SignedInRequest, pk: int) -> CommuneSubmission:
    return get_object_or_404(submissions_of(request.user), pk=pk)


def _page(request: SignedInRequest, report: CommuneSubmission, **bound: Any) -> HttpResponse:
    user, day = request.user, today()
    is_open = is_open_for(report.round, report.commune_id, now()) and not hasattr(
        report, "decision"
    )
    may_opine = user.may(Action.GIVE_OPINION) and is_open and not hasattr(report, "opinion")
    may_decide = user.may(Action.SIGN_DECISIONS) and is_open
    signer = {"decided_on": day, "signer_name": user.full_name}
    forms = {
        "opinion_form": OpinionForm(submission=report, initial={"answered_on": day}),
        "decision_form": RecognitionForm(version=report.version, initial=signer),
    }
    context = {
        "report": report,
        "shown": submission_page(report),
        "may_opine": may_opine,
        "may_decide": may_decide,
        "is_decidable": may_be_decided(report, day),
        "today": day,
        **forms,
        **bound,
        "refused": next(iter(bound.values()), None),
    }
    return render(request, "procedure/submission.html", context)
