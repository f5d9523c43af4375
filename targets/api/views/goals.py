"""API of the year's goals: set them, set the months, read what was set before."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from common.api import ApiRequest, checked
from targets.api.serializers import plans
from targets.api.serializers.goals import (
    PlanGoalsInput,
    PlanHistoryOutput,
    PlanPathInput,
    goals_asked,
)
from targets.api.views.plans import plan_answer
from targets.models import YearPlan
from targets.queries.goal_versions import goal_versions
from targets.services.goals import set_goals
from targets.services.path import set_path


class GoalsChange(APIView):
    """Set goals, add and take out; those not named stay as they are."""

    required_action = Action.SET_GOALS

    @extend_schema(request=PlanGoalsInput, responses=plans.PlanDetailOutput)
    def put(self, request: ApiRequest, year: int) -> Response:
        plan = get_object_or_404(YearPlan, year=year)
        sent = goals_asked(checked(PlanGoalsInput, request), plan)
        set_goals(plan_id=plan.pk, by=request.user, **sent)
        return plan_answer(year)


class PathChange(APIView):
    """Set the part of the year's fall expected by the end of months; no point: twelfths."""

    required_action = Action.SET_GOALS

    @extend_schema(request=PlanPathInput, responses=plans.PlanDetailOutput)
    def put(self, request: ApiRequest, year: int) -> Response:
        plan = get_object_or_404(YearPlan, year=year)
        sent = checked(PlanPathInput, request)
        set_path(plan_id=plan.pk, by=request.user, **sent)
        return plan_answer(year)


class PlanHistory(APIView):
    """What each version of a plan said, latest first; the texts are those of the page."""

    required_action = Action.VIEW_PROGRESS

    @extend_schema(responses=PlanHistoryOutput)
    def get(self, _request: Request, year: int) -> Response:
        plan = get_object_or_404(YearPlan, year=year)
        return Response(PlanHistoryOutput(goal_versions(plan)).data)
