"""Pages of life events: each action in two or three steps, the list, and undo."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.errors import Conflict
from common.forms import refusals_shown_in
from common.http import SignedInRequest, is_htmx, page_of
from common.parameters import CURSOR, takes
from households.filters.life import LifeFilter
from households.forms.life import (
    ChangeHeadForm,
    DeathForm,
    LifeForm,
    MoveBetweenForm,
    MoveWithinForm,
    UndoForm,
)
from households.forms.life_choices import DeathChooser, HeadChooser, MergeChooser, SplitChooser
from households.forms.life_joins import MergeForm, SplitForm
from households.models import Household, LifeEvent
from households.queries.life import life_of, life_rows
from households.services.life.departures import record_death
from households.services.life.events import Occasion, rehearse
from households.services.life.heads import change_head
from households.services.life.merge import merge_household
from households.services.life.move import move_between_communes, move_within_commune
from households.services.life.split import split_household
from households.services.life.undo import undo_life_event

Service = Callable[..., LifeEvent]


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
@takes(SplitChooser)
def household_split(request: SignedInRequest, pk: int) -> HttpResponse:
    return in_steps(request, pk, SplitForm, split_household)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
@takes(MergeChooser)
def household_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    return in_steps(request, pk, MergeForm, merge_household)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
def household_move_within(request: SignedInRequest, pk: int) -> HttpResponse:
    return in_steps(request, pk, MoveWithinForm, move_within_commune)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
def household_move_between(request: SignedInRequest, pk: int) -> HttpResponse:
    return in_steps(request, pk, MoveBetweenForm, move_between_communes)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
@takes(HeadChooser)
def household_change_head(request: SignedInRequest, pk: int) -> HttpResponse:
    return in_steps(request, pk, ChangeHeadForm, change_head)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
@takes(DeathChooser)
def household_death(request: SignedInRequest, pk: int) -> HttpResponse:
    return in_steps(request, pk, DeathForm, record_death)


def in_steps(
    request: SignedInRequest, pk: int, form_class: type[LifeForm], service: Service
) -> HttpResponse:
    """Handle the steps of an action: whom it concerns, the details, a summary to confirm."""
    visible = Household.objects.visible_to(request.user).for_list()
    household = get_object_or_404(visible, pk=pk)
    people = list(household.members.order_by("position", "pk"))
    context: dict[str, Any] = {"household": household, "form_class": form_class}
    chosen: dict[str, Any] = {}
    if form_class.chooser is not None:
        choice = form_class.chooser(
            request.GET if form_class.chooser.is_sent(request.GET) else None,
            initial=request.GET.dict(),
            household=household,
            people=people,
            user=request.user,
        )
        if not choice.is_valid():
            return render(request, "households/life_choose.html", context | {"form": choice})
        chosen = choice.cleaned_data
    form = form_class(request.POST or None, household=household, people=people, chosen=chosen)
    if form.is_valid() and "edit" not in request.POST:
        with refusals_shown_in(form):
            try:
                return _done_or_checked(request, form, service, context | {"form": form})
            except Conflict as error:  # the roster has changed since the page was opened
                messages.error(request, error.message)
                return redirect(request.get_full_path())
    return render(request, "households/life_form.html", context | {"form": form})


def _done_or_checked(
    request: SignedInRequest, form: LifeForm, service: Service, context: dict[str, Any]
) -> HttpResponse:
    def act() -> LifeEvent:
        return service(
            household_id=form.household.pk,
            version=form.cleaned_data["version"],
            occasion=_occasion(request, form),
            **form.command(),
        )

    if "confirmed" not in request.POST:
        return render(request, "households/life_check.html", context | {"event": rehearse(act)})
    event = act()
    messages.success(request, f"Đã ghi: {event.summary}.")
    return redirect("households:detail", _shown_after(event, request))


def _shown_after(event: LifeEvent, request: SignedInRequest) -> int:
    """Return the household the members are in now, if the user may see it."""
    touched = [part.household_id for part in event.parts.order_by("-role") if part.household_id]
    visible = Household.objects.visible_to(request.user).filter(pk__in=touched)
    seen = set(visible.values_list("pk", flat=True))
    return next(pk for pk in touched if pk in seen)


def _occasion(request: SignedInRequest, form: LifeForm) -> Occasion:
    said = form.cleaned_data
    return Occasion(
        client_id=said["client_id"],
        on=said["on"],
        note=said["note"],
        by=request.user,
        at=now(),
        today=today(),
    )


@require_safe
@require(Action.VIEW_HOUSEHOLDS)
@takes(LifeFilter, CURSOR)
def life_list(request: SignedInRequest) -> HttpResponse:
    found = LifeFilter(request.GET, life_of(request.user), request=request)
    page = page_of(request, found.qs, field="newest")
    may_edit = request.user.may(Action.EDIT_HOUSEHOLDS)
    context = {
        "filter": found,
        "page": page,
        "rows": life_rows(page.rows, user=request.user, may_edit=may_edit),
        "may_edit": may_edit,
        "shows_commune": request.user.sees_all_communes,
    }
    wanted = "_life_table.html" if is_htmx(request) else "life_list.html"
    return render(request, f"households/{wanted}", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.EDIT_HOUSEHOLDS)
def life_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    mine = LifeEvent.objects.made_within(request.user).for_list()
    event = get_object_or_404(mine, pk=pk)
    form = UndoForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            undo_life_event(
                event_id=pk, reason=form.cleaned_data["reason"], by=request.user, at=now()
            )
            messages.success(request, f"Đã hoàn tác: {event.summary}.")
            return redirect("households:life_list")
    return render(request, "households/life_undo.html", {"form": form, "event": event})
