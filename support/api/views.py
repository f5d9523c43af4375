"""API of the reasons of poverty: the same queries and services as the pages."""

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from areas.queries import today
from common.api import ApiRequest
from common.clock import now
from common.http import year_asked
from households.queries.boundaries import grouping_of_year
from households.queries.poor_list import working_standard
from households.queries.sources import year_source
from support import services
from support.api import serializers as shapes
from support.filters import AnalysisFilter
from support.models import ReasonAnalysis
from support.queries.reasons import reason_counts, reasons_given

YEAR = OpenApiParameter("year", OpenApiTypes.INT, description="Mặc định là năm làm việc.")


class AnalysisList(ListAPIView):
    """GET: analyses. POST: record why a household is poor in a year."""

    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.ANALYSE_REASONS
    serializer_class = shapes.ReasonAnalysisOutput
    queryset = ReasonAnalysis.objects.all()
    request: ApiRequest
    filterset_class = AnalysisFilter
    keyset_field = "head_sort_key"

    def get_queryset(self) -> QuerySet:
        return ReasonAnalysis.objects.visible_to(self.request.user).for_list()

    @extend_schema(request=shapes.ReasonAnalysisInput, responses=shapes.ReasonAnalysisOutput)
    def post(self, request: ApiRequest) -> Response:
        sent = shapes.ReasonAnalysisInput(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        made = services.record_analysis(by=request.user, at=now(), on=today(), **sent.facts())
        return Response(shapes.ReasonAnalysisOutput(self.get_queryset().get(pk=made.pk)).data)


class ReasonCountsView(APIView):
    """The number of households poor now by reason, by commune and in total.

    Small numbers of other communes, and numbers that would reveal them, are null.
    """

    required_action = Action.VIEW_HOUSEHOLDS
    parameters = (YEAR,)

    @extend_schema(responses=shapes.ReasonCountsOutput)
    def get(self, request: ApiRequest) -> Response:
        year = year_asked(request.query_params.get("year")) or today().year
        standard = working_standard(year)
        if standard is None:
            raise NotFound(f"Năm {year} chưa có đợt rà soát.")
        counts = reason_counts(year=year, standard=standard)
        total, communes = reasons_given(request.user, counts, grouping_of_year(year))
        source = year_source(year, on=today(), at=now(), standard=standard)
        return Response(shapes.counts_output(counts.reasons, total, communes, source=source))
