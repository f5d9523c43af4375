"""API of closed rounds: frozen results and reopenings."""

from django.db.models import QuerySet
from django.http import FileResponse, Http404
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
from common.serializers import NoInput
from common.sources import FigureSource
from common.xlsx import CONTENT_TYPE
from households.api.serializers import freezing as shapes
from households.exports.freezing import frozen_response
from households.filters.freezing import FrozenRecordFilter, frozen_records, standard_asked
from households.models import FrozenRecord, Round, RoundReopening
from households.queries.freezing import frozen_result, frozen_standards
from households.services import reopening

_STANDARD = OpenApiParameter("standard", OpenApiTypes.STR, description="Mã chuẩn nghèo.")


class RoundResult(APIView):
    """The frozen result of a closed round under a standard; 404 while the round is open."""

    required_action = Action.VIEW_CATALOGUES
    parameters = (_STANDARD,)

    @extend_schema(responses=shapes.FrozenResultOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        round_ = get_object_or_404(Round, pk=pk)
        standards = frozen_standards(round_)
        standard = standard_asked(standards, request.query_params.get("standard", ""))
        result = frozen_result(round_, standard) if standard else None
        if result is None:
            raise Http404
        return Response(shapes.FrozenResultOutput(result, context={"source": result.source}).data)


class FrozenRecordList(ListAPIView):
    """The frozen lines of a closed round; by default of each commune's latest edition."""

    parameters = (FrozenRecordFilter,)
    required_action = Action.VIEW_HOUSEHOLDS
    serializer_class = shapes.FrozenRecordOutput
    queryset = FrozenRecord.objects.all()
    filter_backends = ()
    keyset_field = "sort_key"
    request: ApiRequest

    def get_queryset(self) -> QuerySet:
        found = _found(self.request, self.kwargs["pk"])
        found.require_valid()
        return found.qs

    def figure_source(self) -> FigureSource:
        return _found(self.request, self.kwargs["pk"]).source(on=today(), at=now())


class FrozenRecordExport(APIView):
    """The frozen lines as an .xlsx file, with the filters of the list."""

    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_HOUSEHOLDS
    parameters = (FrozenRecordFilter,)

    @extend_schema(responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        found = _found(request, pk)
        found.require_valid()
        return frozen_response(
            found.qs,
            round_=found.round,
            words=found.words,
            user=request.user,
            figures=found.source(on=today(), at=now()),
        )


class RoundReopeningList(ListAPIView):
    """The communes for which a closed round was reopened, latest first."""

    required_action = Action.VIEW_CATALOGUES
    serializer_class = shapes.ReopeningOutput
    queryset = RoundReopening.objects.all()

    def get_queryset(self) -> QuerySet:
        return RoundReopening.objects.filter(round=get_object_or_404(Round, pk=self.kwargs["pk"]))


class RoundReopen(APIView):
    """Reopen a closed round for one commune until a moment."""

    required_action = Action.REOPEN_ROUNDS

    @extend_schema(request=shapes.ReopeningInput, responses={201: shapes.ReopeningOutput})
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Round, pk=pk)
        sent = checked(shapes.ReopeningInput, request)
        opened = reopening.reopen_commune(round_id=pk, by=request.user, at=now(), **sent)
        return Response(shapes.ReopeningOutput(opened).data, status.HTTP_201_CREATED)


class RoundRelock(APIView):
    """Lock a commune again before its time and freeze its result."""

    required_action = Action.CONFIGURE
    other_action = Action.REOPEN_ROUNDS

    @extend_schema(request=None, responses=shapes.ReopeningOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(RoundReopening, pk=pk)
        checked(NoInput, request)
        locked = reopening.relock_commune(reopening_id=pk, by=request.user, at=now())
        return Response(shapes.ReopeningOutput(locked).data)


def _found(request: ApiRequest, pk: int) -> FrozenRecordFilter:
    round_ = get_object_or_404(Round, pk=pk)
    records = frozen_records(round_, request.user)
    found = FrozenRecordFilter(request.query_params, records, request=request, round_=round_)
    if found.standards:
        found.require_valid()
    return found
