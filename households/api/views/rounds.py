"""API of review rounds and poverty standards."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from common.api import ApiRequest, checked
from common.clock import now
from common.serializers import VersionInput
from households.api.serializers import rounds as shapes
from households.models import PovertyStandard, Round
from households.queries.review import rounds_with_work
from households.services import rounds


class RoundList(ListAPIView):
    """GET: review rounds with the number of forms in each state. POST: a new round."""

    required_action = Action.VIEW_CATALOGUES
    required_write_action = Action.CONFIGURE
    serializer_class = shapes.RoundOutput
    queryset = Round.objects.all()
    request: ApiRequest

    def get_queryset(self) -> QuerySet:
        return rounds_with_work()

    @extend_schema(request=shapes.NewRoundInput, responses={201: shapes.RoundOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(shapes.NewRoundInput, request)
        round_ = rounds.create_round(by=request.user, **sent)
        return _round(round_.pk, status.HTTP_201_CREATED)


class RoundDetail(APIView):
    required_action = Action.VIEW_CATALOGUES
    required_write_action = Action.CONFIGURE

    @extend_schema(responses=shapes.RoundOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _round(pk)

    @extend_schema(request=shapes.RoundChangeInput, responses=shapes.RoundOutput)
    def put(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Round, pk=pk)
        sent = checked(shapes.RoundChangeInput, request)
        rounds.change_round(round_id=pk, by=request.user, **sent)
        return _round(pk)


class RoundClose(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(request=VersionInput, responses=shapes.RoundOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Round, pk=pk)
        sent = checked(VersionInput, request)
        rounds.close_round(round_id=pk, by=request.user, at=now(), **sent)
        return _round(pk)


class StandardList(ListAPIView):
    required_action = Action.VIEW_CATALOGUES
    serializer_class = shapes.StandardOutput
    queryset = PovertyStandard.objects.prefetch_related("lines", "indicators")


class StandardDetail(RetrieveAPIView):
    required_action = Action.VIEW_CATALOGUES
    serializer_class = shapes.StandardOutput
    queryset = PovertyStandard.objects.prefetch_related("lines", "indicators")


def _round(pk: int, code: int = status.HTTP_200_OK) -> Response:
    round_ = get_object_or_404(rounds_with_work(), pk=pk)
    return Response(shapes.RoundOutput(round_).data, code)
