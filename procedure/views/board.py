"""The deadline board of the district and of a commune; the commune's report to the district."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.choices import Action
from areas.models import Commune, Village
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in
from common.http import SignedInRequest
from common.parameters import WrongParameters, takes
from households.models import Round
from households.queries.rounds import is_open_for
from households.queries.sources import round_source
from procedure.forms.commune import CommuneReportForm
from procedure.forms.village import ListForm
from procedure.pages.board import board_rows, hindrances_shown
from procedure.queries.board import board, rounds_with_steps
from procedure.queries.commune import ready_to_report, submissions_of
from procedure.services import listing, submissions
from procedure.words.lateness import SORTED_BY_DEADLINE


@require_safe
@require(Action.VIEW_PROGRESS)
@takes("round")
def deadline_board(request: SignedInRequest) -> HttpResponse:
    rounds = rounds_with_steps()
    round_ = _round_asked(request, rounds)
    if round_ is not None and request.user.commune_id is not None:
        return redirect(_commune_address(request.user.commune_id, round_))
    lines = board(round_, user=request.user, today=today()) if round_ else []
    context = {
        "source": round_source(round_, on=today(), at=now()) if round_ else None,
        "rounds": rounds,
        "round": round_,
        "rows": board_rows(lines),
        "sorted_by": SORTED_BY_DEADLINE,
        "today": today(),
    }
    return render(request, "procedure/board.html", context)


@require_safe
@require(Action.VIEW_PROGRESS)
@takes("round")
def commune_board(request: SignedInRequest, pk: int) -> HttpResponse:
    commune = get_object_or_404(Commune.objects.visible_to(request.user), pk=pk)
    return _commune_page(request, commune, _round_asked(request, rounds_with_steps()))


@require_POST
@require(Action.RUN_PROCEDURE)
@takes("round")
def commune_report(request: SignedInRequest, pk: int) -> HttpResponse:
    commune = get_object_or_404(Commune.objects.visible_to(request.user), pk=pk)
    round_ = _round_asked(request, rounds_with_steps())
    if round_ is None:
        raise Http404
    ready = [each.review for each in ready_to_report(round_, commune)]
    form = CommuneReportForm(request.POST, reviews=ready)
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "on": today(), **form.facts}
            sent = submissions.report_to_district(round_=round_, commune=commune, **signed)
            messages.success(request, f"Đã ghi: {sent}.")
            return redirect("procedure:submission", sent.pk)
    return _commune_page(request, commune, round_, report=form)


@require_POST
@require(Action.RUN_PROCEDURE)
@takes("round")
def village_review_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open the list of a village in the requested round."""
    village = get_object_or_404(Village.objects.visible_to(request.user), pk=pk)
    round_ = _round_asked(request, rounds_with_steps())
    if round_ is None:
        raise Http404
    form = ListForm(request.POST)
    if form.is_valid():
        with refusals_shown_in(form):
            review = listing.open_village_review(
                round_=round_, village=village, by=request.user, on=today(), **form.cleaned_data
            )
            return redirect("procedure:village_review", review.pk)
    messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect(_commune_address(village.commune_id, round_))


def _commune_page(
    request: SignedInRequest, commune: Commune, round_: Round | None, **forms: Any
) -> HttpResponse:
    user, day = request.user, today()
    lines = board(round_, user=user, today=day, commune=commune) if round_ else []
    ready = ready_to_report(round_, commune) if round_ else []
    reviews = [each.review for each in ready]
    reports = submissions_of(user).filter(commune=commune, round=round_) if round_ else None
    context = {
        "source": round_source(round_, on=day, at=now()) if round_ else None,
        "commune": commune,
        "rounds": rounds_with_steps(),
        "round": round_,
        "row": next(iter(board_rows(lines)), None),
        "ready": ready,
        "hindrances": hindrances_shown(ready),
        "report": CommuneReportForm(reviews=reviews, initial={"sent_on": day}),
        "reports": reports,
        "today": day,
        "may_run": user.may(Action.RUN_PROCEDURE)
        and round_ is not None
        and is_open_for(round_, commune.pk, now()),
        "may_view": user.may(Action.VIEW_HOUSEHOLDS),
        **forms,
    }
    return render(request, "procedure/commune.html", context)


def _commune_address(commune_id: int, round_: Round) -> str:
    return f"{reverse('procedure:commune', args=[commune_id])}?round={round_.pk}"


def _round_asked(request: SignedInRequest, rounds: list[Round]) -> Round | None:
    """Return the round in `?round=`, by default the first one. Raises WrongParameters."""
    asked = request.GET.get("round", "")
    if not asked:
        return next(iter(rounds), None)
    found = next((each for each in rounds if str(each.pk) == asked), None)
    if found is None:
        raise WrongParameters({"round": ["Không có đợt này."]})
    return found
