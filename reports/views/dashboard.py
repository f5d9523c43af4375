"""The leader's dashboard."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from areas.queries import today
from common.access import require
from common.clock import now
from common.http import SignedInRequest, year_asked
from common.parameters import takes
from reports.pages.dashboard.page import page_of
from reports.pages.dashboard.parameters import address_of
from reports.queries.dashboard import dashboard, plans_for
from targets.queries.plans import plan_source


@require_safe
@require(Action.VIEW_PROGRESS)
@takes("year", "minority", "colouring", "boundaries", "by_commune")
def dashboard_page(request: SignedInRequest) -> HttpResponse:
    year = year_asked(request.GET.get("year"))
    plan, plans = plans_for(year, on=today())
    if plan is None:
        context = {"year": year or today().year, "years": [each.year for each in plans]}
        return render(request, "reports/dashboard_no_plan.html", context)
    address = address_of(request.GET, year=plan.year)
    found = dashboard(
        plan,
        plans=plans,
        as_of=today(),
        computed_at=now(),
        boundaries=address.boundaries,
        reader=request.user,
    )
    page = page_of(found, address=address, user=request.user)
    source = plan_source(plan, on=today(), at=now())
    return render(request, "reports/dashboard.html", {"source": source, "page": page})
