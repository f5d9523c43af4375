"""API of the templates of Word papers: the same queries and services as the pages."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from common.api import (
    ApiRequest,
    FileNegotiation,
    StrictJSONParser,
    StrictMultiPartParser,
    checked,
)
from common.clock import now
from common.http import download
from common.word import CONTENT_TYPE
from papers.api import serializers as shapes
from papers.models import PaperTemplate
from papers.queries import PaperRow, paper_row, paper_rows, template_content
from papers.services import read_template, replace_template, use_built_in

_FILE = {(200, CONTENT_TYPE): OpenApiTypes.BINARY}


class _Templates(APIView):
    required_action = Action.REPLACE_TEMPLATES


class PaperList(_Templates):
    """The Word papers with their templates in force, by title."""

    @extend_schema(responses=shapes.PaperOutput(many=True))
    def get(self, request: ApiRequest) -> Response:
        return Response(shapes.PaperOutput(paper_rows(), many=True).data)


class PaperDetail(_Templates):
    """GET: a paper with its templates. POST: use another template for it."""

    parser_classes = (StrictJSONParser, StrictMultiPartParser)

    @extend_schema(responses=shapes.PaperDetailOutput)
    def get(self, request: ApiRequest, pk: str) -> Response:
        return Response(shapes.PaperDetailOutput(_row(pk)).data)

    @extend_schema(
        request={"multipart/form-data": shapes.PaperTemplateInput},
        responses={201: shapes.ReplacedTemplateOutput},
    )
    def post(self, request: ApiRequest, pk: str) -> Response:
        _row(pk)
        sent = checked(shapes.PaperTemplateInput, request)
        sent = {"replaces": None, **sent, "upload": read_template(sent["upload"])}
        made, check = replace_template(code=pk, by=request.user, at=now(), **sent)
        found = {"template": made, "warnings": check.warnings}
        return Response(shapes.ReplacedTemplateOutput(found).data, status.HTTP_201_CREATED)


class PaperBuiltIn(_Templates):
    """Go back to the built-in template."""

    @extend_schema(request=shapes.SeenTemplateInput, responses=shapes.PaperDetailOutput)
    def post(self, request: ApiRequest, pk: str) -> Response:
        _row(pk)
        sent = checked(shapes.SeenTemplateInput, request)
        use_built_in(code=pk, by=request.user, at=now(), **sent)
        return Response(shapes.PaperDetailOutput(_row(pk)).data)


class PaperTemplateFile(_Templates):
    """The template in force of a paper, or the built-in one."""

    content_negotiation_class = FileNegotiation

    @extend_schema(responses=_FILE)
    def get(self, request: ApiRequest, pk: str) -> FileResponse:
        row = _row(pk)
        content = template_content(row.own) if row.own else row.kind.built_in.read_bytes()
        return download(f"mau-{pk.replace('_', '-')}.docx", content, content_type=CONTENT_TYPE)


class PaperBuiltInFile(_Templates):
    """The built-in template of a paper."""

    content_negotiation_class = FileNegotiation

    @extend_schema(responses=_FILE)
    def get(self, request: ApiRequest, pk: str) -> FileResponse:
        content = _row(pk).kind.built_in.read_bytes()
        name = f"mau-co-san-{pk.replace('_', '-')}.docx"
        return download(name, content, content_type=CONTENT_TYPE)


class EarlierTemplateFile(_Templates):
    """A template that the office uploaded, in force or not."""

    content_negotiation_class = FileNegotiation

    @extend_schema(responses=_FILE)
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        found = get_object_or_404(PaperTemplate.objects.defer("content"), pk=pk)
        return download(found.name, template_content(found), content_type=CONTENT_TYPE)


def _row(code: str) -> PaperRow:
    try:
        return paper_row(code)
    except KeyError as error:
        raise Http404 from error
