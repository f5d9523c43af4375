"""Page of form A: the households of a village, yes or no for each."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_told
from common.http import SignedInRequest, is_htmx, page_of
from common.parameters import CURSOR, takes
from households.filters.quick_checks import FormAFilter
from households.forms.quick_checks import FormAForm
from households.models import Household, Round
from households.queries.quick_checks import counted, households_for_form_a
from households.queries.review import open_rounds
from households.queries.sources import round_source
from households.services.quick_checks import record_quick_checks


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(FormAFilter, CURSOR)
def quick_check_list(request: SignedInRequest) -> HttpResponse:
    round_ = next(iter(open_rounds(today())), None)
    context: dict[str, Any] = {"round": round_}
    context["shows_commune"] = request.user.sees_all_communes
    if round_ is None:
        FormAFilter(request.GET, Household.objects.none(), request=request).require_valid()
    else:
        context |= _listed(request, round_)
    wanted = "_quick_checks.html" if is_htmx(request) else "quick_check_list.html"
    return render(request, f"households/{wanted}", context)


def _listed(request: SignedInRequest, round_: Round) -> dict[str, Any]:
    rows = households_for_form_a(request.user, round_)
    found = FormAFilter(request.GET, rows, request=request)
    found.round_ = round_
    return {
        "source": round_source(round_, on=today(), at=now()),
        "filter": found,
        "page": page_of(request, found.qs, field="sort_key"),
        "form": FormAForm(initial={"round": round_, "checked_on": today()}),
        "counted": counted(request.user, round_),
        "may_enter": request.user.may(Action.ENTER_ASSESSMENTS),
    }


@require_POST
@require(Action.ENTER_ASSESSMENTS)
def quick_check_record(request: SignedInRequest) -> HttpResponse:
    form = FormAForm(request.POST)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        messages.error(request, f"Chưa ghi được phiếu A: {first}")
        return _back(request)
    facts = form.facts
    keys = {answer.household_id for answer in facts["answers"]}
    if Household.objects.visible_to(request.user).filter(pk__in=keys).count() != len(keys):
        raise Http404
    with refusals_told(request):
        changed = record_quick_checks(by=request.user, at=now(), on=today(), **facts)
        messages.success(request, f"Đã ghi phiếu A của {changed} hộ.")
    return _back(request)


def _back(request: SignedInRequest) -> HttpResponse:
    """Return to the page of the list that the user came from."""
    asked = QueryDict(request.POST.get("back", "")).urlencode()
    return redirect(f"{reverse('households:quick_check_list')}?{asked}")
