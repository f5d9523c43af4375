"""API of the official reports."""

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from areas.shapes import BOUNDARIES, asked_boundaries
from common.api import FileNegotiation
from common.clock import now
from common.http import year_asked
from common.word import CONTENT_TYPE as WORD
from common.xlsx import CONTENT_TYPE
from reports.api.serializers.reports import ReportOutput
from reports.documents.year_report import year_report_paper
from reports.exports.catalogue import REPORTS, OfficialReport
from reports.exports.form import report_request
from reports.filters.dashboard import dashboard_asked
from reports.queries.dashboard import late_now, plans_for
from targets.queries.plans import plan_years

YEAR = OpenApiParameter("year", OpenApiTypes.INT, description="Mặc định là năm làm việc.")
PLAN_YEAR = OpenApiParameter(
    "year", OpenApiTypes.INT, description="Mặc định là năm kế hoạch mới nhất."
)
MONTH = OpenApiParameter(
    "month", OpenApiTypes.STR, description="2021-06: đến hết tháng đó; mặc định là hôm nay."
)
STANDARD = OpenApiParameter(
    "standard", OpenApiTypes.STR, description="Mã chuẩn nghèo; mặc định: của năm."
)


class ReportList(APIView):
    required_action = Action.DOWNLOAD_REPORTS

    @extend_schema(responses=ReportOutput(many=True))
    def get(self, request: Request) -> Response:
        years = plan_years()
        rows = [
            {
                "code": report.code,
                "title": report.title,
                "description": report.description,
                "form": report.form,
                "sheets": report.sheets,
                "years": years,
                "url": reverse(report.api_name),
            }
            for report in REPORTS
        ]
        return Response(ReportOutput(rows, many=True).data)


class YearReport(APIView):
    """The report to the province as a .docx file, of the year or up to the end of a month."""

    content_negotiation_class = FileNegotiation
    required_action = Action.SET_GOALS
    parameters = (PLAN_YEAR, MONTH)

    @extend_schema(responses={(200, WORD): OpenApiTypes.BINARY})
    def get(self, request: Request) -> FileResponse:
        plan, plans = plans_for(year_named(request), on=today())
        if plan is None:
            raise NotFound("Năm này chưa có kế hoạch.")
        asked = {"month": request.query_params.get("month")}
        found = dashboard_asked(asked, plan, plans=plans, on=today(), at=now(), reader=None)
        late = late_now(plan, found.month, on=today())
        return year_report_paper(plan, found, late, on=today()).response()


class ReportFile(APIView):
    """One official report as an .xlsx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.DOWNLOAD_REPORTS
    report: OfficialReport

    def get(self, request: Request) -> FileResponse:
        asked = report_request(
            year=year_named(request),
            standard_code=request.query_params.get("standard"),
            boundaries=asked_boundaries(request),
        )
        found = self.report.draw(asked)
        if found is None:
            raise NotFound(self.report.missing)
        return found


def file_view(report: OfficialReport) -> type[ReportFile]:
    """Return the API view of a report, documented with the parameters that the report takes."""
    parameters = [YEAR, STANDARD] if report.has_standard else [PLAN_YEAR]
    if report.has_boundaries:
        parameters.append(BOUNDARIES)
    documented = extend_schema(
        description=report.description,
        responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY},
    )
    declared = {"report": report, "parameters": tuple(parameters)}
    view: type[ReportFile] = documented(type("ReportFile", (ReportFile,), declared))
    return view


def year_named(request: Request) -> int | None:
    """Return the year of `?year=`, None without one. Raises WrongParameters."""
    return year_asked(request.query_params.get("year"))
