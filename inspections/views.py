"""Pages of re-checks and of the watch list."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in, refusals_told
from common.http import SignedInRequest, page_of
from common.parameters import CURSOR, takes
from households.models import PovertyRecord
from households.queries.poor_list import working_standard
from households.queries.sources import round_source, year_source
from inspections import services
from inspections.documents.minutes import recheck_minutes_paper
from inspections.exports import sample_response
from inspections.forms import CaseForm, CloseForm, DrawForm, WatchForm
from inspections.models import RecheckCase, RecheckSample
from inspections.queries.samples import corrected_since, overall, sample_page, sample_rows
from inspections.queries.watch import (
    communes_of,
    crowded_groups,
    near_line_rows,
    near_the_line,
    recent_exits,
)


@require_safe
@require(Action.RECHECK)
def sample_list(request: SignedInRequest) -> HttpResponse:
    rows = sample_rows(RecheckSample.objects.visible_to(request.user).for_list())
    source = year_source(today().year, on=today(), at=now())
    context = {"source": source, "rows": rows, "overall": overall(rows)}
    return render(request, "inspections/sample_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.RECHECK)
def sample_draw(request: SignedInRequest) -> HttpResponse:
    form = DrawForm(request.POST or None, communes=communes_of(request.user))
    if form.is_valid():
        with refusals_shown_in(form):
            drawn = services.draw_samples(by=request.user, at=now(), **form.facts)
            messages.success(request, f"Đã rút mẫu ở {len(drawn)} xã, thị trấn.")
            if len(drawn) == 1:
                return redirect("inspections:sample_detail", drawn[0].pk)
            return redirect("inspections:sample_list")
    return render(request, "inspections/sample_draw.html", {"form": form})


@require_safe
@require(Action.RECHECK)
def sample_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    sample = _sample(request, pk)
    shown = sample_page(sample)
    context = {
        "source": round_source(sample.round, on=today(), at=now()),
        "sample": sample,
        "shown": shown,
        "corrected": corrected_since(shown.cases),
        "form": CloseForm(initial={"version": sample.version}),
    }
    return render(request, "inspections/sample_detail.html", context)


@require_safe
@require(Action.RECHECK)
def sample_export(request: SignedInRequest, pk: int) -> FileResponse:
    sample = _sample(request, pk)
    return sample_response(sample, list(sample.cases.for_list()), on=today(), at=now())


@require_safe
@require(Action.RECHECK)
def sample_minutes(request: SignedInRequest, pk: int) -> FileResponse:
    """The minutes of the re-check as a Word document."""
    sample = _sample(request, pk)
    return recheck_minutes_paper(sample, sample_page(sample)).response()


@require_POST
@require(Action.RECHECK)
def sample_close(request: SignedInRequest, pk: int) -> HttpResponse:
    sample = _sample(request, pk)
    form = CloseForm(request.POST)
    with refusals_told(request):
        said: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
        services.close_sample(
            sample_id=pk,
            version=said.get("version", sample.version),
            conclusion=said.get("conclusion", ""),
            by=request.user,
        )
        messages.success(request, f"Đã kết thúc phúc tra {sample.commune.name_in_sentence}.")
    return redirect("inspections:sample_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.RECHECK)
def case_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    cases = RecheckCase.objects.visible_to(request.user).for_list()
    case = get_object_or_404(cases.select_related("assessment__commune", "sample__commune"), pk=pk)
    form = CaseForm(request.POST or None, case=case)
    if form.is_valid():
        with refusals_shown_in(form):
            services.record_case(case_id=pk, by=request.user, on=today(), **form.facts)
            messages.success(request, f"Đã ghi kết quả của hộ {case.household.head_name}.")
            return redirect("inspections:sample_detail", case.sample_id)
    return render(request, "inspections/case_form.html", {"form": form, "case": case})


@require_safe
@require(Action.RECHECK)
@takes(WatchForm, CURSOR)
def watch_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "inspections/watch_list.html", _watched(request))


def _watched(request: SignedInRequest) -> dict[str, Any]:
    year, standard = today().year, working_standard(today().year)
    form = WatchForm(request.GET, communes=communes_of(request.user))
    source = year_source(year, on=today(), at=now(), standard=standard)
    context: dict[str, Any] = {"form": form, "source": source, "standard": standard}
    if standard is None or not form.is_valid():
        page_of(request, PovertyRecord.objects.none(), field="pk")  # refuses a wrong cursor
        return context
    asked: dict[str, Any] = {"user": request.user, "year": year, "standard": standard}
    margin, commune = form.cleaned_data["margin"], form.cleaned_data["commune"]
    near = near_the_line(**asked, margin=margin, commune=commune)
    page = page_of(request, near, field="head_sort_key")
    people, communes = crowded_groups(**asked, margin=margin)
    exits = recent_exits(**asked, commune=commune)
    return context | {
        "margin": margin,
        "page": page,
        "near": near_line_rows(page, standard),
        "people": people,
        "communes": communes,
        "exits": exits.order_by(F("b1_points").asc(nulls_last=True), "pk")[:50],
        "exit_count": exits.count(),
    }


def _sample(request: SignedInRequest, pk: int) -> RecheckSample:
    samples = RecheckSample.objects.visible_to(request.user)
    return get_object_or_404(
        samples.select_related("round", "commune__district__province", "drawn_by"), pk=pk
    )
