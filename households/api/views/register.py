"""API of the household register: the same filter and services as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from common.api import ApiRequest
from common.clock import now
from common.sources import FigureSource
from households.api.serializers import register as shapes
from households.filters.register import HouseholdFilter, register_of
from households.models import Household, Member
from households.queries.history import register_history
from households.queries.sources import year_source
from households.services.register import (
    create_household,
    leave_household,
    rejoin_household,
    update_household,
)
from households.words.history import timeline


class HouseholdList(ListAPIView):
    """GET: households living here, unless `state` selects others. POST: a new household."""

    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.EDIT_HOUSEHOLDS
    serializer_class = shapes.HouseholdOutput
    queryset = Household.objects.all()
    request: ApiRequest
    filterset_class = HouseholdFilter

    @property
    def keyset_field(self) -> str:
        """The column of the requested order."""
        asked = HouseholdFilter(self.request.query_params, request=self.request)
        return asked.order_field

    def get_queryset(self) -> QuerySet:
        return register_of(self.request.user)

    def figure_source(self) -> FigureSource:
        return year_source(today().year, on=today(), at=now())

    @extend_schema(
        request=shapes.NewHouseholdInput,
        responses={
            200: shapes.HouseholdDetailOutput,
            201: shapes.HouseholdDetailOutput,
        },
    )
    def post(self, request: ApiRequest) -> Response:
        sent = _checked(shapes.NewHouseholdInput, request)
        household, is_new = create_household(
            client_id=sent.validated_data["client_id"],
            commune_id=sent.validated_data["village"].commune_id,
            facts=sent.facts(),
            members=sent.member_facts(),
            by=request.user,
            at=now(),
            today=today(),
        )
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return _household(request, household.pk, code)


class HouseholdDetail(APIView):
    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.EDIT_HOUSEHOLDS

    @extend_schema(responses=shapes.HouseholdDetailOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _household(request, pk)

    @extend_schema(request=shapes.HouseholdChangeInput, responses=shapes.HouseholdDetailOutput)
    def put(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = _checked(shapes.HouseholdChangeInput, request)
        update_household(
            household_id=pk,
            version=sent.validated_data["version"],
            facts=sent.facts(),
            members=sent.member_facts(),
            by=request.user,
            at=now(),
            today=today(),
        )
        return _household(request, pk)


class HouseholdLeave(APIView):
    required_action = Action.EDIT_HOUSEHOLDS

    @extend_schema(request=shapes.DepartureInput, responses=shapes.HouseholdDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = _checked(shapes.DepartureInput, request).validated_data
        leave_household(household_id=pk, by=request.user, at=now(), today=today(), **sent)
        return _household(request, pk)


class HouseholdRejoin(APIView):
    required_action = Action.EDIT_HOUSEHOLDS

    @extend_schema(request=shapes.ReturnInput, responses=shapes.HouseholdDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = _checked(shapes.ReturnInput, request).validated_data
        rejoin_household(household_id=pk, by=request.user, at=now(), **sent)
        return _household(request, pk)


class HouseholdMembers(APIView):
    required_action = Action.VIEW_HOUSEHOLDS

    @extend_schema(responses=shapes.MemberOutput(many=True))
    def get(self, request: ApiRequest, pk: int) -> Response:
        household = _visible_or_404(request, pk)
        shown = shapes.MemberOutput(_roster(household), many=True, context=_context(request))
        return Response(shown.data)


class HouseholdHistory(APIView):
    required_action = Action.VIEW_HOUSEHOLDS

    @extend_schema(responses=shapes.HouseholdChangeOutput(many=True))
    def get(self, request: ApiRequest, pk: int) -> Response:
        household = _visible_or_404(request, pk)
        show_numbers = request.user.may(Action.EDIT_HOUSEHOLDS)
        entries = timeline(register_history(household), show_numbers=show_numbers)
        return Response(shapes.HouseholdChangeOutput(entries, many=True).data)


def _visible_or_404(request: ApiRequest, pk: int) -> Household:
    return get_object_or_404(Household.objects.visible_to(request.user), pk=pk)


def _checked(serializer: Any, request: ApiRequest) -> Any:
    sent = serializer(data=request.data, context={"request": request})
    sent.is_valid(raise_exception=True)
    return sent


def _context(request: ApiRequest) -> dict[str, Any]:
    return {"request": request, "show_numbers": request.user.may(Action.EDIT_HOUSEHOLDS)}


def _roster(household: Household) -> QuerySet[Member]:
    people = household.members.select_related("household", "ethnicity")
    return people.order_by("position", "pk")


def _household(request: ApiRequest, pk: int, code: int = status.HTTP_200_OK) -> Response:
    household = get_object_or_404(register_of(request.user), pk=pk)
    context = _context(request)
    shown = shapes.HouseholdOutput(household, context=context).data
    members = shapes.MemberOutput(_roster(household), many=True, context=context).data
    return Response({**shown, "members": members}, code)
