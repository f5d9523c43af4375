"""API of re-checks and of the watch list: the same queries and services as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
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
from areas.queries import today
from common.api import ApiRequest, FileNegotiation, checked
from common.clock import now
from common.parameters import WrongParameters
from common.sources import FigureSource
from common.word import CONTENT_TYPE as WORD
from common.xlsx import CONTENT_TYPE
from households.models import Household, PovertyRecord, PovertyStandard
from households.queries.poor_list import working_standard
from households.queries.sources import round_source, year_source
from inspections import services
from inspections.api import serializers as shapes
from inspections.documents.minutes import recheck_minutes_paper
from inspections.exports import sample_response
from inspections.forms import LARGEST_MARGIN, USUAL_MARGIN, WatchForm
from inspections.models import RecheckCase, RecheckSample
from inspections.queries.samples import sample_page
from inspections.queries.watch import (
    communes_of,
    crowded_groups,
    near_line_rows,
    near_the_line,
    recent_exits,
)

_MARGIN = OpenApiParameter(
    "margin",
    OpenApiTypes.INT,
    description=f"Điểm B1 quanh ngưỡng, 1–{LARGEST_MARGIN}; mặc định {USUAL_MARGIN}.",
)
_COMMUNE = OpenApiParameter("commune", OpenApiTypes.INT, description="Chỉ một xã, thị trấn.")


class SampleList(ListAPIView):
    """GET: the samples. POST: draw one in each commune given."""

    required_action = Action.RECHECK
    required_write_action = Action.RECHECK
    serializer_class = shapes.SampleOutput
    queryset = RecheckSample.objects.all()
    request: ApiRequest
    keyset_field = "pk"

    def get_queryset(self) -> QuerySet:
        samples = RecheckSample.objects.visible_to(self.request.user)
        return samples.select_related("round", "commune", "drawn_by")

    @extend_schema(request=shapes.DrawInput, responses={201: shapes.SampleOutput(many=True)})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(shapes.DrawInput, request)
        drawn = services.draw_samples(
            round_=sent.pop("round"),
            communes=sent.pop("communes") or communes_of(request.user),
            by=request.user,
            at=now(),
            **sent,
        )
        return Response(shapes.SampleOutput(drawn, many=True).data, status.HTTP_201_CREATED)


class SampleDetail(APIView):
    required_action = Action.RECHECK

    @extend_schema(responses=shapes.SampleDetailOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _detail(_sample(request, pk))


class SampleClose(APIView):
    required_action = Action.RECHECK

    @extend_schema(request=shapes.CloseInput, responses=shapes.SampleDetailOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _sample(request, pk)
        sent = checked(shapes.CloseInput, request)
        services.close_sample(sample_id=pk, by=request.user, **sent)
        return _detail(_sample(request, pk))


class SampleExport(APIView):
    """The households of a sample as an .xlsx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.RECHECK

    @extend_schema(responses={(200, CONTENT_TYPE): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        sample = _sample(request, pk)
        return sample_response(sample, list(sample.cases.for_list()), on=today(), at=now())


class SampleMinutes(APIView):
    """The minutes of the re-check as a .docx file."""

    content_negotiation_class = FileNegotiation
    required_action = Action.RECHECK

    @extend_schema(responses={(200, WORD): OpenApiTypes.BINARY})
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        sample = _sample(request, pk)
        return recheck_minutes_paper(sample, sample_page(sample)).response()


class CaseDetail(APIView):
    """GET: a case. PUT: the result of its re-check."""

    required_action = Action.RECHECK
    required_write_action = Action.RECHECK

    @extend_schema(responses=shapes.CaseOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return Response(shapes.CaseOutput(_case(request, pk)).data)

    @extend_schema(request=shapes.CaseInput, responses=shapes.CaseOutput)
    def put(self, request: ApiRequest, pk: int) -> Response:
        _case(request, pk)
        sent = shapes.CaseInput(data=request.data)
        sent.is_valid(raise_exception=True)
        services.record_case(case_id=pk, by=request.user, on=today(), **sent.facts())
        return Response(shapes.CaseOutput(_case(request, pk)).data)


class NearLineList(ListAPIView):
    """Households whose approved B1 lies close to a line, by name."""

    required_action = Action.RECHECK
    serializer_class = shapes.NearLineOutput
    queryset = PovertyRecord.objects.all()
    request: ApiRequest
    parameters = (_MARGIN, _COMMUNE)
    keyset_field = "head_sort_key"

    def get_queryset(self) -> QuerySet:
        return near_the_line(**_asked(self.request), **_filtered(self.request))

    def figure_source(self) -> FigureSource:
        return _source(self.request)

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.get_queryset())
        rows = near_line_rows(page or [], _asked(self.request)["standard"])
        return self.get_paginated_response(shapes.NearLineOutput(rows, many=True).data)


class CrowdedGroups(APIView):
    """How the exits of each enumerator and commune cluster just past the line."""

    required_action = Action.RECHECK
    parameters = (_MARGIN,)

    @extend_schema(responses=shapes.GroupsOutput)
    def get(self, request: ApiRequest) -> Response:
        margin = _filtered(request)["margin"]
        people, communes = crowded_groups(**_asked(request), margin=margin)
        found = {"enumerators": people, "communes": communes}
        return Response(shapes.GroupsOutput(found, context={"source": _source(request)}).data)


class RecentExitList(ListAPIView):
    """Households that left poverty in this year or the three years before."""

    required_action = Action.RECHECK
    serializer_class = shapes.RecentExitOutput
    queryset = Household.objects.all()
    request: ApiRequest
    parameters = (_COMMUNE,)
    keyset_field = "sort_key"

    def get_queryset(self) -> QuerySet:
        commune = _filtered(self.request)["commune"]
        return recent_exits(**_asked(self.request), commune=commune)

    def figure_source(self) -> FigureSource:
        return _source(self.request)


def _asked(request: ApiRequest) -> dict[str, Any]:
    year = today().year
    standard: PovertyStandard | None = working_standard(year)
    if standard is None:
        raise NotFound(f"Năm {year} chưa có đợt rà soát.")
    return {"user": request.user, "year": year, "standard": standard}


def _source(request: ApiRequest) -> FigureSource:
    asked = _asked(request)
    return year_source(asked["year"], on=today(), at=now(), standard=asked["standard"])


def _filtered(request: ApiRequest) -> dict[str, Any]:
    """Return the margin and the commune of the address; raises WrongParameters."""
    form = WatchForm(request.query_params, communes=communes_of(request.user))
    if not form.is_valid():
        raise WrongParameters(form.errors)
    return form.cleaned_data


def _sample(request: ApiRequest, pk: int) -> RecheckSample:
    samples = RecheckSample.objects.visible_to(request.user)
    return get_object_or_404(
        samples.select_related("round", "commune__district__province", "drawn_by"), pk=pk
    )


def _case(request: ApiRequest, pk: int) -> RecheckCase:
    return get_object_or_404(RecheckCase.objects.visible_to(request.user).for_list(), pk=pk)


def _detail(sample: RecheckSample) -> Response:
    shown = sample_page(sample)
    body = {"sample": sample, "findings": shown.findings, "cases": shown.cases}
    context = {"source": round_source(sample.round, on=today(), at=now())}
    return Response(shapes.SampleDetailOutput(body, context=context).data)
