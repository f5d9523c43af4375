"""Pages that end the entry of a review form: check and submit it, or discard it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_told, version_sent
from common.http import SignedInRequest
from households.models import Assessment
from households.pages.review import form_page
from households.services import entry
from households.services.series import start_following
from households.words.series import handed_in


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.ENTER_ASSESSMENTS)
def assessment_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = _form(request, pk)
    if request.method == "POST":
        with refusals_told(request):
            entry.submit_assessment(
                assessment_id=pk, version=version_sent(request), by=request.user, at=now()
            )
            return _submitted(request, assessment)
        return redirect("households:assessment_submit", pk)
    if not assessment.is_draft:
        return redirect("households:assessment_detail", pk)
    context = {"assessment": assessment, "shown": form_page(assessment)}
    return render(request, "households/assessment_check.html", context)


def _submitted(request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    """Go to the receipt, or to the form of the next household of the village."""
    if request.POST.get("then") != "next":
        messages.success(request, handed_in(assessment))
        return redirect("households:assessment_detail", assessment.pk)
    following, left = start_following(assessment=assessment, by=request.user, at=now(), on=today())
    messages.success(request, handed_in(assessment, left=left))
    page = "assessment_edit" if following else "assessment_detail"
    return redirect(f"households:{page}", (following or assessment).pk)


@require_POST
@require(Action.ENTER_ASSESSMENTS)
def assessment_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = _form(request, pk)
    with refusals_told(request):
        entry.discard_assessment(
            assessment_id=pk, version=version_sent(request), by=request.user, at=now()
        )
        messages.success(request, f"Đã hủy phiếu nháp của hộ {assessment.household.head_name}.")
        return redirect("households:assessment_list")
    return redirect("households:assessment_detail", pk)


def _form(request: SignedInRequest, pk: int) -> Assessment:
    forms = Assessment.objects.visible_to(request.user)
    return get_object_or_404(forms.for_detail(), pk=pk)
