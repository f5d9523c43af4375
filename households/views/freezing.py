"""Pages of closed rounds: frozen results and reopenings."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told
from common.http import SignedInRequest, is_htmx, page_of
from common.parameters import CURSOR, takes
from common.sources import FigureSource
from households.exports.freezing import frozen_response
from households.filters.freezing import FrozenRecordFilter, frozen_records, standard_asked
from households.forms.rounds import ReopeningForm
from households.models import Round, RoundReopening
from households.pages.stories import story_of_round
from households.queries.freezing import FrozenResult, frozen_result, frozen_standards, reopenings_of
from households.queries.sources import round_source
from households.services import reopening


@require_safe
@require(Action.VIEW_CATALOGUES)
@takes("standard")
def round_result(request: SignedInRequest, pk: int) -> HttpResponse:
    """The result of a closed round by commune, under one standard."""
    round_ = get_object_or_404(Round, pk=pk)
    standards = frozen_standards(round_)
    standard = standard_asked(standards, request.GET.get("standard", ""))
    result = frozen_result(round_, standard) if standard else None
    context = {
        "source": _source(round_, result),
        "round": round_,
        "standards": standards,
        "result": result,
        "reopenings": reopenings_of(round_, at=now()),
        "story": story_of_round(round_),
        **_rights(request),
    }
    return render(request, "households/round_result.html", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(FrozenRecordFilter, CURSOR)
def frozen_list(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(request, get_object_or_404(Round, pk=pk))
    context = {
        "source": found.source(on=today(), at=now()),
        "filter": found,
        "round": found.round,
        "page": page_of(request, found.qs, field="sort_key"),
        "shows_commune": request.user.sees_all_communes,
    }
    wanted = "_frozen_table.html" if is_htmx(request) else "frozen_list.html"
    return render(request, f"households/{wanted}", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(FrozenRecordFilter)
def frozen_export(request: SignedInRequest, pk: int) -> FileResponse:
    found = _found(request, get_object_or_404(Round, pk=pk))
    found.require_valid()
    return frozen_response(
        found.qs,
        round_=found.round,
        words=found.words,
        user=request.user,
        figures=found.source(on=today(), at=now()),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.REOPEN_ROUNDS)
def round_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Reopen a closed round for one commune, until the end of a day."""
    round_, at = get_object_or_404(Round, pk=pk), now()
    form = ReopeningForm(request.POST or None, round_=round_, at=at)
    if form.is_valid():
        with refusals_shown_in(form):
            opened = reopening.reopen_commune(round_id=pk, by=request.user, at=at, **form.facts)
            until = timezone.localtime(opened.closes_at)
            said = f"Đã mở lại {round_} cho {opened.commune.name_in_sentence}"
            messages.success(request, f"{said} đến {until:%H:%M %d/%m/%Y}.")
            return redirect("households:round_result", pk)
    return render(request, "households/round_reopen.html", {"form": form, "round": round_})


@require_POST
@require(Action.CONFIGURE, or_action=Action.REOPEN_ROUNDS)
def round_relock(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lock a commune again before its time."""
    found = get_object_or_404(RoundReopening.objects.select_related("commune"), pk=pk)
    with refusals_told(request):
        reopening.relock_commune(reopening_id=pk, by=request.user, at=now())
        messages.success(
            request, f"Đã khóa lại {found.commune.name_in_sentence}; kết quả không thay đổi nữa."
        )
    return redirect("households:round_result", found.round_id)


def _found(request: SignedInRequest, round_: Round) -> FrozenRecordFilter:
    records = frozen_records(round_, request.user)
    return FrozenRecordFilter(request.GET, records, request=request, round_=round_)


def _source(round_: Round, result: FrozenResult | None) -> FigureSource:
    return result.source if result else round_source(round_, on=today(), at=now())


def _rights(request: SignedInRequest) -> dict[str, bool]:
    may = request.user.may
    return {
        "may_view_households": may(Action.VIEW_HOUSEHOLDS),
        "may_reopen": may(Action.REOPEN_ROUNDS),
        "may_relock": may(Action.REOPEN_ROUNDS) or may(Action.CONFIGURE),
    }
