"""Responses for unknown addresses and errors: a page for users, JSON for programs.

Each has the request's number, which the log has too.
"""

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from accounts.lockout import minutes_left
from accounts.lost_forms import keep_lost_form
from areas.models import Installation
from areas.queries import installation
from common.clock import now
from povertyapp.logs import number_of

BUSY = "Máy chủ đang bận, việc này mất quá nhiều thời gian. Hãy thử lại sau ít phút."


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return 400 for a request that no view can read."""
    if _is_program(request):
        return _to_program(request, "Yêu cầu không hợp lệ.", status=400)
    return _plain(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return 404."""
    if _is_program(request):
        return _to_program(request, "Không có địa chỉ này.", status=404)
    return defaults.page_not_found(request, exception)


def busy(request: HttpRequest) -> HttpResponse:
    """Return 503 for work that the database did not finish in time."""
    return _plain(request, "503.html", status=503)


def page_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return 403 for a form of an earlier sign-in, and keep what was posted for its user."""
    return render(request, "403_csrf.html", {"kept": keep_lost_form(request)}, status=403)


def locked_out(
    request: HttpRequest, response: Any = None, credentials: Any = None, *_args: Any, **_kwargs: Any
) -> HttpResponse:
    """Return 429 with the minutes to wait, the same whether the user exists or not."""
    minutes = minutes_left(
        username=(credentials or {}).get("username", ""),
        address=request.axes_ip_address,  # type: ignore[attr-defined]
        at=now(),
    )
    if _is_program(request):
        detail = f"Sai mật khẩu quá nhiều lần. Hãy thử lại sau {minutes} phút."
        return _to_program(request, detail, status=429)
    return render(request, "registration/locked.html", {"minutes": minutes}, status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return 500 without details of the error."""
    if _is_program(request):
        return _to_program(request, "Máy chủ gặp lỗi. Hãy thử lại sau.", status=500)
    return _plain(request, "500.html", status=500)


def _plain(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    """Return a page that needs neither the database nor the frame's context."""
    context = {"request_number": number_of(request), "support": _support()}
    return HttpResponse(render_to_string(template, context), status=status)


def _support() -> Installation | None:
    """Return the installation, which names whom to call; None when the database fails."""
    try:
        return installation()
    except DatabaseError:
        return None


def _to_program(request: HttpRequest, detail: str, *, status: int) -> HttpResponse:
    body: dict[str, Any] = {"detail": detail, "request_number": number_of(request)}
    return JsonResponse(body, status=status)


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
