"""API of people who may be in the register twice."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from common.api import ApiRequest, checked
from common.clock import now
from common.http import flag_asked
from common.parameters import CURSOR, WrongParameters
from common.serializers import NoInput
from households.api.serializers import life as shapes
from households.models import DuplicateDecision, Member
from households.queries.duplicates import compared_by, duplicate_pairs, read_cursor
from households.services.life.decisions import decide_not_duplicate, withdraw_decision


class DuplicateList(APIView):
    """Pairs of people living here who may be the same person, the most alike first."""

    required_action = Action.EDIT_HOUSEHOLDS
    parameters = (
        CURSOR,
        OpenApiParameter("weak", bool, description="Cả cặp cùng năm, khác ngày sinh."),
    )

    @extend_schema(responses=shapes.PairPageOutput)
    def get(self, request: ApiRequest) -> Response:
        after = read_cursor(request.query_params.get(CURSOR, ""))
        if after is None:
            raise WrongParameters({CURSOR: ["Liên kết trang không hợp lệ."]})
        found = duplicate_pairs(
            compared_by(request.user),
            after=after,
            with_weak=flag_asked(request.query_params, "weak"),
        )
        return Response(shapes.PairPageOutput(found).data)


class DecisionList(APIView):
    """POST: mark a suspected duplicate as two different people, no longer listed. Idempotent."""

    required_action = Action.EDIT_HOUSEHOLDS

    @extend_schema(request=shapes.DuplicateDecisionInput, responses=shapes.DuplicateDecisionOutput)
    def post(self, request: ApiRequest) -> Response:
        sent = shapes.DuplicateDecisionInput(data=request.data)
        sent.is_valid(raise_exception=True)
        said = sent.validated_data
        visible = Member.objects.visible_to(request.user)
        for name in ("first", "second"):
            if not visible.filter(pk=said[name]).exists():
                raise ValidationError({name: ["Không có người này."]})
        decision = decide_not_duplicate(
            first_id=said["first"],
            second_id=said["second"],
            reason=said["reason"],
            by=request.user,
            at=now(),
        )
        return Response(shapes.DuplicateDecisionOutput(decision).data)


class DecisionDetail(APIView):
    """DELETE: withdraw the decision; the pair is listed again."""

    required_action = Action.EDIT_HOUSEHOLDS

    @extend_schema(responses={204: None})
    def delete(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(DuplicateDecision.objects.visible_to(request.user), pk=pk)
        checked(NoInput, request)
        withdraw_decision(decision_id=pk, by=request.user, at=now())
        return Response(status=status.HTTP_204_NO_CONTENT)
