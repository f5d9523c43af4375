"""The page of a commune's report: the district's opinion and the chair's decision on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in
from common.http import SignedInRequest
from households.queries.rounds import is_open_for
from households.queries.sources import round_source
from procedure.forms.commune import OpinionForm, RecognitionForm, SendBackForm
from procedure.models import CommuneSubmission
from procedure.pages.decision import decision_page
from procedure.queries.commune import (
    may_be_answered,
    may_be_decided,
    submission_page,
    submissions_of,
)
from procedure.queries.decision import kept_reviews
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
    """Sign the decision; without `confirmed` show what would be signed, nothing is written."""
    report = _submission(request, pk)
    form = RecognitionForm(request.POST, version=report.version)
    if form.is_valid() and "confirmed" not in request.POST:
        context = {"report": report, "form": form, "decision": decision_page(report)}
        return render(request, "procedure/decision_confirm.html", context)
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
            decision = decisions.decide(submission_id=pk, **signed, **form.cleaned_data)
            messages.success(request, f"Đã công nhận: {decision}.")
            return redirect("procedure:submission", pk)
    return _page(request, report, decision_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.SIGN_DECISIONS)
def report_send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send villages of the report back to be reviewed again, instead of signing."""
    report = _submission(request, pk)
    form = SendBackForm(request.POST or None, version=report.version, reviews=kept_reviews(report))
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
            decisions.send_back(submission_id=pk, **signed, **form.cleaned_data)
            messages.success(request, "Đã yêu cầu rà soát lại; phiếu trở về cán bộ xã.")
            return redirect("procedure:submission", pk)
    return render(request, "procedure/send_back.html", {"report": report, "form": form})


def _submission(request: SignedInRequest, pk: int) -> CommuneSubmission:
    return get_object_or_404(submissions_of(request.user), pk=pk)


def _page(request: SignedInRequest, report: CommuneSubmission, **bound: Any) -> HttpResponse:
    user, day = request.user, today()
    is_open = is_open_for(report.round, report.commune_id, now())
    may_opine = user.may(Action.GIVE_OPINION) and is_open and may_be_answered(report)
    may_decide = user.may(Action.SIGN_DECISIONS) and is_open and not hasattr(report, "decision")
    signer = {"decided_on": day, "signer_name": user.full_name}
    forms = {
        "opinion_form": OpinionForm(submission=report, initial={"answered_on": day}),
        "decision_form": RecognitionForm(version=report.version, initial=signer),
    }
    is_decidable = may_be_decided(report, day)
    context = {
        "source": round_source(report.round, on=day, at=now()),
        "report": report,
        "shown": submission_page(report),
        "decision": None if hasattr(report, "decision") else decision_page(report),
        "may_opine": may_opine,
        "may_decide": may_decide,
        "is_decidable": is_decidable,
        "today": day,
        **forms,
        **bound,
        "refused": next(iter(bound.values()), None),
    }
    return render(request, "procedure/submission.html", context)
