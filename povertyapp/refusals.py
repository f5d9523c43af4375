"""Requests refused outside of a view: unsafe text, unknown parameters, refusals by the database."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework import status
from rest_framework.response import Response

from common import api
from common.parameters import NONE, WrongParameters
from common.text import holds_unstorable
from common.triggers import sentence_of
from povertyapp.error_pages import BUSY, bad_request, busy
from povertyapp.logs import number_of

_KEPT_CONTROLS = frozenset("\n\r\t")


class _Middleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class UnsafeTextMiddleware(_Middleware):
    """Refuses characters that no database or page can hold, before anything reads them.

    A posted form is checked once its user is known, JSON and uploads by the parsers of the API.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = [request.path, *request.COOKIES.values()]
        for name, values in request.GET.lists():
            sent += [name, *values]
        if any(map(_has_control, sent)):
            return bad_request(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_rest: object) -> HttpResponse | None:
        if request.method != "POST" or hasattr(view, "cls"):
            return None
        sent = [text for name, values in request.POST.lists() for text in (name, *values)]
        return bad_request(request) if any(map(holds_unstorable, sent)) else None


def _has_control(text: str) -> bool:
    return holds_unstorable(text) or any(
        unicodedata.category(each) == "Cc" and each not in _KEPT_CONTROLS for each in text
    )


class ParametersMiddleware(_Middleware):
    """Refuses parameters that a page does not declare with `@takes`, and shows invalid ones.

    Views of the API do the same themselves, after their permissions (`KnownParameters`).
    """

    def process_view(self, request: HttpRequest, view: Any, *_rest: object) -> HttpResponse | None:
        if hasattr(view, "cls"):
            return None
        try:
            getattr(view, "parameters", NONE).check(request.GET)
        except WrongParameters as error:
            return _shown(request, error.for_page)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return _shown(request, error.for_page) if isinstance(error, WrongParameters) else None


def _shown(request: HttpRequest, sentences: Iterable[str]) -> HttpResponse:
    context = {"sentences": list(sentences)}
    return render(request, "wrong_parameters.html", context, status=400)


class DatabaseRefusalMiddleware(_Middleware):
    """Answers a page request that the database refused or did not finish in time."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if sentence := sentence_of(error):
            return render(request, "refused.html", {"sentence": sentence}, status=409)
        return busy(request) if is_out_of_time(error) else None


def is_out_of_time(error: BaseException) -> bool:
    """Return whether the database cancelled a statement at its time limit, or waiting for a lock."""
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.__cause__, "sqlstate", "")
    return code in _OUT_OF_TIME or "database is locked" in str(error)


_OUT_OF_TIME = frozenset({"57014", "55P03"})  # query_canceled, lock_not_available


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an API request likewise; other errors as `common.api` does.

    A body with `detail` also has the number of the request.
    """
    answer = _answer_to(error, context)
    if answer is not None and isinstance(answer.data, dict) and "detail" in answer.data:
        number = number_of(context["request"]._request)
        answer.data = {**answer.data, "request_number": number}
    return answer


def _answer_to(error: Exception, context: dict[str, Any]) -> Response | None:
    if sentence := sentence_of(error):
        body = {"detail": sentence, "code": "refused"}
        return Response(body, status=status.HTTP_409_CONFLICT)
    if is_out_of_time(error):
        body = {"detail": BUSY, "code": "busy"}
        return Response(body, status=status.HTTP_503_SERVICE_UNAVAILABLE)
    return api.exception_handler(error, context)
