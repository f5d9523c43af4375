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
from areas.shapes import BOUNDARIES, asked_boundaries
from common.api import FileNegotiation
from common.http import year_asked
from common.xlsx import CONTENT_TYPE
from reports.api.serializers.reports import ReportOutput
from reports.exports.catalogue import REPORTS, OfficialReport
from reports.exports.form import report_request
from targets.queries.plans import plan_years

YEAR = OpenApiParameter("year", OpenApiTypes.INT, description="Mặc định là năm làm việc.")
PLAN_YEAR = OpenApiParameter(
    "year", OpenApiTypes.INT, description="Mặc định là năm kế hoạch mới nhất."
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
