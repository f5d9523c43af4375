"""API of applications within the year: the same filter and services as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from common.api import ApiRequest, FileNegotiation, checked
from common.clock import now
from common.http import month_asked
from common.serializers import VersionInput
from common.word import CONTENT_TYPE as WORD
from common.xlsx import CONTENT_TYPE as EXCEL
from procedure.api.serializers import applications as shapes
from procedure.documents.applications import answer_paper
from procedure.exports.applications import month_response
from procedure.filters.applications import ApplicationFilter
from procedure.models import Application
from procedure.queries.months import month_report
from procedure.querysets.applications import ApplicationQuerySet
from procedure.services import applications as services
from procedure.services import decisions_applications as decisions


class ApplicationList(ListAPIView):
    """GET: applications, the most urgent first. POST: receive an application."""

    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.RUN_PROCEDURE
    serializer_class = shapes.ApplicationOutput
    queryset = Application.objects.all()
    request: ApiRequest
    filterset_class = ApplicationFilter
    keyset_field = "due_key"

    def get_queryset(self) -> QuerySet:
        return _visible(self.request)

    @extend_schema(
        request=shapes.NewApplicationInput,
        responses={200: shapes.ApplicationOutput, 201: shapes.ApplicationOutput},
    )
    def post(self, request: ApiRequest) -> Response:
        sent = shapes.NewApplicationInput(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        at = now()
        signed: dict[str, Any] = {"by": request.user, "at": at, "on": today()}
        application = services.receive_application(**sent.validated_data, **signed)
        is_new = application.received_at == at
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return _answered(request, application.pk, code)


class ApplicationDetail(APIView):
    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.RUN_PROCEDURE

    @extend_schema(responses=shapes.ApplicationOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _answered(request, pk)

    @extend_schema(request=shapes.ApplicationChangeInput, responses=shapes.ApplicationOutput)
    def put(self, request: ApiRequest, pk: int) -> Response:
        _found(request, pk)
        sent = checked(shapes.ApplicationChangeInput, request)
        services.update_application(application_id=pk, by=request.user, on=today(), **sent)
        return _answered(request, pk)


class ApplicationHandOver(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=VersionInput, responses=shapes.ApplicationOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _found(request, pk)
        sent = checked(VersionInput, request)
        services.hand_over_application(application_id=pk, by=request.user, at=now(), **sent)
        return _answered(request, pk)


class ApplicationWithdraw(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.WithdrawInput, responses=shapes.ApplicationOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _found(request, pk)
        sent = checked(shapes.WithdrawInput, request)
        services.withdraw_application(application_id=pk, by=request.user, on=today(), **sent)
        return _answered(request, pk)


class ApplicationAccept(APIView):
    required_action = Action.SIGN_DECISIONS

    @extend_schema(request=shapes.AcceptInput, responses=shapes.ApplicationOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _found(request, pk)
        signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
        decisions.accept_application(
            application_id=pk, **checked(shapes.AcceptInput, request), **signed
        )
        return _answered(request, pk)


class ApplicationRefuse(APIView):
    required_action = Action.SIGN_DECISIONS

    @extend_schema(request=shapes.RefuseInput, responses=shapes.ApplicationOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _found(request, pk)
        signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
        decisions.refuse_application(
            application_id=pk, **checked(shapes.RefuseInput, request), **signed
        )
        return _answered(request, pk)


class ApplicationAnswer(APIView):
    """The decision or the refusal letter of a decided application as a .docx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_HOUSEHOLDS

    @extend_schema(responses={(200, WORD): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        detailed = Application.objects.visible_to(request.user).decided().for_detail()
        paper = answer_paper(get_object_or_404(detailed, pk=pk))
        return paper.response()


class ApplicationMonth(APIView):
    """The decisions of a month as an .xlsx file: counted by commune, and one by one."""

    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_HOUSEHOLDS
    parameters = (OpenApiParameter("month", OpenApiTypes.STR, description="Ví dụ 2021-06."),)

    @extend_schema(responses={(200, EXCEL): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest) -> FileResponse:
        first = month_asked(request.query_params.get("month")) or today().replace(day=1)
        report = month_report(request.user, first)
        return month_response(report, user=request.user, on=today(), at=now())


def _visible(request: ApiRequest) -> ApplicationQuerySet:
    people = ("procedure", "received_by", "surveyed_by", "decided_by")
    return Application.objects.visible_to(request.user).for_list().select_related(*people)


def _found(request: ApiRequest, pk: int) -> Application:
    return get_object_or_404(Application.objects.visible_to(request.user), pk=pk)


def _answered(request: ApiRequest, pk: int, code: int = status.HTTP_200_OK) -> Response:
    application = get_object_or_404(_visible(request), pk=pk)
    return Response(shapes.ApplicationOutput(application).data, code)
