"""The catalogue of official reports, and the reports themselves."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from areas.filters import boundaries_asked
from areas.queries import is_demo, today
from common.access import require
from common.clock import now
from common.http import SignedInRequest
from households.queries.boundaries import years_before_merger
from reports.exports import district_summary_response, poverty_flow_response
from reports.pages.catalogue import REPORTS
from reports.queries.flow import district_name, sheet_of
from targets.queries.plans import plan_for, plan_years
from targets.queries.progress import progress


@require_safe
@require(Action.DOWNLOAD_REPORTS)
def catalogue(request: SignedInRequest) -> HttpResponse:
    years = plan_years()
    context = {
        "reports": REPORTS,
        "years": years,
        "years_before_merger": years_before_merger(years),
        "as_of": today(),
    }
    return render(request, "reports/catalogue.html", context)


@require_safe
@require(Action.DOWNLOAD_REPORTS)
def district_summary(request: SignedInRequest, year: int) -> FileResponse:
    plan = plan_for(year, on=today())
    if plan is None:
        raise Http404("Năm này chưa có kế hoạch.")
    boundaries = boundaries_asked(request.GET.get("boundaries"))
    found = progress(plan, as_of=today(), computed_at=now(), boundaries=boundaries)
    return district_summary_response(found, is_demo=is_demo())


@require_safe
@require(Action.DOWNLOAD_REPORTS)
def poverty_flow(request: SignedInRequest, year: int) -> FileResponse:
    found = sheet_of(
        year=year,
        standard_code=request.GET.get("standard"),
        as_of=today(),
        computed_at=now(),
        boundaries=boundaries_asked(request.GET.get("boundaries")),
    )
    if found is None:
        raise Http404("Năm này chưa có đợt rà soát theo chuẩn đó.")
    return poverty_flow_response(found, district_name=district_name(), is_demo=is_demo())
