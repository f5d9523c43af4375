"""API of a village's list and its steps: the same services as the pages."""

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
from common.serializers import NoInput, VersionInput
from procedure.api.serializers import steps as shapes
from procedure.models import Complaint, ListedHousehold, Posting, VillageMeeting, VillageReview
from procedure.services import complaints, listing, meetings, postings, survey
from procedure.services.meetings import MeetingFacts


class VillageReviewList(ListAPIView):
    """GET: villages' lists in all rounds. POST: create the list of a village in a round."""

    required_action = Action.VIEW_HOUSEHOLDS
    required_write_action = Action.RUN_PROCEDURE
    serializer_class = shapes.VillageReviewOutput
    queryset = VillageReview.objects.all()
    request: ApiRequest

    def get_queryset(self) -> QuerySet:
        return VillageReview.objects.visible_to(self.request.user).for_list()

    @extend_schema(request=shapes.NewListInput, responses={201: shapes.VillageReviewDetail})
    def post(self, request: ApiRequest) -> Response:
        sent = _checked(shapes.NewListInput, request)
        round_ = sent.pop("round")
        review = listing.open_village_review(round_=round_, by=request.user, on=today(), **sent)
        return _review(request, review.pk, status.HTTP_201_CREATED)


class VillageReviewRead(APIView):
    required_action = Action.VIEW_HOUSEHOLDS

    @extend_schema(responses=shapes.VillageReviewDetail)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _review(request, pk)


class VillageReviewRefill(APIView):
    """Add the households that belong on the list by now."""

    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=None, responses=shapes.VillageReviewDetail)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        checked(NoInput, request)
        listing.refill_list(review_id=pk, by=request.user)
        return _review(request, pk)


class VillageReviewAdd(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.AddHouseholdInput, responses=shapes.VillageReviewDetail)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = _checked(shapes.AddHouseholdInput, request)
        listing.add_to_list(review_id=pk, by=request.user, **sent)
        return _review(request, pk)


class ListedHouseholdRemove(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.RemovalInput, responses=shapes.VillageReviewDetail)
    def post(self, request: ApiRequest, pk: int) -> Response:
        listed = get_object_or_404(ListedHousehold.objects.visible_to(request.user), pk=pk)
        sent = checked(shapes.RemovalInput, request)
        listing.remove_from_list(listed_id=pk, by=request.user, **sent)
        return _review(request, listed.village_review_id)


class ListEnd(APIView):
    """End a list on which no household is left, without a decision."""

    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=VersionInput, responses=shapes.VillageReviewDetail)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = checked(VersionInput, request)
        listing.end_list(review_id=pk, by=request.user, **sent)
        return _review(request, pk)


class SurveyStart(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.SurveyStartInput, responses=shapes.VillageReviewDetail)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = checked(shapes.SurveyStartInput, request)
        survey.start_survey(review_id=pk, by=request.user, on=today(), **sent)
        return _review(request, pk)


class SurveyFinish(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.SurveyFinishInput, responses=shapes.VillageReviewDetail)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = checked(shapes.SurveyFinishInput, request)
        survey.finish_survey(review_id=pk, by=request.user, on=today(), **sent)
        return _review(request, pk)


class MeetingHold(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.MeetingInput, responses=shapes.VillageReviewDetail)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = checked(shapes.MeetingInput, request)
        signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
        version = sent.pop("version")
        meetings.hold_meeting(review_id=pk, version=version, facts=MeetingFacts(**sent), **signed)
        return _review(request, pk)


class MeetingChange(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.MeetingChangeInput, responses=shapes.VillageReviewDetail)
    def put(self, request: ApiRequest, pk: int) -> Response:
        meeting = get_object_or_404(VillageMeeting.objects.visible_to(request.user), pk=pk)
        sent = checked(shapes.MeetingChangeInput, request)
        said = {name: sent.pop(name) for name in ("version", "reason")}
        signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
        meetings.change_meeting(meeting_id=pk, facts=MeetingFacts(**sent), **said, **signed)
        return _review(request, meeting.village_review_id)


class PostingCreate(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.PostingInput, responses=shapes.VillageReviewDetail)
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = checked(shapes.PostingInput, request)
        postings.post_results(review_id=pk, by=request.user, on=today(), **sent)
        return _review(request, pk)


class PostingChange(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.PostingChangeInput, responses=shapes.VillageReviewDetail)
    def put(self, request: ApiRequest, pk: int) -> Response:
        posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
        sent = checked(shapes.PostingChangeInput, request)
        postings.change_posting(posting_id=pk, by=request.user, on=today(), **sent)
        return _review(request, posting.village_review_id)


class PostingClose(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.ClosingInput, responses=shapes.VillageReviewDetail)
    def post(self, request: ApiRequest, pk: int) -> Response:
        posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
        sent = checked(shapes.ClosingInput, request)
        postings.close_posting(posting_id=pk, by=request.user, on=today(), **sent)
        return _review(request, posting.village_review_id)


class ComplaintList(APIView):
    """Complaints about a village's list, read and recorded by the commune officer."""

    required_action = Action.RUN_PROCEDURE

    @extend_schema(responses=shapes.ComplaintOutput(many=True))
    def get(self, request: ApiRequest, pk: int) -> Response:
        review = _visible_or_404(request, pk)
        return Response(shapes.ComplaintOutput(review.complaints.all(), many=True).data)

    @extend_schema(request=shapes.ComplaintInput, responses={201: shapes.ComplaintOutput})
    def post(self, request: ApiRequest, pk: int) -> Response:
        _visible_or_404(request, pk)
        sent = _checked(shapes.ComplaintInput, request)
        made = complaints.receive_complaint(review_id=pk, by=request.user, on=today(), **sent)
        return Response(shapes.ComplaintOutput(made).data, status.HTTP_201_CREATED)


class ComplaintAnswer(APIView):
    required_action = Action.RUN_PROCEDURE

    @extend_schema(request=shapes.AnswerInput, responses=shapes.ComplaintOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(Complaint.objects.visible_to(request.user), pk=pk)
        sent = checked(shapes.AnswerInput, request)
        signed: dict[str, Any] = {"by": request.user, "at": now(), "on": today()}
        answered = complaints.answer_complaint(complaint_id=pk, **signed, **sent)
        return Response(shapes.ComplaintOutput(answered).data)


def _checked(serializer: Any, request: ApiRequest) -> dict[str, Any]:
    """Check an input whose keys are limited to rows the user may see."""
    sent = serializer(data=request.data, context={"request": request})
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def _visible_or_404(request: ApiRequest, pk: int) -> VillageReview:
    return get_object_or_404(VillageReview.objects.visible_to(request.user), pk=pk)


def _review(request: ApiRequest, pk: int, code: int = status.HTTP_200_OK) -> Response:
    rows = VillageReview.objects.visible_to(request.user).for_list()
    review = get_object_or_404(
        rows.prefetch_related(
            "listed_households__household", "meetings__procedure", "postings__procedure"
        ),
        pk=pk,
    )
    return Response(shapes.VillageReviewDetail(review).data, code)
