"""API of units and ethnic groups: the same filters and services as the pages."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from areas import permissions
from areas.api import serializers
from areas.filters import CommuneListFilter, EthnicGroupListFilter, VillageListFilter
from areas.models import Commune, CommuneZone, EthnicGroup, Village
from areas.queries import today
from areas.services import units
from common.api import ApiRequest, checked
from common.serializers import NoInput

_ON = OpenApiParameter(
    "on", OpenApiTypes.DATE, description="Có hiệu lực ngày; mặc định là hôm nay."
)
_Q = OpenApiParameter("q", OpenApiTypes.STR, description="Tên (không cần dấu) hoặc mã.")


class CommuneList(ListAPIView):
    required_action = permissions.VIEW
    parameters = (_ON, _Q)
    serializer_class = serializers.CommuneOutput
    queryset = Commune.objects.all()
    request: ApiRequest
    keyset_field = "sort_key"

    def get_queryset(self) -> QuerySet:
        return Commune.objects.visible_to(self.request.user)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = CommuneListFilter(self.request.query_params, queryset, today=today())
        return found.require_valid().qs


class CommuneDetail(RetrieveAPIView):
    required_action = permissions.VIEW
    serializer_class = serializers.CommuneDetailOutput
    request: ApiRequest
    queryset = Commune.objects.all()

    def get_queryset(self) -> QuerySet:
        visible = Commune.objects.visible_to(self.request.user)
        return visible.for_list(today()).prefetch_related("zones")


class ZoneAdd(APIView):
    required_action = permissions.CONFIGURE

    @extend_schema(request=serializers.ZoneInput, responses={201: serializers.ZoneOutput})
    def post(self, request: ApiRequest, pk: int) -> Response:
        commune = get_object_or_404(Commune.objects.visible_to(request.user), pk=pk)
        sent = checked(serializers.ZoneInput, request)
        zone = units.add_zone(commune=commune, by=request.user, **sent)
        return Response(serializers.ZoneOutput(zone).data, status.HTTP_201_CREATED)


class ZoneRemove(APIView):
    required_action = permissions.CONFIGURE

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: ApiRequest, pk: int) -> Response:
        zone = get_object_or_404(CommuneZone.objects.visible_to(request.user), pk=pk)
        checked(NoInput, request)
        units.remove_zone(zone=zone, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class VillageList(ListAPIView):
    """GET: villages. POST: a new village, whose code is generated."""

    required_action = permissions.VIEW
    required_write_action = permissions.CONFIGURE
    serializer_class = serializers.VillageOutput
    queryset = Village.objects.all()
    filterset_class = VillageListFilter
    request: ApiRequest
    keyset_field = "sort_key"

    def get_queryset(self) -> QuerySet:
        return Village.objects.visible_to(self.request.user).for_list()

    @extend_schema(request=serializers.NewVillageInput, responses={201: serializers.VillageOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(serializers.NewVillageInput, request)
        village = units.create_village(by=request.user, **sent)
        return _village(village.pk, status.HTTP_201_CREATED)


class VillageChange(APIView):
    required_action = permissions.CONFIGURE

    @extend_schema(
        request=serializers.VillageChangeInput, responses={200: serializers.VillageOutput}
    )
    def put(self, request: ApiRequest, pk: int) -> Response:
        village = get_object_or_404(Village.objects.visible_to(request.user), pk=pk)
        sent = checked(serializers.VillageChangeInput, request)
        units.change_village(village=village, on=today(), by=request.user, **sent)
        return _village(pk, status.HTTP_200_OK)


class EthnicGroupList(ListAPIView):
    required_action = permissions.VIEW
    serializer_class = serializers.EthnicGroupOutput
    queryset = EthnicGroup.objects.all()
    filterset_class = EthnicGroupListFilter
    keyset_field = "sort_key"


class EthnicGroupChange(APIView):
    required_action = permissions.CONFIGURE

    @extend_schema(
        request=serializers.EthnicGroupInput, responses={200: serializers.EthnicGroupOutput}
    )
    def put(self, request: ApiRequest, pk: int) -> Response:
        group = get_object_or_404(EthnicGroup, pk=pk)
        sent = checked(serializers.EthnicGroupInput, request)
        group = units.change_ethnic_group(group=group, by=request.user, **sent)
        return Response(serializers.EthnicGroupOutput(group).data)


def _village(pk: int, code: int) -> Response:
    village = Village.objects.for_list().get(pk=pk)
    return Response(serializers.VillageOutput(village).data, code)
