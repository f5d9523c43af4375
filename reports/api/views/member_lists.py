"""API of the official lists with members: the same rows as the pages and the workbooks."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.views import APIView

from accounts.choices import Action
from common.api import ApiRequest, FileNegotiation
from common.sources import FigureSource
from common.xlsx import CONTENT_TYPE
from households.models import PovertyRecord
from reports.api.serializers.member_lists import MemberListHouseholdOutput
from reports.exports.member_lists import member_list_file
from reports.filters.forms import MemberListFilter
from reports.filters.member_lists import list_requested
from reports.words.forms.lists import LISTS, MemberList

_FORM = OpenApiParameter(
    "form", OpenApiTypes.STR, OpenApiParameter.PATH, enum=[each.slug for each in LISTS]
)


@extend_schema(parameters=[_FORM])
class ListedHouseholds(ListAPIView):
    """The households of the poor or the near-poor list at present, with their members."""

    required_action = Action.VIEW_HOUSEHOLDS
    serializer_class = MemberListHouseholdOutput
    queryset = PovertyRecord.objects.none()
    request: ApiRequest
    filterset_class = MemberListFilter
    keyset_field = "head_sort_key"

    def get_queryset(self) -> QuerySet:
        if "form" not in self.kwargs:  # the schema is drawn up without an address
            return self.queryset
        form: MemberList = self.kwargs["form"]
        return list_requested(self.request.query_params, form, self.request).queryset

    def get_serializer_context(self) -> dict[str, Any]:
        form = self.kwargs.get("form", LISTS[0])
        return {**super().get_serializer_context(), "figure": form.figure}

    def figure_source(self) -> FigureSource:
        return list_requested(self.request.query_params, self.kwargs["form"], self.request).source()


class MemberListFile(APIView):
    """An official list with members as an .xlsx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_HOUSEHOLDS
    parameters = (MemberListFilter,)

    @extend_schema(parameters=[_FORM], responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, form: MemberList) -> FileResponse:
        found = list_requested(request.query_params, form, request).require_valid()
        return member_list_file(found.qs, form, source=found.source(), user=request.user)
