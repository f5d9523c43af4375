"""API of scoring tables: the same services as the pages."""

from django.db import transaction
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.choices import Action
from common.api import ApiRequest, FileNegotiation, StrictMultiPartParser, checked
from common.clock import now
from common.parameters import WrongParameters
from common.serializers import NoInput, VersionInput
from common.xlsx import CONTENT_TYPE
from common.xlsx_guard import LARGEST_FILE
from common.xlsx_read import WrongCells
from households.api.serializers import scoring as shapes
from households.exports.scoring import table_response
from households.imports.scoring import items_from_workbook
from households.models import ScoringTable
from households.queries.scoring import items_of, table_comparison, whole_tables
from households.rules.scoring_tables import compare, items_from_json
from households.services import scoring_tables as services

FILE = {(200, CONTENT_TYPE): OpenApiTypes.BINARY}


class ScoringTableList(ListAPIView):
    """GET: scoring tables of all standards and areas. POST: an empty draft."""

    required_action = Action.VIEW_CATALOGUES
    required_write_action = Action.CONFIGURE
    serializer_class = shapes.ScoringTableOutput
    queryset = ScoringTable.objects.select_related("standard", "verified_by")

    @extend_schema(request=shapes.NewTableInput, responses={201: shapes.WholeTableOutput})
    def post(self, request: ApiRequest) -> Response:
        sent = checked(shapes.NewTableInput, request)
        table = services.create_table(
            standard=sent["standard"],
            area=sent["area"],
            head=shapes.head_of(sent),
            by=request.user,
        )
        return _whole(table.pk, status.HTTP_201_CREATED)


class ScoringTableDetail(APIView):
    required_action = Action.VIEW_CATALOGUES
    required_write_action = Action.CONFIGURE

    @extend_schema(responses=shapes.WholeTableOutput)
    def get(self, request: ApiRequest, pk: int) -> Response:
        return _whole(pk)

    @extend_schema(request=shapes.TableInput, responses=shapes.WholeTableOutput)
    def put(self, request: ApiRequest, pk: int) -> Response:
        """Change head and items of a draft together."""
        get_object_or_404(ScoringTable, pk=pk)
        sent = checked(shapes.TableInput, request)
        head, items = shapes.head_of(sent), items_from_json(sent["items"])
        version = sent["version"]
        with transaction.atomic():
            table = services.change_head(table_id=pk, version=version, head=head, by=request.user)
            version = table.version if table.version == version + 1 else version
            services.change_items(table_id=pk, version=version, items=items, by=request.user)
        return _whole(pk)


class ScoringTableCompare(APIView):
    required_action = Action.VIEW_CATALOGUES
    parameters = (OpenApiParameter("with", OpenApiTypes.STR, description="Số của bảng trước."),)

    @extend_schema(responses=shapes.TableDifferenceOutput(many=True))
    def get(self, request: ApiRequest, pk: int) -> Response:
        """Differences of a table from another, by default the one it was copied from."""
        table = get_object_or_404(whole_tables(), pk=pk)
        found = table_comparison(table, request.query_params.get("with", ""))
        if found is None:
            raise WrongParameters({"with": ["Không có bảng điểm này."]})
        return Response(shapes.TableDifferenceOutput(found.differences, many=True).data)


class ScoringTableExport(APIView):
    content_negotiation_class = FileNegotiation
    required_action = Action.VIEW_CATALOGUES

    @extend_schema(responses=FILE)
    def get(self, request: ApiRequest, pk: int) -> FileResponse:
        return table_response(get_object_or_404(whole_tables(), pk=pk))


class ScoringTableUpload(APIView):
    """Items of a draft from a workbook: all wrong cells, or the changes."""

    required_action = Action.CONFIGURE
    parser_classes = (StrictMultiPartParser,)

    @extend_schema(
        request={"multipart/form-data": shapes.UploadInput},
        responses={200: shapes.UploadOutput, 422: shapes.WrongCellsOutput},
    )
    def post(self, request: ApiRequest, pk: int) -> Response:
        table = get_object_or_404(whole_tables(), pk=pk)
        sent = checked(shapes.UploadInput, request)
        if sent["file"].size > LARGEST_FILE:
            raise ValidationError({"file": ["Tệp quá lớn."]})
        try:
            items = items_from_workbook(sent["file"].read())
        except WrongCells as refused:
            return _wrong_cells(refused)
        differences = compare(items_of(table), items)
        if not sent["dry_run"]:
            services.change_items(
                table_id=pk, version=sent["version"], items=items, by=request.user
            )
        result = {"written": not sent["dry_run"], "differences": differences}
        return Response(shapes.UploadOutput(result).data)


def _wrong_cells(refused: WrongCells) -> Response:
    cells = [{"cell": one.reference, "message": one.message} for one in refused.errors]
    body = {"detail": refused.message, "code": "wrong_cells", "cells": cells}
    return Response(body, status.HTTP_422_UNPROCESSABLE_ENTITY)


class ScoringTableEdition(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(request=None, responses={201: shapes.WholeTableOutput})
    def post(self, request: ApiRequest, pk: int) -> Response:
        """Begin the next edition as a copy of this one."""
        get_object_or_404(ScoringTable, pk=pk)
        checked(NoInput, request)
        draft = services.new_edition(table_id=pk, by=request.user)
        return _whole(draft.pk, status.HTTP_201_CREATED)


class ScoringTableApply(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(request=VersionInput, responses=shapes.WholeTableOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(ScoringTable, pk=pk)
        services.put_in_force(table_id=pk, by=request.user, **checked(VersionInput, request))
        return _whole(pk)


class ScoringTableRetire(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(request=VersionInput, responses=shapes.WholeTableOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(ScoringTable, pk=pk)
        services.retire_table(table_id=pk, by=request.user, **checked(VersionInput, request))
        return _whole(pk)


class ScoringTableVerify(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(request=shapes.VerifyInput, responses=shapes.WholeTableOutput)
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(ScoringTable, pk=pk)
        sent = checked(shapes.VerifyInput, request)
        services.verify_table(table_id=pk, by=request.user, at=now(), **sent)
        return _whole(pk)


class ScoringTableDiscard(APIView):
    required_action = Action.CONFIGURE

    @extend_schema(request=VersionInput, responses={204: None})
    def post(self, request: ApiRequest, pk: int) -> Response:
        get_object_or_404(ScoringTable, pk=pk)
        services.discard_table(table_id=pk, by=request.user, **checked(VersionInput, request))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _whole(pk: int, code: int = status.HTTP_200_OK) -> Response:
    table = get_object_or_404(whole_tables(), pk=pk)
    return Response(shapes.WholeTableOutput(table).data, code)
