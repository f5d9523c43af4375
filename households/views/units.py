"""Pages of a change of units: overview, apply, undo."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Action
from areas.models import NewUnit
from areas.queries import today
from common.access import require
from common.clock import now
from common.forms import refusals_shown_in
from common.http import SignedInRequest
from households.forms.units import UnitChangeForm
from households.queries.units import (
    UnitChangeOverview,
    unit_change_overview,
    unit_changes,
    year_counted,
)
from households.services.units import apply_unit_change
from households.services.units_back import roll_back_unit_change
from households.words.units import unit_warnings


@require_safe
@require(Action.VIEW_CATALOGUES)
def unit_change_page(request: SignedInRequest) -> HttpResponse:
    change = unit_changes().first()
    day = today()
    overview = unit_change_overview(change, year=year_counted(day)) if change else None
    context = {
        "overview": overview,
        "warnings": _warnings(overview) if overview else [],
        "today": day,
        "may_merge": request.user.may(Action.MERGE_UNITS),
    }
    return render(request, "households/unit_change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.MERGE_UNITS)
def unit_change_apply(request: SignedInRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(unit_changes(), pk=pk)
    form = UnitChangeForm(request.POST or None, initial={"version": change.version})
    if form.is_valid():
        with refusals_shown_in(form):
            asked = {"by": request.user, "at": now(), "on": today(), **form.asked}
            apply_unit_change(change_id=pk, **asked)
            messages.success(request, "Đã áp dụng: hộ, khẩu và tài khoản đã chuyển sang xã mới.")
            return redirect("households:unit_change")
    return _asked(request, pk, form, is_back=False)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.MERGE_UNITS)
def unit_change_roll_back(request: SignedInRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(unit_changes(), pk=pk)
    form = UnitChangeForm(request.POST or None, initial={"version": change.version})
    if form.is_valid():
        with refusals_shown_in(form):
            roll_back_unit_change(change_id=pk, by=request.user, at=now(), **form.asked)
            messages.success(request, "Đã hoàn tác: hộ, khẩu và tài khoản đã về xã cũ.")
            return redirect("households:unit_change")
    return _asked(request, pk, form, is_back=True)


def _asked(
    request: SignedInRequest, pk: int, form: UnitChangeForm, *, is_back: bool
) -> HttpResponse:
    change = get_object_or_404(unit_changes(), pk=pk)
    overview = unit_change_overview(change, year=year_counted(today()))
    context = {
        "form": form,
        "overview": overview,
        "warnings": _warnings(overview),
        "is_back": is_back,
    }
    return render(request, "households/unit_change_form.html", context)


def _warnings(overview: UnitChangeOverview) -> list[tuple[NewUnit, str]]:
    return [(row.unit, warning) for row in overview.rows for warning in unit_warnings(row)]
