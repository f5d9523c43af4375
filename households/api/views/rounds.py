"""API of review rounds and poverty standards."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from common.api import ApiRequest, checked
from common.clock import now
from common.serializers import VersionInput
from households.api.serializers import rounds as shapes
from households.models import PovertyStandard, Round
from households.queries.closing import ClosingQuestion, closing_state
from households.queries.review import rounds_with_work
from households.queries.sources import round_source
from households.services import closing, rounds


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


class RoundClosing(APIView):
    """What stands in the way of closing a round, and the figures to be fixed."""

    required_action = Action.CONFIGURE
    other_action = Action.SIGN_FOR_DISTRICT

    @extend_schema(responses=shapes.RoundClosingOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        round_ = get_object_or_404(Round, pk=pk)
        asked = ClosingQuestion(round=round_, user=request.user, on=today(), at=now())
        context = {"source": round_source(round_, on=asked.on, at=asked.at)}
        return Response(shapes.RoundClosingOutput(closing_state(asked), context=context).data)


class RoundProposeClosing(APIView):
    """Propose to the district's leader to close a round."""

    required_action = Action.CONFIGURE

    @extend_schema(request=VersionInput, responses=shapes.RoundOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Round, pk=pk)
        sent = checked(VersionInput, request)
        closing.propose_closing(round_id=pk, by=request.user, on=today(), at=now(), **sent)
        return _round(pk)


class RoundRecallClosing(APIView):
    """Withdraw the proposal to close a round, or turn it down."""

    required_action = Action.CONFIGURE
    other_action = Action.SIGN_FOR_DISTRICT

    @extend_schema(request=VersionInput, responses=shapes.RoundOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Round, pk=pk)
        closing.recall_closing(round_id=pk, by=request.user, **checked(VersionInput, request))
        return _round(pk)


class RoundClose(APIView):
    """Close a round that the labour office proposed to close; its result is frozen."""

    required_action = Action.SIGN_FOR_DISTRICT

    @extend_schema(request=shapes.RoundCloseInput, responses=shapes.RoundOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Round, pk=pk)
        sent = checked(shapes.RoundCloseInput, request)
        closing.close_round(round_id=pk, by=request.user, on=today(), at=now(), **sent)
        return _round(pk)


class RoundUnlocking(APIView):
    """Reopen a closed round for all communes, while nothing rests on its result."""

    required_action = Action.REOPEN_ROUNDS

    @extend_schema(request=shapes.RoundUnlockInput, responses=shapes.RoundOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Round, pk=pk)
        sent = checked(shapes.RoundUnlockInput, request)
        closing.undo_closing(round_id=pk, by=request.user, at=now(), **sent)
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
