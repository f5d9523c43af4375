"""API of life events of households: the same filter and services as the pages."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from common.api import ApiRequest
from common.clock import now
from households.api.serializers import life as shapes
from households.filters.life import LifeFilter
from households.models import Household, LifeEvent, Member
from households.queries.life import life_of
from households.services.life.departures import record_death, remove_duplicate_person
from households.services.life.heads import change_head
from households.services.life.merge import merge_duplicate_household, merge_household
from households.services.life.move import move_between_communes, move_within_commune
from households.services.life.split import split_household
from households.services.life.undo import undo_life_event


class LifeEventList(ListAPIView):
    """Life events of households, the latest entry first."""

    required_action = Action.VIEW_HOUSEHOLDS
    serializer_class = shapes.LifeEventOutput
    queryset = LifeEvent.objects.all()
    request: ApiRequest
    filterset_class = LifeFilter
    keyset_field = "newest"

    def get_queryset(self) -> QuerySet:
        return life_of(self.request.user)


class LifeEventUndo(APIView):
    """Undo an event and restore all rows, while nothing has changed since."""

    required_action = Action.EDIT_HOUSEHOLDS

    @extend_schema(request=shapes.UndoInput, responses=shapes.LifeEventOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(LifeEvent.objects.made_within(request.user), pk=pk)
        sent = shapes.UndoInput(data=request.data)
        sent.is_valid(raise_exception=True)
        reason = sent.validated_data["reason"]
        undo_life_event(event_id=pk, reason=reason, by=request.user, at=now())
        return _event(request, pk)


class LifeAction(APIView):
    """Record a life event of a household; returns the event."""

    required_action = Action.EDIT_HOUSEHOLDS
    input_class: ClassVar[type[shapes.LifeActionInput]] = shapes.LifeActionInput
    service: ClassVar[Callable[..., LifeEvent]]

    def post(self, request: ApiRequest, pk: int) -> Response:
        visible = Household.objects.visible_to(request.user)
        get_object_or_404(visible, pk=pk)
        sent = self.input_class(data=request.data)
        sent.is_valid(raise_exception=True)
        command: dict[str, Any] = sent.command()
        if "into_id" in command and not visible.filter(pk=command["into_id"]).exists():
            raise ValidationError({"into": ["Không có hộ này."]})
        people = Member.objects.visible_to(request.user)
        if "kept" in command and not people.filter(pk=command["kept"]).exists():
            raise ValidationError({"kept": ["Không có người này."]})
        event = type(self).service(
            household_id=pk,
            version=sent.validated_data["version"],
            occasion=sent.occasion(request),
            **command,
        )
        return _event(request, event.pk)


def _described(body: type[shapes.LifeActionInput]) -> Callable[[type], type]:
    """Return a decorator that describes the inherited `post` anew; `extend_schema` would change it."""
    return extend_schema_view(post=extend_schema(request=body, responses=shapes.LifeEventOutput))


@_described(shapes.SplitInput)
class HouseholdSplit(LifeAction):
    """Some members form a household of their own in the same commune."""

    input_class, service = shapes.SplitInput, staticmethod(split_household)


@_described(shapes.MergeInput)
class HouseholdMerge(LifeAction):
    """The household joins another one of its commune, which keeps its head."""

    input_class, service = shapes.MergeInput, staticmethod(merge_household)


@_described(shapes.MoveInput)
class HouseholdMoveWithin(LifeAction):
    """The household moves to another village of its commune."""

    input_class, service = shapes.MoveInput, staticmethod(move_within_commune)


@_described(shapes.MoveInput)
class HouseholdMoveBetween(LifeAction):
    """The household moves to a village of another commune of the district."""

    input_class, service = shapes.MoveInput, staticmethod(move_between_communes)


@_described(shapes.HeadInput)
class HouseholdChangeHead(LifeAction):
    """Another member of the household becomes its head."""

    input_class, service = shapes.HeadInput, staticmethod(change_head)


@_described(shapes.DeathInput)
class HouseholdDeath(LifeAction):
    """A member of the household died."""

    input_class, service = shapes.DeathInput, staticmethod(record_death)


@_described(shapes.DuplicateHouseholdInput)
class HouseholdMergeDuplicate(LifeAction):
    """The household was entered twice; the other one stays."""

    input_class = shapes.DuplicateHouseholdInput
    service = staticmethod(merge_duplicate_household)


@_described(shapes.DuplicatePersonInput)
class HouseholdRemoveDuplicate(LifeAction):
    """A member of the household is in another one too, and stays there."""

    input_class = shapes.DuplicatePersonInput
    service = staticmethod(remove_duplicate_person)


def _event(request: ApiRequest, pk: int) -> Response:
    event = life_of(request.user).get(pk=pk)
    return Response(shapes.LifeEventOutput(event, context={"request": request}).data)
