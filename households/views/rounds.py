"""Pages of review rounds for the labour office: open, change, close."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in
from common.http import SignedInRequest
from households.forms.rounds import NewRoundForm, RoundCloseForm, RoundForm
from households.models import Round
from households.pages.stories import story_of_round
from households.queries.review import rounds_with_work
from households.services import rounds


@require_safe
@require(Action.VIEW_CATALOGUES)
def round_list(request: SignedInRequest) -> HttpResponse:
    context = {
        "rounds": rounds_with_work(),
        "today": today(),
        "moment": now(),
        "may_configure": request.user.may(Action.CONFIGURE),
        "may_reopen": request.user.may(Action.REOPEN_ROUNDS),
        "may_view_forms": request.user.may(Action.VIEW_HOUSEHOLDS),
    }
    return render(request, "households/round_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.CONFIGURE)
def round_create(request: SignedInRequest) -> HttpResponse:
    form = NewRoundForm(request.POST or None, initial={"year": today().year})
    if form.is_valid():
        with refusals_shown_in(form):
            round_ = rounds.create_round(by=request.user, **form.facts)
            messages.success(request, f"Đã mở {round_}.")
            return redirect("households:round_list")
    return render(request, "households/round_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.CONFIGURE)
def round_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(Round, pk=pk)
    form = RoundForm.of(round_, request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            version = form.cleaned_data["version"] or 0
            rounds.change_round(round_id=pk, version=version, by=request.user, **form.facts)
            messages.success(request, f"Đã lưu {round_}.")
            return redirect("households:round_list")
    context = {"form": form, "round": round_, "story": story_of_round(round_)}
    return render(request, "households/round_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.CONFIGURE)
def round_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close an open round; its result is frozen."""
    round_ = get_object_or_404(rounds_with_work(), pk=pk)
    form = RoundCloseForm(request.POST or None, initial={"version": round_.version})
    if form.is_valid():
        with refusals_shown_in(form):
            version = form.cleaned_data["version"]
            rounds.close_round(round_id=pk, version=version, by=request.user, at=now())
            messages.success(request, f"Đã khóa {round_}. Kết quả đã được chốt.")
            return redirect("households:round_result", pk)
    context = {"form": form, "round": round_, "story": story_of_round(round_)}
    return render(request, "households/round_close.html", context)
