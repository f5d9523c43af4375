"""JSON log lines with a request id, without personal numbers."""

import re
import secrets
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware
from structlog.typing import EventDict

_PERSONAL_NUMBER = re.compile(r"(?<![0-9])(?:[0-9]{9}|[0-9]{12})(?![0-9])")


def mask_numbers(_logger: object, _name: str, line: EventDict) -> EventDict:
    """Mask what has the length of a personal number in the texts that name a request."""
    for key in ("event", "request"):
        if isinstance(line.get(key), str):
            line[key] = _PERSONAL_NUMBER.sub("…", line[key])
    return line


structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def json_formatter() -> structlog.stdlib.ProcessorFormatter:
    """Return the formatter that writes every log record as one JSON line."""
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            mask_numbers,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
        ],
    )


_DIGITS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # read out on the telephone: no 0, O, 1, I
NUMBER_HEADER = "X-Request-ID"


def new_number() -> str:
    """Return a request number: two groups of four letters and digits, about 40 random bits."""
    drawn = "".join(secrets.choice(_DIGITS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def number_of(request: HttpRequest) -> str:
    """Return the number that the log has for a request, "" for one outside of the middleware."""
    return str(getattr(request, "number", ""))


class RequestNumberMiddleware:
    """Gives each request the number that the log, the response and the error pages show.

    It replaces what the visitor sent in that header, which the log would take over.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = new_number()
        request.number = number  # type: ignore[attr-defined]
        request.META["HTTP_X_REQUEST_ID"] = number
        response = self.get_response(request)
        response.headers[NUMBER_HEADER] = number
        return response


class RequestLogMiddleware(RequestMiddleware):
    """Names a request by method and path: a query may hold a name, a personal number or a token."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {request.path}"
