"""API of form A."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.response import Response

from accounts.choices import Action
from areas.queries import today
from common.api import ApiRequest
from common.clock import now
from households.api.serializers import quick_checks as shapes
from households.filters.quick_checks import QuickCheckFilter
from households.models import QuickCheck
from households.services.quick_checks import record_quick_checks


class QuickCheckList(ListAPIView):
    """GET: results of form A. POST: the result of a household in a round."""

    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.ENTER_ASSESSMENTS
    serializer_class = shapes.QuickCheckOutput
    queryset = QuickCheck.objects.all()
    request: ApiRequest
    filterset_class = QuickCheckFilter
    keyset_field = "head_sort_key"

    def get_queryset(self) -> QuerySet:
        return QuickCheck.objects.visible_to(self.request.user).for_list()

    @extend_schema(
        request=shapes.QuickCheckInput, responses={200: shapes.QuickCheckOutput, 204: None}
    )
    def post(self, request: ApiRequest) -> Response:
        sent = shapes.QuickCheckInput(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        facts = sent.facts()
        record_quick_checks(by=request.user, at=now(), on=today(), **facts)
        household_id = facts["answers"][0].household_id
        check = self.get_queryset().filter(round=facts["round_"], household=household_id).first()
        if check is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        return Response(shapes.QuickCheckOutput(check).data)
