"""API of rescoring a round."""

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import is_demo
from common.api import ApiRequest, FileNegotiation, checked
from common.clock import now
from common.serializers import NoInput
from common.sources import FigureSource
from households.api.serializers import scoring as shapes
from households.api.views.scoring import FILE
from households.exports.scoring import changes_response
from households.models import Rescoring, RescoringChange
from households.queries.rescoring import changes_shown
from households.queries.sources import run_source
from households.services.rescoring_job import resume_rescoring, start_rescoring
from households.words.rescoring import source_of_run


class RescoringStart(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(request=shapes.RescoringInput, responses={202: shapes.RescoringOutput})
    def post(self, request: ApiRequest) -> Response:
        """Queue a run for the worker; repeated, it is the same run."""
        sent = checked(shapes.RescoringInput, request)
        run = start_rescoring(table=sent["table"], round_=sent["round"], by=request.user, at=now())
        return Response(shapes.RescoringOutput(run).data, status.HTTP_202_ACCEPTED)


class RescoringDetail(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(responses=shapes.RescoringOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return Response(shapes.RescoringOutput(get_object_or_404(Rescoring, pk=pk)).data)


class RescoringResume(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(request=None, responses={202: shapes.RescoringOutput})
    def post(self, request: ApiRequest, pk: int) -> Response:
        """Queue an interrupted run again."""
        get_object_or_404(Rescoring, pk=pk)
        checked(NoInput, request)
        run = resume_rescoring(rescoring_id=pk)
        return Response(shapes.RescoringOutput(run).data, status.HTTP_202_ACCEPTED)


class RescoringChanges(ListAPIView):
    """What a run changed, form by form, before and after."""

    required_action = Action.CONFIGURE
    serializer_class = shapes.RescoringChangeOutput
    queryset = RescoringChange.objects.none()
    request: ApiRequest

    def get_queryset(self) -> QuerySet[RescoringChange]:
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        run = get_object_or_404(Rescoring, pk=self.kwargs["pk"])
        changes = RescoringChange.objects.visible_to(self.request.user).filter(rescoring=run)
        return changes_shown(changes, "")

    def figure_source(self) -> FigureSource:
        runs = Rescoring.objects.select_related("table__standard", "round")
        return run_source(get_object_or_404(runs, pk=self.kwargs["pk"]))


class RescoringExport(APIView):
    content_negotiation_class = FileNegotiation
    required_action = Action.CONFIGURE

    @extend_schema(responses=FILE)
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        runs = Rescoring.objects.select_related("table__standard", "round", "started_by")
        run = get_object_or_404(runs, pk=pk)
        changes = RescoringChange.objects.visible_to(request.user).filter(rescoring=run)
        return changes_response(run, changes, source=source_of_run(run, is_demo=is_demo()))
