"""Pages of review rounds for the labour office: open, change, close."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told, version_sent
from common.http import SignedInRequest
from households.forms.rounds import NewRoundForm, RoundCloseForm, RoundForm, RoundUnlockForm
from households.models import Round
from households.pages.closing import closing_page
from households.pages.stories import story_of_round
from households.queries.closing import dependants_of
from households.queries.review import rounds_with_work
from households.queries.sources import round_source, year_source
from households.services import closing, rounds


@require_safe
@require(Action.VIEW_CATALOGUES)
def round_list(request: SignedInRequest) -> HttpResponse:
    context = {
        "source": year_source(today().year, on=today(), at=now()),
        "rounds": rounds_with_work(),
        "today": today(),
        "moment": now(),
        "may_configure": request.user.may(Action.CONFIGURE),
        "may_close": request.user.may(Action.CONFIGURE)
        or request.user.may(Action.SIGN_FOR_DISTRICT),
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
@require(Action.CONFIGURE, or_action=Action.SIGN_FOR_DISTRICT)
def round_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what stands in the way of closing a round, and close it as the district's leader."""
    round_ = get_object_or_404(Round.objects.select_related("closing_proposed_by"), pk=pk)
    shown = closing_page(round_, user=request.user, on=today(), at=now())
    form = RoundCloseForm(request.POST or None, initial=shown.initial)
    if request.method == "POST" and not request.user.may(Action.SIGN_FOR_DISTRICT):
        raise PermissionDenied
    if form.is_valid():
        with refusals_shown_in(form):
            closing.close_round(
                round_id=pk, by=request.user, on=today(), at=now(), **form.cleaned_data
            )
            messages.success(request, f"Đã khóa {round_}. Kết quả không thay đổi nữa.")
            return redirect("households:round_result", pk)
    source = round_source(round_, on=today(), at=now())
    context = {"source": source, "form": form, "shown": shown, "story": story_of_round(round_)}
    return render(request, "households/round_close.html", context)


@require_POST
@require(Action.CONFIGURE)
def round_propose_closing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose to the district's leader to close a round."""
    get_object_or_404(Round, pk=pk)
    with refusals_told(request):
        closing.propose_closing(
            round_id=pk, version=version_sent(request), by=request.user, on=today(), at=now()
        )
        messages.success(request, "Đã trình lãnh đạo huyện đồng ý khóa đợt.")
    return redirect("households:round_close", pk)


@require_POST
@require(Action.CONFIGURE, or_action=Action.SIGN_FOR_DISTRICT)
def round_recall_closing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Withdraw the proposal to close a round, or turn it down."""
    get_object_or_404(Round, pk=pk)
    with refusals_told(request):
        closing.recall_closing(round_id=pk, version=version_sent(request), by=request.user)
        messages.success(request, "Đề nghị khóa đợt không còn hiệu lực.")
    return redirect("households:round_close", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.REOPEN_ROUNDS)
def round_unlock(request: SignedInRequest, pk: int) -> HttpResponse:
    """Reopen a closed round for all communes, while nothing rests on it."""
    round_ = get_object_or_404(Round, pk=pk)
    form = RoundUnlockForm(request.POST or None, initial={"version": round_.version})
    if form.is_valid():
        with refusals_shown_in(form):
            closing.undo_closing(round_id=pk, by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã mở lại {round_} cho mọi xã.")
            return redirect("households:round_list")
    context = {"form": form, "round": round_, "resting": dependants_of(round_)}
    return render(request, "households/round_unlock.html", context)
