"""Pages of review forms: the piles, one form, its way to the chair."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Action
from accounts.decorators import require
from areas.queries import today
from common.clock import now
from common.forms import refusals_shown_in
from common.http import SignedInRequest, is_htmx, page_of
from households.filters_review import AssessmentPageFilter, AwaitingFilter
from households.forms.review import StartForm
from households.models import Household
from households.queries_review import (
    awaiting_review,
    piles_of,
    rounds_to_begin,
    rows_of,
    standards_of_year,
)
from households.services import review


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def assessment_list(request: SignedInRequest) -> HttpResponse:
    found = AssessmentPageFilter(request.GET, _visible(request).for_list(), request=request)
    page = page_of(request, found.qs, field="head_sort_key")
    standards = standards_of_year(found.year)
    context = {
        "filter": found,
        "page": page,
        "rows": rows_of(page, standards),
        "standards": standards,
        "piles": piles_of(found.of_all_piles),
        "awaiting": awaiting_review(user=request.user, year=today().year).count(),
        "may_approve": request.user.may(Action.APPROVE_ASSESSMENTS),
    }
    wanted = "_assessments.html" if is_htmx(request) else "assessment_list.html"
    return render(request, f"households/{wanted}", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def assessment_todo(request: SignedInRequest) -> HttpResponse:
    year = today().year
    waiting = awaiting_review(user=request.user, year=year)
    found = AwaitingFilter(request.GET, waiting.for_list(), request=request)
    page = page_of(request, found.qs, field="head_sort_key")
    context = {
        "filter": found,
        "page": page,
        "rows": [(record, uuid.uuid4()) for record in page],
        "round": next(iter(rounds_to_begin(today())), None),
        "piles": piles_of(_visible(request).filter(round__year=year)),
        "awaiting": waiting.count(),
        "may_enter": request.user.may(Action.ENTER_ASSESSMENTS),
    }
    wanted = "_awaiting.html" if is_htmx(request) else "assessment_todo.html"
    return render(request, f"households/{wanted}", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.ENTER_ASSESSMENTS)
def assessment_create(request: SignedInRequest, pk: int) -> HttpResponse:
    households = Household.objects.visible_to(request.user).for_list()
    household = get_object_or_404(households, pk=pk)
    begun = rounds_to_begin(today(), household)
    if at_work := begun.at_work:
        return redirect("households:assessment_edit", at_work.pk)
    form = StartForm(request.POST or None, begun=begun, wanted=request.GET.get("round", ""))
    if form.is_valid():
        with refusals_shown_in(form):
            assessment = review.start_assessment(
                household=household, by=request.user, at=now(), **form.facts
            )
            return redirect("households:assessment_edit", assessment.pk)
    context = {"form": form, "household": household, "begun": begun}
    return render(request, "households/assessment_start.html", context)
