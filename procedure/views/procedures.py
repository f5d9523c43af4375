"""The procedure's numbers and the holidays, maintained by the labour office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from common.access import require
from common.forms import refusals_shown_in
from common.http import SignedInRequest
from procedure.forms.procedures import HolidayForm, TermForm
from procedure.models import Holiday, Procedure, ProcedureTerm
from procedure.pages.procedures import history_of_term
from procedure.services import procedures


@require_safe
@require(Action.VIEW_CATALOGUES)
def procedure_list(request: SignedInRequest) -> HttpResponse:
    return _page(request, HolidayForm())


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.CONFIGURE)
def term_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    term = get_object_or_404(ProcedureTerm.objects.select_related("procedure"), pk=pk)
    form = TermForm.of(term, request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            procedures.change_term(term_id=pk, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã lưu “{term.get_key_display()}”.")
            return redirect("procedure:procedures")
    context = {"form": form, "term": term, "story": history_of_term(term)}
    return render(request, "procedure/term_form.html", context)


@require_POST
@require(Action.CONFIGURE)
def holiday_add(request: SignedInRequest) -> HttpResponse:
    form = HolidayForm(request.POST)
    if form.is_valid():
        with refusals_shown_in(form):
            holiday = procedures.add_holiday(by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã ghi ngày nghỉ {holiday}.")
            return redirect("procedure:procedures")
    return _page(request, form)


@require_POST
@require(Action.CONFIGURE)
def holiday_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    holiday = get_object_or_404(Holiday, pk=pk)
    procedures.remove_holiday(holiday_id=pk, by=request.user)
    messages.success(request, f"Đã bỏ ngày nghỉ {holiday}.")
    return redirect("procedure:procedures")


def _page(request: SignedInRequest, form: HolidayForm) -> HttpResponse:
    context = {
        "procedures": Procedure.objects.prefetch_related("terms"),
        "holidays": Holiday.objects.all(),
        "form": form,
        "may_configure": request.user.may(Action.CONFIGURE),
    }
    return render(request, "procedure/procedures.html", context)
