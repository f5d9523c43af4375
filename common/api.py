"""Shared by all API views: paging, strict JSON, and one form of error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound, ParseError, ValidationError
from rest_framework.mixins import ListModelMixin
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.pagination import BasePagination
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.utils import html

from common.clock import now
from common.errors import Conflict, Refused
from common.paging import BadCursor, Page, keyset_page
from common.parameters import CURSOR, Parameters, WrongParameters, parameters_of
from common.serializers import SourcedOutput
from common.text import holds_unstorable

if TYPE_CHECKING:
    from accounts.models import User

LARGEST_PAGE = 100


class ApiRequest(Request):
    """A request with an authenticated user, as `HasAction` guarantees."""

    user: User


def checked(serializer: Any, request: Request) -> dict[str, Any]:
    """Return the input validated by a serializer; an invalid value is answered with 400."""
    sent = serializer(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def is_form(request: Request) -> bool:
    """Return whether the body is a form, which can hold files, and not JSON."""
    return bool(html.is_html_input(request.data))


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for key, value in pairs:
        if key in read:
            # A lone surrogate in the key could not be encoded in the response.
            shown = key[:50].encode(errors="replace").decode()
            raise ParseError(f"Khóa “{shown}” xuất hiện hai lần.")
        read[key] = value
    return read


class TooLarge(APIException):
    """The request body is larger than any of our inputs."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "Nội dung gửi lên quá lớn."
    default_code = "too_large"


class StrictJSONParser(JSONParser):
    """JSON of limited size without duplicate keys, NaN or lone surrogates."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        # Django limits `request.body`, but not a stream that is read directly.
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        sent = stream.read(most + 1)
        if len(sent) > most:
            raise TooLarge
        try:
            return self._read(sent.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise ParseError("Nội dung gửi lên không phải JSON hợp lệ.") from error

    def _read(self, text: str) -> Any:
        read = json.loads(
            text, object_pairs_hook=_refuse_twice, parse_constant=self._refuse_constant
        )
        # An escape can be a lone surrogate or a zero byte, which PostgreSQL cannot hold.
        if "\\u" in text and any(map(holds_unstorable, _texts_in(read))):
            raise ValueError
        return read

    @staticmethod
    def _refuse_constant(name: str) -> Any:
        raise ValueError(name)


def _texts_in(read: Any) -> Iterator[str]:
    """Yield every text of a JSON value, with the keys of its objects."""
    if isinstance(read, str):
        yield read
    elif isinstance(read, dict):
        for key, value in read.items():
            yield key
            yield from _texts_in(value)
    elif isinstance(read, list):
        for value in read:
            yield from _texts_in(value)


class StrictMultiPartParser(MultiPartParser):
    """A form with files, without text that PostgreSQL cannot hold."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        parsed = super().parse(stream, media_type, parser_context)
        sent = [text for name, values in parsed.data.lists() for text in (name, *values)]
        if any(map(holds_unstorable, sent)):
            raise ParseError("Nội dung gửi lên có ký tự không hợp lệ.")
        return parsed


