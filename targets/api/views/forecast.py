"""API of the months, the forecast, the alerts and one commune's year."""

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.models import Commune
from areas.queries import today
from common.api import ApiRequest
from common.clock import now
from common.parameters import WrongParameters
from targets.api.serializers import forecast as serializers
from targets.api.views.plans import YEAR, asked_plan
from targets.queries.alerts import year_alerts
from targets.queries.commune_year import commune_year
from targets.queries.forecast import year_forecast
from targets.queries.months import months
from targets.queries.plans import plan_source
from targets.rules.path import MONTHS

MONTH = OpenApiParameter(
    "month", OpenApiTypes.INT, description="Tính đến hết tháng này (1–12); mặc định là hôm nay."
)


def asked_month(request: Request) -> int | None:
    """Return the month of `?month=`, None without one. Raises WrongParameters."""
    text = request.query_params.get("month")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:3]) <= MONTHS and len(text) < 3):
        raise WrongParameters({"month": ["Phải từ 1 đến 12."]})
    return int(text)


class MonthsView(APIView):
    """The poor list month by month, per commune and in total."""

    parameters = (YEAR,)
    required_action = Action.VIEW_PROGRESS

    @extend_schema(responses=serializers.MonthsOutput)
    def get(self, request: Request) -> Response:
        plan = asked_plan(request)
        found = months(plan, as_of=today())
        context = {"source": plan_source(plan, on=found.as_of, at=now())}
        return Response(serializers.MonthsOutput(found, context=context).data)


class ForecastView(APIView):
    """The forecast of the year-end net fall per commune and for the district, with what-ifs."""

    parameters = (YEAR, MONTH)
    required_action = Action.VIEW_PROGRESS

    @extend_schema(responses=serializers.ForecastOutput)
    def get(self, request: Request) -> Response:
        plan, month = asked_plan(request), asked_month(request)
        found = year_forecast(plan, as_of=today(), month=month)
        context = {"source": plan_source(plan, on=found.as_of, at=now())}
        return Response(serializers.ForecastOutput(found, context=context).data)


class AlertsView(APIView):
    """The alerts about the communes' year today, most severe first."""

    parameters = (YEAR,)
    required_action = Action.VIEW_PROGRESS

    @extend_schema(responses=serializers.AlertsOutput)
    def get(self, request: Request) -> Response:
        plan = asked_plan(request)
        found = {"alerts": year_alerts(plan, today=today())}
        context = {"source": plan_source(plan, on=today(), at=now())}
        return Response(serializers.AlertsOutput(found, context=context).data)


class CommuneYearView(APIView):
    """One commune's year: months, forecast, alerts, registrations, answer."""

    parameters = (YEAR, MONTH)
    required_action = Action.VIEW_PROGRESS

    @extend_schema(responses=serializers.CommuneYearOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        commune = get_object_or_404(Commune.objects.visible_to(request.user), pk=pk)
        plan, month = asked_plan(request), asked_month(request)
        year = commune_year(plan, commune.pk, today=today(), month=month)
        if year is None:
            raise NotFound("Xã này không có trong kế hoạch năm.")
        context = {"source": plan_source(plan, on=year.found.as_of, at=now())}
        return Response(serializers.CommuneYearOutput(year, context=context).data)
