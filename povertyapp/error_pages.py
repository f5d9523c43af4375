"""Responses for unknown addresses and errors: a page for users, JSON for programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from accounts.lost_forms import keep_lost_form

BUSY = "Máy chủ đang bận, việc này mất quá nhiều thời gian. Hãy thử lại sau ít phút."


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return 400 for a request that no view can read."""
    if _is_program(request):
        return JsonResponse({"detail": "Yêu cầu không hợp lệ."}, status=400)
    return HttpResponse(render_to_string("400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return 404."""
    if _is_program(request):
        return JsonResponse({"detail": "Không có địa chỉ này."}, status=404)
    return defaults.page_not_found(request, exception)


def busy(request: HttpRequest) -> HttpResponse:
    """Return 503 for work that the database did not finish in time."""
    return HttpResponse(render_to_string("503.html"), status=503)


def page_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return 403 for a form of an earlier sign-in, and keep what was posted for its user."""
    return render(request, "403_csrf.html", {"kept": keep_lost_form(request)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return 500 without details of the error."""
    if _is_program(request):
        return JsonResponse({"detail": "Máy chủ gặp lỗi. Hãy thử lại sau."}, status=500)
    return defaults.server_error(request)


def _is_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
