"""Pages of applications within the year: the list, one application, the chair's answer."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told, version_sent
from common.http import SignedInRequest, is_htmx, page_of
from common.parameters import CURSOR, takes
from households.models import Household
from households.queries.sources import year_source
from procedure.documents.applications import answer_paper
from procedure.filters.applications import ApplicationFilter
from procedure.forms.applications import (
    ACCEPT,
    ApplicationDecisionForm,
    ApplicationWithdrawForm,
    EditForm,
    ReceiveForm,
)
from procedure.models import Application
from procedure.pages.applications import application_page, rows_of
from procedure.queries.applications import counts_for, in_year_round, listed_status
from procedure.querysets.applications import ApplicationQuerySet
from procedure.services import applications as services
from procedure.services import decisions_applications as decisions


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(ApplicationFilter, CURSOR)
def application_list(request: SignedInRequest) -> HttpResponse:
    found = ApplicationFilter(request.GET, _visible(request).for_list(), request=request)
    page = page_of(request, found.qs, field="due_key")
    context = {
        "source": year_source(today().year, on=today(), at=now()),
        "filter": found,
        "page": page,
        "rows": rows_of(page, today()),
        "counts": counts_for(request.user, today()),
        "shows_commune": request.user.sees_all_communes,
    }
    wanted = "_application_table.html" if is_htmx(request) else "application_list.html"
    return render(request, f"procedure/{wanted}", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def application_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    application = _application(request, pk)
    shown = application_page(application, today())
    context = {"application": application, "shown": shown, **_rights(request)}
    return render(request, "procedure/application_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.RUN_PROCEDURE)
def application_create(request: SignedInRequest, pk: int) -> HttpResponse:
    visible = Household.objects.visible_to(request.user).for_list()
    household, round_ = get_object_or_404(visible, pk=pk), in_year_round(today().year)
    status = listed_status(household, round_) if round_ else ""
    form = ReceiveForm(request.POST or None, status=status, today=today())
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
            told = {"household": household, **form.facts, **signed}
            return redirect("procedure:application_detail", services.receive_application(**told).pk)
    context = {"form": form, "household": household, "round": round_, "status": status}
    return render(request, "procedure/application_create.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.RUN_PROCEDURE)
def application_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    application = _application(request, pk)
    form = EditForm(request.POST or None, application=application)
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "on": today()}
            services.update_application(application_id=pk, **form.facts, **signed)
            return redirect("procedure:application_detail", pk)
    context = {"form": form, "application": application}
    return render(request, "procedure/application_edit.html", context)


@require_POST
@require(Action.RUN_PROCEDURE)
def application_hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    application = _application(request, pk)
    version = version_sent(request)
    with refusals_told(request):
        signed: dict[str, Any] = {"by": request.user, "at": now()}
        services.hand_over_application(application_id=pk, version=version, **signed)
        messages.success(request, f"Đã trình đơn của hộ {application.household.head_name}.")
    return redirect("procedure:application_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.RUN_PROCEDURE)
def application_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    application = _application(request, pk)
    initial = {"version": application.version, "withdrawn_on": today()}
    form = ApplicationWithdrawForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_shown_in(form):
            told: dict[str, Any] = {"by": request.user, "on": today(), **form.cleaned_data}
            services.withdraw_application(application_id=pk, **told)
            return redirect("procedure:application_detail", pk)
    context = {"form": form, "application": application}
    return render(request, "procedure/application_withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.SIGN_DECISIONS)
def application_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    application = _application(request, pk)
    shown = application_page(application, today())
    initial = {
        "version": application.version,
        "assessment_version": shown.form.version if shown.form else 0,
        "decided_on": today(),
    }
    form = ApplicationDecisionForm(request.POST or None, application=application, initial=initial)
    if form.is_valid():
        with refusals_shown_in(form):
            _decide(request, pk, dict(form.cleaned_data))
            messages.success(request, f"Đã trả lời đơn của hộ {application.household.head_name}.")
            return redirect("procedure:application_detail", pk)
    context = {"form": form, "application": application, "shown": shown}
    return render(request, "procedure/application_decide.html", context)


def _decide(request: SignedInRequest, pk: int, told: dict[str, Any]) -> None:
    told.update(application_id=pk, by=request.user, at=now(), on=today())
    if told.pop("outcome") == ACCEPT:
        decisions.accept_application(**told)
    else:
        del told["assessment_version"]
        decisions.refuse_application(**told)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def application_answer(request: SignedInRequest, pk: int) -> FileResponse:
    """The decision or the refusal letter as a Word file."""
    application = _application(request, pk)
    if not application.is_decided:
        raise Http404
    paper = answer_paper(application)
    return paper.response()


def _visible(request: SignedInRequest) -> ApplicationQuerySet:
    return Application.objects.visible_to(request.user)


def _application(request: SignedInRequest, pk: int) -> Application:
    return get_object_or_404(_visible(request).for_detail(), pk=pk)


def _rights(request: SignedInRequest) -> dict[str, bool]:
    return {
        "may_run": request.user.may(Action.RUN_PROCEDURE),
        "may_decide": request.user.may(Action.SIGN_DECISIONS),
        "may_assess": request.user.may(Action.ENTER_ASSESSMENTS),
    }
