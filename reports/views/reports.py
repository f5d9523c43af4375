"""The list of official reports, and their files."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Action
from areas.filters import boundaries_asked
from areas.queries import today
from common.access import View, require
from common.clock import now
from common.http import SignedInRequest
from common.parameters import takes
from households.queries.boundaries import years_before_merger
from reports.documents.year_report import year_report_paper
from reports.exports.catalogue import REPORTS, OfficialReport
from reports.exports.form import report_request
from reports.filters.dashboard import dashboard_asked
from reports.queries.dashboard import late_now, plans_for
from reports.words.forms.forms import form_groups
from reports.words.forms.lists import LISTS
from targets.queries.plans import plan_years


@require_safe
@require(Action.DOWNLOAD_REPORTS)
def catalogue(request: SignedInRequest) -> HttpResponse:
    years = plan_years()
    context = {
        "reports": REPORTS,
        "years": years,
        "years_before_merger": years_before_merger(years),
        "as_of": today(),
        "groups": form_groups(),
        "may_report": request.user.may(Action.SET_GOALS),
        "lists": LISTS if request.user.may(Action.VIEW_HOUSEHOLDS) else (),
    }
    return render(request, "reports/catalogue.html", context)


@require_safe
@require(Action.SET_GOALS)
@takes("month")
def year_report(request: SignedInRequest, year: int) -> FileResponse:
    """The report to the province as a Word document; `?month=2021-06`: up to the end of a month."""
    plan, plans = plans_for(year, on=today())
    if plan is None:
        raise Http404("Năm này chưa có kế hoạch.")
    asked = {"month": request.GET.get("month")}
    found = dashboard_asked(asked, plan, plans=plans, on=today(), at=now(), reader=None)
    late = late_now(plan, found.month, on=today())
    return year_report_paper(plan, found, late, on=today()).response()


def file_page(report: OfficialReport) -> View:
    """Return the page view of a report, with the parameters that the report takes."""

    @require_safe
    @require(Action.DOWNLOAD_REPORTS)
    @takes(*report.parameters)
    def report_file(request: SignedInRequest, year: int) -> FileResponse:
        asked = report_request(
            year=year,
            standard_code=request.GET.get("standard"),
            boundaries=boundaries_asked(request.GET.get("boundaries")),
        )
        found = report.draw(asked)
        if found is None:
            raise Http404(report.missing)
        return found

    return report_file
