"""Pages about why households are poor: the list, one household, its form."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in
from common.http import (
    SignedInRequest,
    is_htmx,
    page_of,
    saved_in_place,
    stays_on_page,
    year_asked,
)
from common.parameters import CURSOR, takes
from households.models import Household, PovertyRecord, PovertyStandard
from households.queries.poor_list import working_standard
from households.queries.sources import year_source
from support import services
from support.filters import ReasonPageFilter
from support.forms import AnalysisForm
from support.models import ReasonAnalysis, SupportNeed
from support.queries.desk import next_to_analyse, reason_desk
from support.queries.needs import need_lines, need_rows, need_value
from support.queries.reasons import analysed, poor_with_analyses


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes("year", ReasonPageFilter, CURSOR)
def reason_list(request: SignedInRequest) -> HttpResponse:
    year = _year(request)
    standard = working_standard(year)
    source = year_source(year, on=today(), at=now(), standard=standard)
    context: dict[str, Any] = {"source": source, "year": year, "standard": standard}
    context["shows_commune"] = request.user.sees_all_communes
    if standard is None:
        records = PovertyRecord.objects.none()
        ReasonPageFilter(request.GET, records, request=request).require_valid()
        page_of(request, records, field="pk")  # refuses a wrong cursor
    else:
        context |= _listed(request, year, standard)
    wanted = "_reason_table.html" if is_htmx(request) else "reason_list.html"
    return render(request, f"support/{wanted}", context)


def _listed(request: SignedInRequest, year: int, standard: PovertyStandard) -> dict[str, Any]:
    records = poor_with_analyses(request.user, year=year, standard=standard)
    found = ReasonPageFilter(request.GET, records, request=request)
    found.year = year
    return {
        "filter": found,
        "page": page_of(request, found.qs, field="head_sort_key"),
        "poor": records.count(),
        "analysed": analysed(records, year=year).count(),
        "may_write": request.user.may(Action.ANALYSE_REASONS),
    }


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def reason_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    household = _household(request, pk)
    analyses = ReasonAnalysis.objects.filter(household=household).for_list()
    context = {
        "household": household,
        "analyses": [(each, need_lines(each.needs.all())) for each in analyses.order_by("-year")],
        "year": today().year,
        "may_write": request.user.may(Action.ANALYSE_REASONS),
    }
    return render(request, "support/reason_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.ANALYSE_REASONS)
@takes("year", ReasonPageFilter)
def reason_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form of a household opened from a filtered list, to which it returns."""
    household, year = _household(request, pk), _year(request)
    found = _filtered(request, year)
    known = ReasonAnalysis.objects.filter(household=household, year=year).for_list().first()
    desk = reason_desk(household, year=year)
    rows = need_rows(desk.members, known)
    form = AnalysisForm(request.POST or None, initial=_initial(known), rows=rows)
    if form.is_valid():
        with refusals_shown_in(form):
            signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
            saved = services.record_analysis(household_id=pk, year=year, **form.asked, **signed)
            return _recorded(request, household, saved, found)
    context = {
        "form": form,
        "household": household,
        "year": year,
        "desk": desk,
        "needs": SupportNeed.objects.all(),
        "back": _address("support:reason_list", request, year),
    }
    return render(request, "support/reason_form.html", context)


def _recorded(
    request: SignedInRequest,
    household: Household,
    saved: ReasonAnalysis,
    found: ReasonPageFilter,
) -> HttpResponse:
    """Stay on the page, go to the next household of the list, or back to the list."""
    words = f"Đã ghi nguyên nhân nghèo của hộ {household.head_name}"
    if stays_on_page(request):
        message = f"Đã lưu lúc {timezone.localtime(now()):%H:%M}."
        page = request.get_full_path()
        return saved_in_place(version=saved.version, page=page, message=message)
    if request.POST.get("then") == "next":
        following = next_to_analyse(found.in_every_state, household, year=saved.year)
        if following.household_id is not None:
            messages.success(request, f"{words}; còn {following.left} hộ chưa phân tích.")
            pk = following.household_id
            return redirect(_address("support:reason_edit", request, saved.year, pk=pk))
        words = f"{words}; mọi hộ trong danh sách đã có nguyên nhân"
    messages.success(request, f"{words}.")
    return redirect(_address("support:reason_list", request, saved.year))


def _filtered(request: SignedInRequest, year: int) -> ReasonPageFilter:
    """Return the list the form was opened from. Raises WrongParameters for an invalid filter."""
    standard = working_standard(year)
    records = PovertyRecord.objects.none()
    if standard is not None:
        records = poor_with_analyses(request.user, year=year, standard=standard)
    found = ReasonPageFilter(request.GET, records, request=request)
    found.year = year
    return found.require_valid()


def _address(page: str, request: SignedInRequest, year: int, **place: int) -> str:
    """Return the address of a page with the filter of the list."""
    asked = request.GET.copy()
    asked["year"] = str(year)
    return f"{reverse(page, kwargs=place)}?{asked.urlencode()}"


def _initial(known: ReasonAnalysis | None) -> dict[str, Any]:
    if known is None:
        return {"version": 0, "analysed_on": today()}
    return {
        "version": known.version,
        "reasons": [finding.reason.key for finding in known.findings.all()],
        "needs": [need_value(each.need.key, each.person) for each in known.needs.all()],
        "analysed_on": known.analysed_on,
        "note": known.note,
    }


def _household(request: SignedInRequest, pk: int) -> Household:
    return get_object_or_404(Household.objects.visible_to(request.user).for_list(), pk=pk)


def _year(request: SignedInRequest) -> int:
    return year_asked(request.GET.get("year")) or today().year
