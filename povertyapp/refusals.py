"""Refusals by the database itself, shown to users and programs with status 409."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework import status
from rest_framework.response import Response

from common import api
from common.triggers import sentence_of


class DatabaseRefusalMiddleware:
    """Answers a page request that violated a database rule with the rule's sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        sentence = sentence_of(error)
        if sentence is None:
            return None
        return render(request, "refused.html", {"sentence": sentence}, status=409)


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an API request likewise; other errors as `common.api` does."""
    if sentence := sentence_of(error):
        body = {"detail": sentence, "code": "refused"}
        return Response(body, status=status.HTTP_409_CONFLICT)
    return api.exception_handler(error, context)
