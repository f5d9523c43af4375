"""API of a change of units: the same figures and services as the pages."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.models import UnitChange
from areas.queries import today
from common.api import ApiRequest, checked
from common.clock import now
from households.api.serializers import units as shapes
from households.queries.units import unit_change_overview, unit_changes, year_counted
from households.services.units import apply_unit_change
from households.services.units_back import roll_back_unit_change


class UnitChangeList(ListAPIView):
    required_action = Action.VIEW_CATALOGUES
    serializer_class = shapes.UnitChangeOutput
    queryset = UnitChange.objects.all()


class UnitChangeDetail(APIView):
    """The new units with their old communes and current figures."""

    required_action = Action.VIEW_CATALOGUES

    @extend_schema(responses=shapes.UnitChangeOverviewOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _overview(pk)


class UnitChangeApply(APIView):
    """Create the new communes and move households, persons and accounts into them."""

    required_action = Action.MERGE_UNITS

    @extend_schema(request=shapes.UnitChangeInput, responses=shapes.UnitChangeOverviewOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(UnitChange, pk=pk)
        sent = checked(shapes.UnitChangeInput, request)
        apply_unit_change(change_id=pk, by=request.user, at=now(), on=today(), **sent)
        return _overview(pk)


class UnitChangeRollBack(APIView):
    """Undo the change, unless something was first entered in a new unit."""

    required_action = Action.MERGE_UNITS

    @extend_schema(request=shapes.UnitChangeInput, responses=shapes.UnitChangeOverviewOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(UnitChange, pk=pk)
        sent = checked(shapes.UnitChangeInput, request)
        roll_back_unit_change(change_id=pk, by=request.user, at=now(), **sent)
        return _overview(pk)


def _overview(pk: int) -> Response:
    change = get_object_or_404(unit_changes(), pk=pk)
    overview = unit_change_overview(change, year=year_counted(today()))
    return Response(shapes.UnitChangeOverviewOutput(overview).data)
