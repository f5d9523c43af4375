"""Home page and health check."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.choices import Action, Role
from accounts.models import User
from accounts.queries import account_counts
from areas.queries import today
from common.access import require
from common.clock import now
from common.http import SignedInRequest
from households.choices import Figure
from households.links import ListAddress
from households.models import Round
from households.queries.desk import borrowers
from povertyapp.desk import desk_of
from povertyapp.help.first_steps import first_steps_to_do
from povertyapp.to_do import rounds_of, to_do_list, to_do_of, year_of_own_commune
from procedure.pages.applications import applications_desk
from targets.models import YearPlan
from targets.pages.own_commune import own_commune
from targets.queries.own_year import OwnYear
from targets.queries.plans import plan_source
from targets.queries.progress import progress
from targets.queries.waiting import CurrentPlan, current_plan
from targets.words.overview import overview


@require_safe
@require(Action.VIEW_CATALOGUES)
def home(request: SignedInRequest) -> HttpResponse:
    user = request.user
    current = current_plan(today())
    plan = current.plan if current else None
    own = year_of_own_commune(user, plan, today())
    rounds = rounds_of(user)
    applications = applications_desk(user, today()) if user.commune_id is not None else None
    context = {
        "source": plan_source(plan, on=today(), at=now()) if plan else None,
        "plan": plan,
        "to_do": to_do_list(
            user,
            today(),
            current=current,
            own=own,
            rounds=rounds,
            applications=applications.rows if applications else (),
        ),
        "applications": applications,
        "may_open_dashboard": plan is not None and user.sees_all_communes,
        "first_steps": first_steps_to_do(user),
        "may_edit_baseline": user.may(Action.EDIT_BASELINE),
        **_of_the_commune(user, current, own, rounds),
        **_of_the_district(user, current),
        **_of_the_role(user, plan),
    }
    return render(request, "home.html", context)


def _of_the_commune(
    user: User, current: CurrentPlan | None, own: OwnYear | None, rounds: Sequence[Round]
) -> dict[str, Any]:
    """The work and the progress of the user's commune."""
    if user.commune_id is None:
        return {}
    return {
        "desk": desk_of(user, year=today().year, rounds=rounds),
        "may_enter": user.may(Action.ENTER_ASSESSMENTS),
        "may_approve": user.may(Action.APPROVE_ASSESSMENTS),
        "own": own_commune(own.figures, planned_share=current.planned_share(today()))
        if own and current
        else None,
    }


def _of_the_district(user: User, current: CurrentPlan | None) -> dict[str, Any]:
    """The verdict on the year, for users who see all communes; its figures are on the dashboard."""
    if current is None or not user.sees_all_communes:
        return {}
    found = progress(current.plan, as_of=today(), computed_at=now(), reader=user, path=current.path)
    return {"progress": found, "overview": overview(found)}


def _of_the_role(user: User, plan: YearPlan | None) -> dict[str, Any]:
    """The figures of the policy bank and of the administrator."""
    figures: dict[str, Any] = {}
    if plan and user.may(Action.MANAGE_LOANS):
        figures["borrowers"] = borrowers(year=plan.year, standard_code=plan.standard.code)
        address = ListAddress(plan.year, plan.standard.code)
        figures["lists"] = {figure.value: address.of(figure) for figure in Figure}
    if user.may(Action.MANAGE_USERS):
        figures["people"] = account_counts(since=now() - dt.timedelta(days=7))
    return figures


@require_safe
@require(Action.VIEW_CATALOGUES)
def landing(request: HttpRequest) -> HttpResponse:
    """Redirect to the page a role starts with: district leaders steer, all others work."""
    user: User = request.user  # type: ignore[assignment]
    return redirect("reports:dashboard" if user.role == Role.DISTRICT_LEADER else "home")


@require_safe
@require(Action.VIEW_CATALOGUES)
def to_do_card(request: SignedInRequest) -> HttpResponse:
    """Return what is due for the user in one line, fetched by the dashboard."""
    return render(request, "home/_to_do_strip.html", {"to_do": to_do_of(request.user, today())})


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Return 200 when the database can be reached."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
