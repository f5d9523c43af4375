"""API of the year's plan and its progress: the same queries and services as the pages."""

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import installation, today
from areas.shapes import BOUNDARIES, asked_boundaries
from common.api import ApiRequest, checked
from common.clock import now
from common.http import year_asked
from targets.api.serializers import inputs, plans
from targets.models import YearPlan
from targets.queries.plan_contents import plan_contents
from targets.queries.plans import plan_for, plan_source
from targets.queries.progress import progress
from targets.services.allocations import adopt_figures
from targets.services.baseline import change_baseline, create_plan
from targets.shapes import ProgressOutput

YEAR = OpenApiParameter("year", OpenApiTypes.INT, description="Mặc định là năm kế hoạch mới nhất.")


def asked_plan(request: Request) -> YearPlan:
    """Return the plan of `?year=`. Raises NotFound for a year without one, WrongParameters."""
    year = year_asked(request.query_params.get("year"))
    plan = plan_for(year, on=today())
    if plan is None:
        raise NotFound(f"Năm {year or today().year} chưa có kế hoạch.")
    return plan


class ProgressView(APIView):
    """The standing of a year's goals and communes. Rates are fractions with ten decimals."""

    parameters = (YEAR, BOUNDARIES)
    required_action = Action.VIEW_PROGRESS

    @extend_schema(responses=ProgressOutput)
    def get(self, request: ApiRequest) -> Response:
        found = progress(
            asked_plan(request),
            as_of=today(),
            computed_at=now(),
            boundaries=asked_boundaries(request),
            reader=request.user,
        )
        return Response(ProgressOutput(found).data)


class PlanList(ListAPIView):
    """GET: the plans. POST: open a year; its poor list is created from last year's."""

    required_action = Action.VIEW_PROGRESS
    required_write_action = Action.EDIT_BASELINE
    serializer_class = plans.PlanOutput
    queryset = YearPlan.objects.select_related("standard")
    keyset_field = "pk"

    @extend_schema(request=inputs.PlanInput, responses={201: plans.PlanDetailOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(inputs.PlanInput, request)
        current = installation()
        if current is None:
            raise NotFound("Chưa khai báo đơn vị sử dụng.")
        plan = create_plan(district=current.district, by=request.user, **sent)
        return plan_answer(plan.year, status.HTTP_201_CREATED)


class PlanDetail(APIView):
    required_action = Action.VIEW_PROGRESS

    @extend_schema(responses=plans.PlanDetailOutput)
    def get(self, request: ApiRequest, year: int) -> Response:
        return plan_answer(year)


class BaselineChange(APIView):
    required_action = Action.EDIT_BASELINE

    @extend_schema(request=inputs.PlanBaselineInput, responses=plans.PlanDetailOutput)
    def put(self, request: ApiRequest, year: int) -> Response:
        plan = get_object_or_404(YearPlan, year=year)
        sent = checked(inputs.PlanBaselineInput, request)
        change_baseline(plan_id=plan.pk, by=request.user, **sent)
        return plan_answer(year)


class CommuneTargetsChange(APIView):
    """Give all communes their targets: an allocation with these figures is created and signed."""

    required_action = Action.SIGN_FOR_DISTRICT

    @extend_schema(request=inputs.PlanCommuneTargetsInput, responses=plans.PlanDetailOutput)
    def put(self, request: ApiRequest, year: int) -> Response:
        plan = get_object_or_404(YearPlan, year=year)
        sent = checked(inputs.PlanCommuneTargetsInput, request)
        adopt_figures(plan_id=plan.pk, by=request.user, at=now(), **sent)
        return plan_answer(year)


def plan_answer(year: int, code: int = status.HTTP_200_OK) -> Response:
    """Return the response with a plan and all its contents."""
    plan = get_object_or_404(YearPlan.objects.select_related("standard", "district"), year=year)
    source = plan_source(plan, on=today(), at=now())
    context = {"contents": plan_contents(plan), "source": source}
    return Response(plans.PlanDetailOutput(plan, context=context).data, code)
