"""API of the review: the same filters and services as the pages."""

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
from common.api import ApiRequest, checked
from common.clock import now
from common.serializers import VersionInput
from common.sources import FigureSource
from households.api.serializers import review as shapes
from households.filters.assessments import AssessmentFilter
from households.filters.poor_list import PovertyRecordFilter
from households.models import Assessment, PovertyRecord
from households.queries.comparison import differences_from, past_of
from households.queries.parts import parts_of_form
from households.querysets import AssessmentQuerySet
from households.services import approval, entry
from households.words.review import difference_words


class AssessmentList(ListAPIView):
    """GET: review forms. POST: a new form for a household in a round."""

    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.ENTER_ASSESSMENTS
    serializer_class = shapes.AssessmentOutput
    queryset = Assessment.objects.all()
    request: ApiRequest
    filterset_class = AssessmentFilter
    keyset_field = "head_sort_key"

    def get_queryset(self) -> QuerySet:
        return _visible(self.request)

    @extend_schema(
        request=shapes.NewAssessmentInput,
        responses={200: shapes.AssessmentOutput, 201: shapes.AssessmentOutput},
    )
    def post(self, request: ApiRequest) -> Response:
        sent = shapes.NewAssessmentInput(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        facts, at = dict(sent.validated_data), now()
        round_ = facts.pop("round")
        assessment = entry.start_assessment(
            round_=round_, by=request.user, at=at, on=today(), **facts
        )
        is_new = assessment.entered_at == at
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return _form(request, assessment.pk, code)


class AssessmentDetail(APIView):
    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.ENTER_ASSESSMENTS

    @extend_schema(responses=shapes.AssessmentOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _form(request, pk)

    @extend_schema(request=shapes.AssessmentChangeInput, responses=shapes.AssessmentOutput)
    def put(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = shapes.AssessmentChangeInput(data=request.data)
        sent.is_valid(raise_exception=True)
        entry.save_assessment(
            assessment_id=pk, by=request.user, at=now(), on=today(), **sent.facts()
        )
        return _form(request, pk)


class AssessmentDifferences(APIView):
    """Differences of a form from the year before, for the approver."""

    required_action = Action.VIEW_HOUSEHOLDS

    @extend_schema(responses=shapes.DifferenceOutput(many=True))
    def get(self, request: ApiRequest, pk: int) -> Response:
        assessment = get_object_or_404(_visible(request).for_detail(), pk=pk)
        past = past_of(assessment)
        parts = parts_of_form(assessment, past.last)
        found = difference_words(differences_from(past, assessment, parts))
        return Response(shapes.DifferenceOutput(found, many=True).data)


class AssessmentSubmit(APIView):
    required_action = Action.ENTER_ASSESSMENTS

    @extend_schema(request=VersionInput, responses=shapes.AssessmentOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = checked(VersionInput, request)
        entry.submit_assessment(assessment_id=pk, by=request.user, at=now(), **sent)
        return _form(request, pk)


class AssessmentApprove(APIView):
    required_action = Action.APPROVE_ASSESSMENTS

    @extend_schema(request=VersionInput, responses=shapes.AssessmentOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = checked(VersionInput, request)
        approval.approve_assessment(assessment_id=pk, by=request.user, at=now(), on=today(), **sent)
        return _form(request, pk)


class AssessmentReturn(APIView):
    required_action = Action.APPROVE_ASSESSMENTS

    @extend_schema(request=shapes.ReasonInput, responses=shapes.AssessmentOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = checked(shapes.ReasonInput, request)
        approval.return_assessment(assessment_id=pk, by=request.user, at=now(), **sent)
        return _form(request, pk)


class AssessmentDiscard(APIView):
    required_action = Action.ENTER_ASSESSMENTS

    @extend_schema(request=VersionInput, responses={204: None})
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = checked(VersionInput, request)
        entry.discard_assessment(assessment_id=pk, by=request.user, at=now(), **sent)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PovertyRecordList(ListAPIView):
    """The households behind a figure of a year's poor list; see `figure`."""

    required_action = Action.VIEW_HOUSEHOLDS
    serializer_class = shapes.PovertyRecordOutput
    queryset = PovertyRecord.objects.all()
    request: ApiRequest
    filterset_class = PovertyRecordFilter
    keyset_field = "head_sort_key"

    def get_queryset(self) -> QuerySet:
        records = PovertyRecord.objects.visible_to(self.request.user).for_list()
        return records.select_related("household__village", "commune", "standard", "result")

    def figure_source(self) -> FigureSource:
        found = PovertyRecordFilter(
            self.request.query_params, PovertyRecord.objects.none(), request=self.request
        )
        return found.source(on=today(), at=now())


def _visible(request: ApiRequest) -> AssessmentQuerySet[Any]:
    people = ("submitted_by", "approved_by")
    return Assessment.objects.visible_to(request.user).for_list().select_related(*people)


def _visible_or_404(request: ApiRequest, pk: int) -> Assessment:
    return get_object_or_404(Assessment.objects.visible_to(request.user), pk=pk)


def _form(request: ApiRequest, pk: int, code: int = status.HTTP_200_OK) -> Response:
    assessment = get_object_or_404(_visible(request), pk=pk)
    return Response(shapes.AssessmentOutput(assessment).data, code)
