"""API of the year's goals, the planned path and the history of the plan."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from common.api import ApiRequest, checked
from common.clock import now
from common.serializers import NoInput
from targets.api.serializers import plans
from targets.api.serializers.goals import (
    GoalProposalOutput,
    PlanGoalsInput,
    PlanHistoryOutput,
    PlanPathInput,
    goals_asked,
)
from targets.api.views.plans import plan_answer
from targets.models import GoalProposal, YearPlan
from targets.queries.goal_proposals import pending_goals
from targets.queries.goal_versions import goal_versions
from targets.queries.plans import plan_source
from targets.services.goal_proposals import confirm_goals, drop_goals, save_goals
from targets.services.path import set_path
from targets.words.goal_proposals import proposed_goal_words
from targets.words.plan_history import plan_history_text


class GoalsChange(APIView):
    """Set, add and remove goals; those not given are unchanged.

    A change of a goal that was set waits for the district's leader (202) unless they send it.
    """

    required_action = Action.SET_GOALS

    @extend_schema(request=PlanGoalsInput, responses=plans.PlanDetailOutput)
    def put(self, request: ApiRequest, year: int) -> Response:
        plan = get_object_or_404(YearPlan, year=year)
        sent = goals_asked(checked(PlanGoalsInput, request), plan)
        signs = request.user.may(Action.SIGN_FOR_DISTRICT)
        saved = save_goals(plan_id=plan.pk, by=request.user, at=now(), signs=signs, **sent)
        waits = isinstance(saved, GoalProposal)
        return plan_answer(year, status.HTTP_202_ACCEPTED if waits else status.HTTP_200_OK)


class GoalProposalDetail(APIView):
    """The change of goals that waits for the district's leader; 404 without one."""

    required_action = Action.SET_GOALS

    @extend_schema(responses=GoalProposalOutput)
    def get(self, _request: Request, year: int) -> Response:
        plan = get_object_or_404(YearPlan.objects.select_related("standard"), year=year)
        found = pending_goals(plan)
        if found is None:
            raise Http404
        source = plan_source(plan, on=today(), at=now())
        context = {"lines": proposed_goal_words(found), "source": source}
        return Response(GoalProposalOutput(found.proposal, context=context).data)


class GoalProposalConfirm(APIView):
    """Confirm a change of goals as the district's leader."""

    required_action = Action.SIGN_FOR_DISTRICT

    @extend_schema(request=None, responses=plans.PlanDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        found = get_object_or_404(GoalProposal.objects.select_related("plan"), pk=pk)
        checked(NoInput, request)
        confirm_goals(proposal_id=pk, by=request.user, at=now())
        return plan_answer(found.plan.year)


class GoalProposalDrop(APIView):
    """Withdraw a change of goals, or do not confirm it."""

    required_action = Action.SET_GOALS

    @extend_schema(request=None, responses=plans.PlanDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        found = get_object_or_404(GoalProposal.objects.select_related("plan"), pk=pk)
        checked(NoInput, request)
        drop_goals(proposal_id=pk, by=request.user, at=now())
        return plan_answer(found.plan.year)


class PathChange(APIView):
    """Set the part of the year's fall expected by the end of months; without points, twelfths."""

    required_action = Action.SET_GOALS

    @extend_schema(request=PlanPathInput, responses=plans.PlanDetailOutput)
    def put(self, request: ApiRequest, year: int) -> Response:
        plan = get_object_or_404(YearPlan, year=year)
        sent = checked(PlanPathInput, request)
        set_path(plan_id=plan.pk, by=request.user, **sent)
        return plan_answer(year)


class PlanHistory(APIView):
    """The contents of each version of a plan, latest first; the texts are those of the page."""

    required_action = Action.VIEW_PROGRESS

    @extend_schema(responses=PlanHistoryOutput)
    def get(self, _request: Request, year: int) -> Response:
        plan = get_object_or_404(YearPlan.objects.select_related("standard"), year=year)
        context = {"source": plan_source(plan, on=today(), at=now())}
        found = plan_history_text(goal_versions(plan))
        return Response(PlanHistoryOutput(found, context=context).data)
