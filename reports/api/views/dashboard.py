"""API of the leader's dashboard."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from areas.shapes import BOUNDARIES, asked_boundaries
from common.api import ApiRequest
from common.clock import now
from reports.api.serializers.dashboard import DashboardOutput
from reports.api.views.reports import PLAN_YEAR, year_named
from reports.queries.dashboard import dashboard, plans_for
from targets.queries.plans import plan_source


class DashboardView(APIView):
    """A year's overview: goals, communes, months, years, classes, reasons and deprivations.

    Small numbers of other communes, and numbers that would reveal them, are null.
    """

    required_action = Action.VIEW_PROGRESS
    parameters = (PLAN_YEAR, BOUNDARIES)

    @extend_schema(responses=DashboardOutput)
    def get(self, request: ApiRequest) -> Response:
        year = year_named(request)
        plan, plans = plans_for(year, on=today())
        if plan is None:
            raise NotFound(f"Năm {year or today().year} chưa có kế hoạch.")
        found = dashboard(
            plan,
            plans=plans,
            as_of=today(),
            computed_at=now(),
            boundaries=asked_boundaries(request),
            reader=request.user,
        )
        context = {"source": plan_source(plan, on=today(), at=now())}
        return Response(DashboardOutput(found, context=context).data)
