"""API of the flow tables: the same queries as the pages."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
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

PARAMETERS = [
    OpenApiParameter("year", OpenApiTypes.INT, description="Mặc định là năm làm việc."),
    OpenApiParameter(
        "standard", OpenApiTypes.STR, description="Mã chuẩn nghèo; mặc định là chuẩn của năm."
    ),
]


class PovertyFlowView(APIView):
    """How the poor and the near-poor list went from opening to now, in households and people."""

    required_action = Action.VIEW_PROGRESS

    @extend_schema(parameters=[*PARAMETERS, BOUNDARIES], responses=shapes.PovertyFlowOutput)
    def get(self, request: Request) -> Response:
        report = _report(request, boundaries=Boundaries.OLD)
        return Response(shapes.PovertyFlowOutput(report).data)


class ReconciliationView(APIView):
    """Each identity of the flow tables and the lists, and the households that break it."""

    required_action = Action.VIEW_PROGRESS
    request: ApiRequest

    @extend_schema(parameters=PARAMETERS, responses=shapes.ReconciliationOutput)
    def get(self, request: ApiRequest) -> Response:
        report = _report(request)
        identities = identity_words(reconciliation(report, user=request.user))
        found = {"report": report, "identities": identities}
        return Response(shapes.ReconciliationOutput(found).data)


def _report(request: Request, *, boundaries: str | None = None) -> FlowReport:
    """Return the tables asked for, on the units asked for unless `boundaries` is None; 400 for values without sense, 404 for a year without a round."""
    asked = FlowFilter(request.query_params, PovertyRecord.objects.none(), request=request)
    if not asked.form.is_valid():
        if set(asked.form.errors) == {"standard"} and not request.query_params.get("standard"):
            raise NotFound("Năm này chưa có đợt rà soát.")
        raise ValidationError(asked.form.errors)
    return flow_report(
        year=int(asked.asked("year")),
        standard=asked.asked("standard"),
        as_of=today(),
        computed_at=now(),
        boundaries=boundaries and asked.units,
    )
