"""API of the manual: the same chapters, search and checklist as the pages."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action, Role
from common.api import ApiRequest
from povertyapp.help.chapters import all_chapters
from povertyapp.help.first_steps import first_steps_of
from povertyapp.help.searching import passages
from povertyapp.help.views import LONGEST_SEARCH

_Q = OpenApiParameter("q", OpenApiTypes.STR, description="Từ cần tìm, không cần dấu.")


class ChapterLineOutput(serializers.Serializer):
    slug = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    summary = serializers.CharField(read_only=True)
    roles = serializers.ListField(
        child=serializers.ChoiceField(Role.choices), read_only=True, help_text="Rỗng: mọi vai trò."
    )


class PassageOutput(serializers.Serializer):
    chapter = serializers.CharField(source="chapter.slug", read_only=True)
    heading = serializers.CharField(source="section.heading", read_only=True)
    text = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True)


class ManualOutput(serializers.Serializer):
    chapters = ChapterLineOutput(many=True, read_only=True)
    found = PassageOutput(many=True, read_only=True)


class ManualChapterOutput(ChapterLineOutput):
    text = serializers.CharField(read_only=True, help_text="Markdown.")


class FirstStepOutput(serializers.Serializer):
    code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    who = serializers.CharField(read_only=True)
    done = serializers.IntegerField(read_only=True)
    wanted = serializers.IntegerField(read_only=True)
    is_done = serializers.BooleanField(read_only=True)


class ManualList(APIView):
    """The chapters of the manual, and the passages with the words of `q`."""

    required_action = Action.VIEW_CATALOGUES
    parameters = (_Q,)

    @extend_schema(parameters=[_Q], responses={200: ManualOutput}, operation_id="manual_list")
    def get(self, request: ApiRequest) -> Response:
        asked = request.query_params.get("q", "")[:LONGEST_SEARCH]
        found = passages(asked, role=request.user.role)
        return Response(ManualOutput({"chapters": all_chapters().values(), "found": found}).data)


class ManualChapter(APIView):
    required_action = Action.VIEW_CATALOGUES

    @extend_schema(responses={200: ManualChapterOutput})
    def get(self, request: ApiRequest, pk: str) -> Response:
        if (found := all_chapters().get(pk)) is None:
            raise Http404
        return Response(ManualChapterOutput(found).data)


class FirstStepsOfDistrict(APIView):
    """The checklist of a new district."""

    required_action = Action.CONFIGURE
    other_action = Action.MANAGE_USERS

    @extend_schema(responses={200: FirstStepOutput(many=True)})
    def get(self, request: ApiRequest) -> Response:
        steps = first_steps_of(request.user).steps
        return Response(FirstStepOutput(steps, many=True).data)
