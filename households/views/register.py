"""Pages of the household register."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Action
from areas.filters import villages_of
from areas.queries import today
from common.access import require
from common.clock import now
from common.errors import Refused
from common.forms import refusals_shown_in, version_sent
from common.http import (
    SignedInRequest,
    is_htmx,
    page_of,
    row_asked,
    saved_in_place,
    stays_on_page,
)
from common.parameters import CURSOR, takes
from households.exports.register import household_response
from households.filters.register import HouseholdFilter, register_of
from households.forms.register import HouseholdRegisterForm, LeaveForm
from households.models import Household
from households.queries.history import register_history, register_names
from households.queries.life import events_of, life_rows, lineage_of
from households.queries.register import household_page, stored_facts
from households.queries.sources import year_source
from households.querysets import HouseholdQuerySet
from households.services.register import (
    create_household,
    leave_household,
    rejoin_household,
    update_household,
)
from households.words.history import differences, timeline
from households.words.register import next_form


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(HouseholdFilter, CURSOR)
def household_list(request: SignedInRequest) -> HttpResponse:
    found = HouseholdFilter(request.GET, register_of(request.user), request=request)
    context = {
        "source": year_source(today().year, on=today(), at=now()),
        "filter": found,
        "page": page_of(request, found.qs, field=found.order_field),
        "year": today().year,
        "may_edit": request.user.may(Action.EDIT_HOUSEHOLDS),
        "shows_commune": request.user.sees_all_communes,
    }
    wanted = "_table.html" if is_htmx(request) else "list.html"
    return render(request, f"households/{wanted}", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(HouseholdFilter)
def household_export(request: SignedInRequest) -> FileResponse:
    found = HouseholdFilter(request.GET, register_of(request.user), request=request).require_valid()
    return household_response(found.qs, words=found.words, user=request.user, on=today(), at=now())


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def household_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    household = get_object_or_404(_visible(request).select_related("head"), pk=pk)
    may_edit = request.user.may(Action.EDIT_HOUSEHOLDS)
    shown = household_page(household, at=now())
    context = {
        "household": household,
        "shown": shown,
        "next_form": next_form(shown),
        "life": life_rows(events_of(household), user=request.user, may_edit=may_edit),
        "lineage": lineage_of(household, request.user),
        "may_edit": may_edit,
        "may_assess": request.user.may(Action.ENTER_ASSESSMENTS),
        "may_receive": request.user.may(Action.RUN_PROCEDURE),
    }
    return render(request, "households/detail.html", context)


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
def household_history(request: SignedInRequest, pk: int) -> HttpResponse:
    household = get_object_or_404(_visible(request), pk=pk)
    show_numbers = request.user.may(Action.EDIT_HOUSEHOLDS)
    entries = timeline(register_history(household), show_numbers=show_numbers)
    context = {"household": household, "entries": entries}
    return render(request, "households/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
@takes("village")
def household_create(request: SignedInRequest) -> HttpResponse:
    village = row_asked(request.GET, "village", villages_of(request))
    form = HouseholdRegisterForm(
        request.POST, user=request.user, village_id=str(village.pk) if village else ""
    )
    if form.is_valid():
        with form.refusals():
            household, _ = create_household(
                client_id=form.client_id,
                commune_id=form.commune_id,
                facts=form.household.facts(),
                members=form.roster.facts(),
                by=request.user,
                at=now(),
                today=today(),
            )
            return _saved(request, form, household)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
def household_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    stored = get_object_or_404(_visible(request), pk=pk)
    form = HouseholdRegisterForm(request.POST, user=request.user, stored=stored)
    if form.is_valid():
        with form.refusals():
            household = update_household(
                household_id=pk,
                version=form.sent_version,
                facts=form.household.facts(),
                members=form.roster.facts(),
                by=request.user,
                at=now(),
                today=today(),
            )
            return _saved(request, form, household)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
def household_leave(request: SignedInRequest, pk: int) -> HttpResponse:
    household = get_object_or_404(_visible(request), pk=pk)
    form = LeaveForm(request.POST or None, initial={"version": household.version, "on": today()})
    if form.is_valid():
        with refusals_shown_in(form):
            leave_household(
                household_id=pk, by=request.user, at=now(), today=today(), **form.cleaned_data
            )
            messages.success(request, f"Đã ghi hộ {household.head_name} rời địa bàn.")
            return redirect("households:detail", pk)
    return render(request, "households/leave.html", {"form": form, "household": household})


@require_POST
@require(Action.EDIT_HOUSEHOLDS)
def household_rejoin(request: SignedInRequest, pk: int) -> HttpResponse:
    household = get_object_or_404(_visible(request), pk=pk)
    version = version_sent(request)
    try:
        rejoin_household(household_id=household.pk, version=version, by=request.user, at=now())
        messages.success(request, "Đã ghi hộ trở lại địa bàn.")
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("households:detail", pk)


def _visible(request: SignedInRequest) -> HouseholdQuerySet:
    return Household.objects.visible_to(request.user).for_list()


def _saved(
    request: SignedInRequest, form: HouseholdRegisterForm, household: Household
) -> HttpResponse:
    if stays_on_page(request):
        message = f"Đã lưu hộ {household.code} lúc {timezone.localtime(now()):%H:%M}."
        page = reverse("households:edit", args=[household.pk])
        return saved_in_place(version=household.version, page=page, message=message)
    messages.success(request, f"Đã lưu hộ {household.code} – {household.head_name}.")
    if request.POST.get("then") == "another":
        return redirect(f"{reverse('households:create')}?village={household.village_id}")
    return redirect("households:detail", household.pk)


def _form_page(request: SignedInRequest, form: HouseholdRegisterForm) -> HttpResponse:
    """Show the form: as requested, with more rows, with errors, or beside what another user saved."""
    shown = form.with_more_rows() if form.asks_for_rows else form
    context = {"register": shown, "form": shown.household, "formset": shown.roster}
    if shown.conflict is not None and shown.stored is not None:
        mine = shown.household.facts(), shown.roster.facts()
        context["differences"] = differences(
            stored_facts(shown.stored), mine, names=register_names(shown.stored)
        )
        return render(request, "households/form.html", context, status=409)
    return render(request, "households/form.html", context)
