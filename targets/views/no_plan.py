"""The page shown for a year without a plan."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.choices import Action
from areas.queries import today
from common.http import SignedInRequest, year_asked
from targets.queries.plans import plan_years


def no_plan(request: SignedInRequest) -> HttpResponse:
    """Say that the year of `?year=`, or the working year, has no plan, and link those that have."""
    context = {
        "year": year_asked(request.GET.get("year")) or today().year,
        "years": plan_years(),
        "may_edit_baseline": request.user.may(Action.EDIT_BASELINE),
    }
    return render(request, "targets/no_plan.html", context)
