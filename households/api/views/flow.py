"""API of the flow tables: the same queries as the pages."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.choices import Boundaries
from areas.queries import today
from areas.shapes import BOUNDARIES
from common.api import ApiRequest
from common.clock import now
from households.api.serializers import flow as shapes
from households.filters.flow import FlowFilter
from households.models import PovertyRecord
from households.queries.flow import FlowReport, flow_report
from households.queries.reconciliation import reconciliation
from households.words.reconciliation import identity_words

PARAMETERS = (
    OpenApiParameter("year", OpenApiTypes.INT, description="Mặc định là năm làm việc."),
    OpenApiParameter(
        "standard", OpenApiTypes.STR, description="Mã chuẩn nghèo; mặc định là chuẩn của năm."
    ),
)


class PovertyFlowView(APIView):
    """The flow of the poor and the near-poor list from opening to now, in households and people."""

    required_action = Action.VIEW_PROGRESS
    parameters = (*PARAMETERS, BOUNDARIES)

    @extend_schema(responses=shapes.PovertyFlowOutput)
    def get(self, request: Request) -> Response:
        report = _report(request, boundaries=Boundaries.OLD)
        return Response(shapes.PovertyFlowOutput(report, context={"source": report.source}).data)


class ReconciliationView(APIView):
    """Each identity of the flow tables and the lists, with the households that break it."""

    required_action = Action.VIEW_PROGRESS
    parameters = PARAMETERS
    request: ApiRequest

    @extend_schema(responses=shapes.ReconciliationOutput)
    def get(self, request: ApiRequest) -> Response:
        report = _report(request)
        identities = identity_words(reconciliation(report, user=request.user))
        found = {"report": report, "identities": identities}
        return Response(shapes.ReconciliationOutput(found, context={"source": report.source}).data)


def _report(request: Request, *, boundaries: str | None = None) -> FlowReport:
    """Return the requested tables, on the requested units unless `boundaries` is None.

    Raises ValidationError for invalid values, NotFound for a year without a round.
    """
    filters = FlowFilter(request.query_params, PovertyRecord.objects.none(), request=request)
    if filters.lacks_round:
        raise NotFound(f"Năm {filters.data['year']} chưa có đợt rà soát.")
    filters.require_valid()
    return flow_report(
        year=int(filters.value_of("year")),
        standard=filters.value_of("standard"),
        as_of=today(),
        computed_at=now(),
        boundaries=boundaries and filters.units,
    )
