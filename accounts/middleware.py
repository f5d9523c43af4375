"""Requires users to change a new or reset password before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# Pages open to users with a temporary password.
_ALLOWED = frozenset({"accounts:password_change", "accounts:logout", "accounts:login", "healthz"})


class PasswordChangeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: object) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        match = request.resolver_match
        if match is not None and (match.view_name in _ALLOWED or match.app_name == "api"):
            return None
        return redirect("accounts:password_change")
