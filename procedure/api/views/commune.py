"""API of the deadline board, the commune's reports, and the procedure's numbers."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from common.api import ApiRequest, checked
from common.clock import now
from common.parameters import WrongParameters
from common.serializers import NoInput
from households.queries.sources import round_source
from procedure.api.serializers import steps as shapes
from procedure.models import CommuneSubmission, Holiday, Procedure, ProcedureTerm
from procedure.queries.board import board, rounds_with_steps
from procedure.queries.decision import decision_preview
from procedure.services import decisions, procedures, submissions


class DeadlineBoard(APIView):
    """The deadline board of a round, by default the open one: communes, worst first."""

    required_action = Action.VIEW_PROGRESS
    parameters = (OpenApiParameter("round", int, description="Khóa của đợt rà soát."),)

    @extend_schema(responses=shapes.BoardOutput(many=True))
    def get(self, request: ApiRequest) -> Response:
        asked, rounds = request.query_params.get("round", ""), rounds_with_steps()
        found = [each for each in rounds if not asked or str(each.pk) == asked]
        if asked and not found:
            raise WrongParameters({"round": ["Không có đợt này."]})
        if not found:
            return Response([])
        lines = board(found[0], user=request.user, today=today())
        context = {"source": round_source(found[0], on=today(), at=now())}
        return Response(shapes.BoardOutput(lines, many=True, context=context).data)


class SubmissionList(ListAPIView):
    """GET: the communes' reports. POST: a report of the user's own commune."""

    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.RUN_PROCEDURE
    serializer_class = shapes.SubmissionOutput
    queryset = CommuneSubmission.objects.all()
    request: ApiRequest

    def get_queryset(self) -> QuerySet:
        return _visible(self.request)

    @extend_schema(request=shapes.SubmissionInput, responses={201: shapes.SubmissionOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(shapes.SubmissionInput, request)
        commune, round_ = request.user.commune, sent.pop("round")
        if commune is None:
            raise Http404
        villages = sent.pop("villages")
        versions = {each["village_review"]: each["version"] for each in villages}
        made = submissions.report_to_district(
            round_=round_,
            commune=commune,
            versions=versions,
            by=request.user,
            on=today(),
            **sent,
        )
        return _submission(request, made.pk, status.HTTP_201_CREATED)


class SubmissionRead(APIView):
    required_action = Action.VIEW_HOUSEHOLDS

    @extend_schema(responses=shapes.SubmissionOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _submission(request, pk)


class OpinionGive(APIView):
    required_action = Action.GIVE_OPINION

    @extend_schema(request=shapes.OpinionInput, responses=shapes.SubmissionOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(_visible(request), pk=pk)
        sent = checked(shapes.OpinionInput, request)
        signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
        submissions.give_opinion(submission_id=pk, **signed, **sent)
        return _submission(request, pk)


class DecisionSign(APIView):
    required_action = Action.SIGN_DECISIONS

    @extend_schema(request=shapes.DecisionInput, responses=shapes.SubmissionOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(_visible(request), pk=pk)
        sent = checked(shapes.DecisionInput, request)
        signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
        decisions.decide(submission_id=pk, **signed, **sent)
        return _submission(request, pk)


class DecisionPreviewRead(APIView):
    """What a decision on the report would recognise."""

    required_action = Action.VIEW_HOUSEHOLDS

    @extend_schema(responses=shapes.DecisionPreviewOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        found = get_object_or_404(_visible(request).select_related("round"), pk=pk, decision=None)
        context = {"source": round_source(found.round, on=today(), at=now())}
        return Response(shapes.DecisionPreviewOutput(decision_preview(found), context=context).data)


class ReportSendBack(APIView):
    """The chair sends villages of a report back to the survey instead of signing."""

    required_action = Action.SIGN_DECISIONS

    @extend_schema(request=shapes.SendBackInput, responses=shapes.SubmissionOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(_visible(request), pk=pk)
        sent = checked(shapes.SendBackInput, request)
        signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
        decisions.send_back(submission_id=pk, **signed, **sent)
        return _submission(request, pk)


class ProcedureList(ListAPIView):
    required_action = Action.VIEW_CATALOGUES
    serializer_class = shapes.ProcedureOutput
    queryset = Procedure.objects.prefetch_related("terms")


class TermChange(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(request=shapes.TermInput, responses=shapes.TermOutput)
    def put(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(ProcedureTerm, pk=pk)
        sent = checked(shapes.TermInput, request)
        term = procedures.change_term(term_id=pk, by=request.user, **sent)
        return Response(shapes.TermOutput(term).data)


class HolidayList(ListAPIView):
    """GET: the holidays. POST: a new one."""

    required_action = Action.VIEW_CATALOGUES
    required_write_action = Action.CONFIGURE
    serializer_class = shapes.HolidayOutput
    queryset = Holiday.objects.all()
    keyset_field = "day"

    @extend_schema(request=shapes.HolidayInput, responses={201: shapes.HolidayOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(shapes.HolidayInput, request)
        holiday = procedures.add_holiday(by=request.user, **sent)
        return Response(shapes.HolidayOutput(holiday).data, status.HTTP_201_CREATED)


class HolidayRemove(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(responses={204: None})
    def delete(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Holiday, pk=pk)
        checked(NoInput, request)
        procedures.remove_holiday(holiday_id=pk, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _visible(request: ApiRequest) -> QuerySet[CommuneSubmission]:
    rows = CommuneSubmission.objects.visible_to(request.user)
    related = rows.select_related("procedure", "opinion", "decision")
    return related.prefetch_related("village_reviews")


def _submission(request: ApiRequest, pk: int, code: int = status.HTTP_200_OK) -> Response:
    found = get_object_or_404(_visible(request), pk=pk)
    return Response(shapes.SubmissionOutput(found).data, code)
