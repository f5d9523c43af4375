"""API of the official reports: the same files as the pages."""

from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import is_demo, today
from areas.shapes import BOUNDARIES, asked_boundaries
from common.api import FileNegotiation
from common.clock import now
from common.http import year_asked
from common.xlsx import CONTENT_TYPE
from reports.exports import district_summary_response, poverty_flow_response
from reports.pages.catalogue import REPORTS
from reports.queries.flow import district_name, sheet_of
from targets.queries.plans import plan_for, plan_years
from targets.queries.progress import progress


class ReportOutput(serializers.Serializer):
    """`url` takes `?year=`, one of `years`."""

    code = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    form = serializers.CharField()
    sheets = serializers.ListField(child=serializers.CharField())
    years = serializers.ListField(child=serializers.IntegerField())
    url = serializers.CharField()


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


class DistrictSummary(APIView):
    """The district's yearly summary as an .xlsx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.DOWNLOAD_REPORTS

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "year", OpenApiTypes.INT, description="Mặc định là năm kế hoạch mới nhất."
            ),
            BOUNDARIES,
        ],
        responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY},
    )
    def get(self, request: Request) -> FileResponse:
        plan = plan_for(year_named(request), on=today())
        if plan is None:
            raise NotFound("Năm này chưa có kế hoạch.")
        found = progress(
            plan, as_of=today(), computed_at=now(), boundaries=asked_boundaries(request)
        )
        return district_summary_response(found, is_demo=is_demo())


class PovertyFlow(APIView):
    """The flow tables of the poor and the near-poor list as an .xlsx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.DOWNLOAD_REPORTS

    @extend_schema(
        parameters=[
            OpenApiParameter("year", OpenApiTypes.INT, description="Mặc định là năm làm việc."),
            OpenApiParameter(
                "standard", OpenApiTypes.STR, description="Mã chuẩn nghèo; mặc định: của năm."
            ),
            BOUNDARIES,
        ],
        responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY},
    )
    def get(self, request: Request) -> FileResponse:
        found = sheet_of(
            year=year_named(request) or today().year,
            standard_code=request.query_params.get("standard"),
            as_of=today(),
            computed_at=now(),
            boundaries=asked_boundaries(request),
        )
        if found is None:
            raise NotFound("Năm này chưa có đợt rà soát theo chuẩn đó.")
        return poverty_flow_response(found, district_name=district_name(), is_demo=is_demo())


def year_named(request: Request) -> int | None:
    """Return the year of `?year=`, None without one; 400 for anything else."""
    try:
        return year_asked(request.query_params.get("year"))
    except Http404 as error:
        raise ParseError("year phải là một năm, ví dụ 2021.") from error
