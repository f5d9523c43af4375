"""Ends sessions; leads to signing in, and to the change of a new or reset password."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from accounts import sessions
from accounts.lost_forms import keep_lost_form, page_of_form
from common.clock import now

# Pages open to users with a temporary password.
_ALLOWED = frozenset({"accounts:password_change", "accounts:logout", "accounts:login", "healthz"})


class SessionEndMiddleware:
    """Signs a user out whose session is over, and gives the reason on the sign-in page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: object) -> None:
        user = request.user
        if not user.is_authenticated:
            return
        reason = sessions.why_ended(request.session, user, now())
        if reason is None:
            sessions.keep_alive(request.session, now())
        else:
            logout(request)
            messages.warning(request, reason)


class SignInMiddleware(LoginRequiredMiddleware):
    """Keeps what was posted after the session had ended, and returns to it after signing in."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable
    ) -> HttpResponseRedirect:
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        kept = keep_lost_form(request)
        return redirect_to_login(kept or page_of_form(request), self.get_login_url(view_func))


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
