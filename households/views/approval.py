"""The chair's decisions on submitted forms: approve one or many, or return."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told, version_sent
from common.http import SignedInRequest
from common.parameters import takes
from households.choices import Pile
from households.forms.review import BatchForm, ReasonForm
from households.models import Assessment
from households.queries.review import rows_of, standards_of_year
from households.queries.sources import reviews_source
from households.queries.standing import standings_of
from households.services import approval


@require_POST
@require(Action.APPROVE_ASSESSMENTS)
def assessment_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = _form(request, pk)
    version = version_sent(request)
    with refusals_told(request):
        signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
        approval.approve_assessment(assessment_id=pk, version=version, **signed)
        messages.success(request, f"Đã duyệt phiếu của hộ {assessment.household.head_name}.")
    return redirect("households:assessment_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.APPROVE_ASSESSMENTS)
@takes(repeated=["form"])
def assessment_approve_many(request: SignedInRequest) -> HttpResponse:
    ticked = BatchForm((request.POST if request.method == "POST" else request.GET).getlist("form"))
    if not ticked.is_valid():
        messages.error(request, str(ticked.non_field_errors()[0]))
        return _to_pile(Pile.SUBMITTED)
    chosen = _chosen(request, ticked)
    if request.method == "POST":
        return _approved(request, ticked, chosen)
    standards = standards_of_year(today().year)
    source = reviews_source(today().year, standards, on=today(), at=now())
    context = {"source": source, "rows": rows_of(chosen, standards), "standards": standards}
    return render(request, "households/assessment_approve_many.html", context)


def _chosen(request: SignedInRequest, ticked: BatchForm) -> list[Assessment]:
    visible = Assessment.objects.visible_to(request.user).for_list().with_corrected()
    chosen = list(visible.filter(pk__in=ticked.versions).order_by("household__sort_key", "pk"))
    if len(chosen) != len(ticked.versions):
        raise Http404
    return chosen


def _approved(
    request: SignedInRequest, ticked: BatchForm, chosen: list[Assessment]
) -> HttpResponse:
    signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
    refused = approval.approve_assessments(versions=ticked.versions, **signed)
    if done := len(chosen) - len(refused):
        messages.success(request, f"Đã duyệt {done} phiếu.")
    for assessment in chosen:
        if assessment.pk in refused:
            name = assessment.household.head_name
            messages.error(request, f"Chưa duyệt phiếu của hộ {name}: {refused[assessment.pk]}")
    return _to_pile(Pile.SUBMITTED)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.APPROVE_ASSESSMENTS)
def assessment_return(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = _form(request, pk)
    form = ReasonForm(request.POST or None, initial={"version": assessment.version})
    if form.is_valid():
        with refusals_shown_in(form):
            said = {"by": request.user, "at": now(), **form.cleaned_data}
            approval.return_assessment(assessment_id=pk, **said)
            messages.success(request, f"Đã trả lại phiếu của hộ {assessment.household.head_name}.")
            return _to_pile(Pile.SUBMITTED)
    standing = standings_of([assessment]).get(pk)
    context = {"form": form, "assessment": assessment, "standing": standing}
    return render(request, "households/assessment_return.html", context)


def _form(request: SignedInRequest, pk: int) -> Assessment:
    return get_object_or_404(Assessment.objects.visible_to(request.user).for_detail(), pk=pk)


def _to_pile(pile: Pile) -> HttpResponse:
    return redirect(f"{reverse('households:assessment_list')}?pile={pile}")
