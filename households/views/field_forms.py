"""Paper review forms to print and take to the houses."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from areas.filters import commune_asked
from areas.models import Commune
from areas.queries import today
from common.access import require
from common.http import SignedInRequest
from common.parameters import WrongParameters, takes
from households.filters.assessments import AwaitingFilter
from households.models import Household, Round
from households.queries.field_forms import FieldForms, blank_form, field_forms, round_on_paper
from households.queries.review import awaiting_review


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def field_form(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form of one household, filled in with what is known."""
    household = get_object_or_404(Household.objects.visible_to(request.user), pk=pk)
    chosen = Household.objects.filter(pk=household.pk)
    return _page(request, field_forms(chosen, _round(), on=today()))


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(AwaitingFilter)
def field_form_many(request: SignedInRequest) -> HttpResponse:
    """The forms of the households without one this year that match the filter."""
    waiting = awaiting_review(user=request.user, year=today().year)
    found = AwaitingFilter(request.GET, waiting, request=request)
    if not found.form.is_valid():
        raise WrongParameters(found.form.errors)
    households = Household.objects.visible_to(request.user).filter(
        pk__in=found.qs.order_by().values("household")
    )
    ordered = households.order_by("commune__sort_key", "village__sort_key", "sort_key", "pk")
    return _page(request, field_forms(ordered, _round(), on=today()))


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes("commune", "standard")
def field_form_blank(request: SignedInRequest) -> HttpResponse:
    """A blank form of the round's standards, or of one of them."""
    commune = commune_asked(request.user, request.GET.get("commune", ""))
    commune = commune or Commune.objects.visible_to(request.user).order_by("sort_key").first()
    if commune is None:
        raise Http404("Chưa có xã nào.")
    standard = request.GET.get("standard", "")
    paper = blank_form(_round(), commune, on=today(), standard=standard)
    if not paper.forms:
        raise WrongParameters({"standard": ["Đợt rà soát không dùng chuẩn nghèo này."]})
    return _page(request, paper)


def _round() -> Round:
    round_ = round_on_paper(today())
    if round_ is None:
        raise Http404("Chưa có đợt rà soát nào.")
    return round_


def _page(request: SignedInRequest, paper: FieldForms) -> HttpResponse:
    return render(request, "households/field_forms.html", {"paper": paper})
