"""The way in, and the sign of life."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from accounts.models import User
from areas.choices import Boundaries
from areas.queries import today
from common.access import require
from common.clock import now
from common.http import SignedInRequest
from households.choices import Figure
from households.links import ListAddress
from povertyapp.desk import borrowers, desk_of, people
from povertyapp.to_do import to_do_list
from procedure.pages.applications import applications_desk
from targets.models import YearPlan
from targets.pages.own_commune import own_commune
from targets.queries.plans import plan_for
from targets.queries.progress import progress
from targets.queries.rows import Progress
from targets.words.overview import overview


@require_safe
@require(Action.VIEW_CATALOGUES)
def home(request: SignedInRequest) -> HttpResponse:
    plan = plan_for(None, on=today())
    found = _progress_for(request.user, plan) if plan else None
    context = {
        "progress": found,
        "overview": overview(found) if found else None,
        "to_do": to_do_list(request.user, today()),
        "may_open_dashboard": plan is not None and request.user.sees_all_communes,
        **_own_work(request),
        **_own_numbers(request, found),
    }
    return render(request, "home.html", context)


def _progress_for(user: User, plan: YearPlan) -> Progress:
    """On the units of the year; for people of a commune on those of now, so that theirs is one."""
    boundaries = Boundaries.OLD if user.sees_all_communes else Boundaries.NEW
    return progress(plan, as_of=today(), computed_at=now(), boundaries=boundaries)


def _own_work(request: SignedInRequest) -> dict[str, Any]:
    """What waits for a commune's people."""
    if request.user.commune_id is None:
        return {}
    return {
        "desk": desk_of(request.user, year=today().year),
        "applications": applications_desk(request.user, today()),
        "may_enter": request.user.may(Action.ENTER_ASSESSMENTS),
        "may_approve": request.user.may(Action.APPROVE_ASSESSMENTS),
    }


def _own_numbers(request: SignedInRequest, found: Progress | None) -> dict[str, Any]:
    """The figures a role asks for first."""
    user = request.user
    numbers: dict[str, Any] = {"may_edit_baseline": user.may(Action.EDIT_BASELINE)}
    if found and user.commune_id is not None:
        numbers["own"] = own_commune(found, user.commune_id)
    if found and user.may(Action.MANAGE_LOANS):
        numbers["borrowers"] = borrowers(year=found.year, standard_code=found.standard_code)
        address = ListAddress(found.year, found.standard_code)
        numbers["lists"] = {figure.value: address.of(figure) for figure in Figure}
    if user.may(Action.MANAGE_USERS):
        numbers["people"] = people(since=now() - dt.timedelta(days=7))
    return numbers


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
