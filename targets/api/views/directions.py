"""API of the year's tasks: the same queries and services as the pages."""

from typing import Any

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from common.api import ApiRequest, FileNegotiation, StrictMultiPartParser, checked, is_form
from common.clock import now
from common.http import download
from common.uploads import read_uploads
from common.xlsx import CONTENT_TYPE as EXCEL
from targets.api.serializers import directions as shapes
from targets.api.views.answers import ATTACHMENT
from targets.api.views.plans import YEAR, asked_plan
from targets.exports.directions import directions_response
from targets.models import Attachment, Direction, DirectionBearer, YearPlan
from targets.queries.direction_pages import reports_on
from targets.queries.directions import direction_row, direction_rows
from targets.queries.plans import plan_source
from targets.services import direction_reports, directions


class DirectionList(APIView):
    """GET: the tasks of a year with the bearers the user sees. POST: give a task."""

    parameters = (YEAR,)
    required_action = Action.VIEW_PROGRESS
    required_write_action = Action.GIVE_DIRECTIONS

    @extend_schema(responses=shapes.DirectionRowOutput(many=True))
    def get(self, request: ApiRequest) -> Response:
        return Response(_listed(asked_plan(request), request))

    @extend_schema(request=shapes.NewDirectionInput, responses={201: shapes.DirectionDetailOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(shapes.NewDirectionInput, request)
        plan = _plan_of(sent.pop("year"))
        given = directions.give_direction(plan_id=plan.pk, by=request.user, **sent)
        return _detail(request, given.pk, status.HTTP_201_CREATED)


class DirectionLoad(APIView):
    """Load the seven tasks of the 2021 programme. Idempotent."""

    required_action = Action.GIVE_DIRECTIONS

    @extend_schema(
        request=shapes.DirectionYearInput, responses=shapes.DirectionRowOutput(many=True)
    )
    def post(self, request: ApiRequest) -> Response:
        plan = _plan_of(**checked(shapes.DirectionYearInput, request))
        directions.load_programme_directions(plan_id=plan.pk, by=request.user)
        return Response(_listed(plan, request))


class DirectionExport(APIView):
    """The tasks of a year as an Excel file."""

    parameters = (YEAR,)
    required_action = Action.DOWNLOAD_REPORTS
    content_negotiation_class = FileNegotiation

    @extend_schema(responses={(200, EXCEL): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest) -> FileResponse:
        plan = asked_plan(request)
        rows = direction_rows(plan, request.user, today=today())
        return directions_response(rows, plan=plan, user=request.user, on=today(), at=now())


class DirectionDetail(APIView):
    required_action = Action.VIEW_PROGRESS
    required_write_action = Action.GIVE_DIRECTIONS

    @extend_schema(responses=shapes.DirectionDetailOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _detail(request, pk)

    @extend_schema(request=shapes.DirectionChangeInput, responses=shapes.DirectionDetailOutput)
    def put(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Direction, pk=pk)
        sent = checked(shapes.DirectionChangeInput, request)
        directions.change_direction(direction_id=pk, by=request.user, **sent)
        return _detail(request, pk)


class DirectionWithdraw(APIView):
    required_action = Action.GIVE_DIRECTIONS

    @extend_schema(request=shapes.DirectionWithdrawInput, responses=shapes.DirectionDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Direction, pk=pk)
        sent = checked(shapes.DirectionWithdrawInput, request)
        directions.withdraw_direction(direction_id=pk, by=request.user, **sent)
        return _detail(request, pk)


class DirectionReports(APIView):
    """Report on a task borne by the user's commune or office; a report is never edited."""

    required_action = Action.REPORT_DIRECTIONS
    parser_classes = [*APIView.parser_classes, StrictMultiPartParser]

    @extend_schema(
        request={
            "application/json": shapes.DirectionReportInput,
            "multipart/form-data": shapes.DirectionReportFormInput,
        },
        responses={201: shapes.DirectionReportOutput},
    )
    def post(self, request: ApiRequest, pk: int) -> Response:
        own = DirectionBearer.objects.borne_by(request.user).filter(direction=pk)
        known = list(own.values_list("pk", flat=True))
        if not known:
            raise NotFound
        body = shapes.DirectionReportFormInput if is_form(request) else shapes.DirectionReportInput
        sent = checked(body, request)
        sent["attachments"] = read_uploads(sent.get("attachments", []))
        bearer = _bearer_meant(sent.pop("bearer", None), known)
        report = direction_reports.report_direction(
            bearer_id=bearer, by=request.user, at=now(), **sent
        )
        return Response(shapes.DirectionReportOutput(report).data, status.HTTP_201_CREATED)


class DirectionFile(APIView):
    """A file of a report."""

    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_PROGRESS

    @extend_schema(responses=ATTACHMENT)
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        found = Attachment.objects.visible_to(request.user).filter(direction_report__isnull=False)
        file = get_object_or_404(found, pk=pk)
        return download(file.name, bytes(file.content), content_type=file.content_type)


class DirectionDue(APIView):
    """Give one bearer its own due date; null removes it."""

    required_action = Action.GIVE_DIRECTIONS

    @extend_schema(request=shapes.DirectionDueInput, responses=shapes.DirectionDetailOutput)
    def put(self, request: ApiRequest, pk: int) -> Response:
        bearer = get_object_or_404(DirectionBearer.objects.visible_to(request.user), pk=pk)
        sent = checked(shapes.DirectionDueInput, request)
        direction_reports.set_due(bearer_id=pk, by=request.user, **sent)
        return _detail(request, bearer.direction_id)


def _plan_of(year: int) -> YearPlan:
    plan = YearPlan.objects.filter(year=year).first()
    if plan is None:
        raise ValidationError({"year": [f"Năm {year} chưa có kế hoạch."]})
    return plan


def _bearer_meant(named: int | None, known: list[int]) -> int:
    if named is None and len(known) == 1:
        return known[0]
    if named not in known:
        raise ValidationError({"bearer": ["Hãy chọn một trong các nơi thực hiện của bạn."]})
    return named


def _listed(plan: YearPlan, request: ApiRequest) -> list[dict[str, Any]]:
    rows = direction_rows(plan, request.user, today=today())
    source = plan_source(plan, on=today(), at=now())
    return [shapes.DirectionRowOutput.of(row, source) for row in rows]


def _detail(request: ApiRequest, pk: int, code: int = status.HTTP_200_OK) -> Response:
    direction = get_object_or_404(Direction.objects.select_related("plan__standard"), pk=pk)
    row = direction_row(direction, request.user, today=today())
    source = plan_source(direction.plan, on=today(), at=now())
    reports = shapes.DirectionReportOutput(reports_on(direction, request.user), many=True).data
    return Response({**shapes.DirectionRowOutput.of(row, source), "reports": reports}, code)
