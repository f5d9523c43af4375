"""Addresses without a year: pages of the plan in force, for the menu."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.http import SignedInRequest
from targets.queries.plans import plan_for
from targets.views.no_plan import no_plan


@require_safe
@require(Action.VIEW_PROGRESS)
def allocations(request: SignedInRequest) -> HttpResponse:
    return _of_the_year(request, "targets:allocation_list")


@require_safe
@require(Action.SET_GOALS)
def answers(request: SignedInRequest) -> HttpResponse:
    return _of_the_year(request, "targets:answer_compare")


def _of_the_year(request: SignedInRequest, page: str) -> HttpResponse:
    """Redirect to a page of the plan in force; the page without a plan when there is none."""
    plan = plan_for(None, on=today())
    return redirect(page, plan.year) if plan else no_plan(request)