class KnownParameters(BasePermission):
    """Refuses parameters that the view does not declare, once its permissions are granted.

    A view declares its parameters as names, OpenAPI parameters, filters or forms: `parameters` for
    reading, `write_parameters` for the other methods; those of its filter set and of paging are added.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        declared_by(view, request.method or "GET").check(request.query_params)
        return True


def declared_by(view: Any, method: str) -> Parameters:
    """Return the parameters that an API view takes with a method."""
    if method not in SAFE_METHODS:
        return parameters_of(*_named(getattr(view, "write_parameters", ())))
    sources = [*_named(getattr(view, "parameters", ()))]
    if filter_set := getattr(view, "filterset_class", None):
        sources.append(filter_set)
    if isinstance(view, ListModelMixin):
        sources += [CURSOR, "page_size"]
    return parameters_of(*sources)


def _named(declared: Iterable[Any]) -> list[Any]:
    return [each.name if isinstance(each, OpenApiParameter) else each for each in declared]


class KeysetPagination(BasePagination):
    """Cursor paging, ordered by the view's `keyset_field` and the key."""

    page: Page

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request, self.view = request, view
        try:
            self.page = keyset_page(
                queryset,
                field=getattr(view, "keyset_field", "pk"),
                cursor=request.query_params.get(CURSOR, ""),
                size=self._size(request),
            )
        except BadCursor as error:
            raise WrongParameters({CURSOR: [str(error)]}) from error
        return self.page.rows

    def _size(self, request: Request) -> int:
        raw = request.query_params.get("page_size") or "50"
        # Check the length first: `int` rejects thousands of digits.
        is_number = len(raw) <= 3 and raw.isascii() and raw.isdigit()
        if not is_number or not 1 <= int(raw) <= LARGEST_PAGE:
            raise WrongParameters({"page_size": [f"Phải từ 1 đến {LARGEST_PAGE}."]})
        return int(raw)

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                **self._source(),
                "count": self.page.total,
                "count_is_capped": self.page.total_is_capped,
                "next": self.page.next_cursor or None,
                "previous": self.page.previous_cursor or None,
                "results": data,
            }
        )

    def _source(self) -> dict[str, Any]:
        """Return the moment of the list, and what its figures are about where the view says so."""
        if (figure_source := getattr(self.view, "figure_source", None)) is None:
            return {"computed_at": timezone.localtime(now())}
        return dict(SourcedOutput({}, context={"source": figure_source()}).data)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        cursor = {"type": "string", "nullable": True, "description": "Giá trị cho tham số cursor."}
        return {
            "type": "object",
            "required": [
                *("computed_at", "count", "count_is_capped", "next", "previous", "results"),
            ],
            "properties": {
                "year": {"type": "integer", "description": "Ở danh sách có phân loại hộ."},
                "standard": {"type": "string", "description": "Mã chuẩn nghèo; như trên."},
                "standard_name": {"type": "string"},
                "as_of": {"type": "string", "format": "date"},
                "computed_at": {"type": "string", "format": "date-time"},
                "count": {"type": "integer", "description": "Tối đa 10.001."},
                "count_is_capped": {"type": "boolean"},
                "next": cursor,
                "previous": cursor,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {"name": CURSOR, "in": "query", "schema": {"type": "string"}},
            {
                "name": "page_size",
                "in": "query",
                "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE},
            },
        ]


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Map a service's refusal to 400 and a concurrent edit to 409; DRF handles the rest."""
    # Imported here: rest_framework.views loads this module's parser while it is being imported.
    from rest_framework.views import exception_handler as drf_exception_handler

    if isinstance(error, Conflict):
        changed_at = error.changed_at
        return Response(
            {
                "detail": error.message,
                "code": "conflict",
                "changed_by": error.changed_by,
                "changed_at": changed_at,
            },
            status=status.HTTP_409_CONFLICT,
        )
    if isinstance(error, WrongParameters):
        return Response(error.body, status=status.HTTP_400_BAD_REQUEST)
    if isinstance(error, ValidationError):
        error = ValidationError(_listed(error.detail))
    if isinstance(error, Http404):
        error = NotFound()  # Django's message names the model, in English
    if isinstance(error, Refused):
        body: dict[str, Any] = {"detail": error.message, "code": "refused"}
        if error.field:
            body["field"] = error.field
        return Response(body, status=status.HTTP_400_BAD_REQUEST)
    return drf_exception_handler(error, context)


def _listed(detail: Any) -> dict[str, Any]:
    """Return the errors of a request as lists of sentences by field, in one shape everywhere."""
    if not isinstance(detail, dict):
        detail = {api_settings.NON_FIELD_ERRORS_KEY: detail}
    return {
        key: _listed(found)
        if isinstance(found, dict)
        else found
        if isinstance(found, list)
        else [found]
        for key, found in detail.items()
    }


class FileNegotiation(DefaultContentNegotiation):
    """The response is a file whatever the client accepts; only errors are JSON."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        first = next(iter(renderers))
        return first, first.media_type
