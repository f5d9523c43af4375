"""Pages of people and households that may be in the register twice."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in
from common.http import SignedInRequest, flag_asked
from common.parameters import CURSOR, WrongParameters, takes
from households.forms.duplicates import (
    DuplicateHouseholdForm,
    DuplicatePersonForm,
    NotDuplicateForm,
)
from households.forms.life_choices import DuplicateHouseholdChooser, DuplicatePersonChooser
from households.models import DuplicateDecision, Member
from households.queries.duplicates import compared_by, duplicate_pairs, read_cursor, with_household
from households.services.life.decisions import decide_not_duplicate, withdraw_decision
from households.services.life.departures import remove_duplicate_person
from households.services.life.merge import merge_duplicate_household
from households.views.life import in_steps


@require_safe
@require(Action.EDIT_HOUSEHOLDS)
@takes(CURSOR, "weak")
def duplicate_list(request: SignedInRequest) -> HttpResponse:
    after = read_cursor(request.GET.get(CURSOR, ""))
    if after is None:
        raise WrongParameters({CURSOR: ["Liên kết trang không hợp lệ."]})
    with_weak = flag_asked(request.GET, "weak")
    decided = DuplicateDecision.objects.visible_to(request.user).select_related(
        "first__household", "second__household", "decided_by"
    )
    context = {
        "page": duplicate_pairs(compared_by(request.user), after=after, with_weak=with_weak),
        "decisions": decided[:20],
        "with_weak": with_weak,
        "shows_commune": request.user.sees_all_communes,
    }
    return render(request, "households/duplicate_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
def duplicate_pair(request: SignedInRequest, pk: str) -> HttpResponse:
    first, second = _pair(request, pk)
    form = NotDuplicateForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            decide_not_duplicate(
                first_id=first.pk,
                second_id=second.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=now(),
            )
            messages.success(request, "Đã ghi: hai người khác nhau. Cặp này không hiện lại nữa.")
            return redirect("households:duplicate_list")
    context = {"form": form, "sides": [(first, second), (second, first)]}
    return render(request, "households/duplicate_pair.html", context)


@require_POST
@require(Action.EDIT_HOUSEHOLDS)
def duplicate_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(DuplicateDecision.objects.visible_to(request.user), pk=pk)
    withdraw_decision(decision_id=pk, by=request.user, at=now())
    messages.success(request, "Cặp này được đưa ra xem xét lại.")
    return redirect("households:duplicate_list")


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
@takes(DuplicateHouseholdChooser)
def household_merge_duplicate(request: SignedInRequest, pk: int) -> HttpResponse:
    return in_steps(request, pk, DuplicateHouseholdForm, merge_duplicate_household)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
@takes(DuplicatePersonChooser)
def household_remove_duplicate(request: SignedInRequest, pk: int) -> HttpResponse:
    return in_steps(request, pk, DuplicatePersonForm, remove_duplicate_person)


def _pair(request: SignedInRequest, pk: str) -> tuple[Member, Member]:
    keys = pk.split("-")
    if len(keys) != 2 or not all(k.isascii() and k.isdigit() and len(k) < 18 for k in keys):
        raise Http404("Không có cặp này.")
    visible = with_household().visible_to(request.user)
    first, second = (get_object_or_404(visible, pk=int(key)) for key in keys)
    if first.household_id == second.household_id:
        raise Http404("Không có cặp này.")
    return first, second
