"""Pages of signing in, users and API tokens."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import queries, sessions
from accounts.choices import Action, Role
from accounts.filters import UserFilter
from accounts.forms import (
    ActiveForm,
    OwnPasswordForm,
    SignInForm,
    SupportContactForm,
    TokenForm,
    UserCreateForm,
    UserEditForm,
)
from accounts.lost_forms import remember_sign_in, typed_values, was_signed_in
from accounts.models import ApiToken, KeptForm, User
from accounts.services import tokens, users
from accounts.services.kept_forms import discard_form
from areas.models import Installation
from areas.services.installation import change_support_contact
from common.access import require
from common.clock import now
from common.forms import VersionForm, refusals_shown_in, refusals_told
from common.http import SignedInRequest, is_htmx, page_of
from common.parameters import CURSOR, takes


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@takes("next")
def sign_in(request: HttpRequest) -> HttpResponse:
    wanted = _where_to(request)
    if request.user.is_authenticated:
        return redirect(wanted)
    form = SignInForm(request, request.POST or None)
    if form.is_valid():
        user = form.get_user()
        # No history row: signing in only updates the time of the last sign-in.
        user.skip_history_when_saving = True  # type: ignore[attr-defined]
        login(request, user)
        sessions.mark_session(request.session, key=users.begin_session(user=user), at=now())
        response = redirect(_kept_for(user, wanted))
        remember_sign_in(request, response, user)
        return response
    context = {"form": form, "next": wanted, "reason": _why_signed_out(request, wanted)}
    return render(request, "registration/login.html", context)


def _why_signed_out(request: HttpRequest, wanted: str) -> str:
    """Return why the user is led to the sign-in page; "" for one opened by the user."""
    if _kept_key(wanted) is not None:
        return "kept"
    if not request.GET.get("next"):
        return ""
    return "ended" if was_signed_in(request) else "required"


def _kept_key(address: str) -> uuid.UUID | None:
    """Return the key of the kept form that an address opens, None for other addresses."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    return match.kwargs["pk"] if match.view_name == "accounts:kept_form" else None


def _kept_for(user: User, wanted: str) -> str:
    """Return the page requested, or the home page for a form kept for another user."""
    key = _kept_key(wanted)
    if key is None or KeptForm.objects.visible_to(user).filter(key=key).exists():
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)


@require_safe
@require(Action.VIEW_CATALOGUES)
def kept_form(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    kept = get_object_or_404(KeptForm.objects.visible_to(request.user).in_force(now()), key=pk)
    context = {"kept": kept, "typed": typed_values(kept.content)}
    return render(request, "accounts/kept_form.html", context)


@require_POST
@require(Action.VIEW_CATALOGUES)
def kept_form_discard(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    kept = get_object_or_404(KeptForm.objects.visible_to(request.user), key=pk)
    discard_form(kept=kept)
    messages.success(request, "Đã bỏ nội dung chưa gửi.")
    return redirect("home")


def _where_to(request: HttpRequest) -> str:
    """Return the page requested before signing in, unless it is on another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    # Only paths: `redirect` would resolve a bare word as a URL name.
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL)


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@sensitive_post_parameters("old_password", "new_password1", "new_password2")
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: SignedInRequest) -> HttpResponse:
    form = OwnPasswordForm(request, request.POST or None)
    if form.is_valid():
        password = form.cleaned_data["new_password1"]
        user = users.change_own_password(user=request.user, password=password, at=now())
        update_session_auth_hash(request, user)
        messages.success(
            request, "Đã đổi mật khẩu. Các máy khác đã bị đăng xuất, mã truy cập API đã bị thu hồi."
        )
        return redirect("home")
    return render(request, "registration/password_change.html", {"form": form})


@require_safe
@require(Action.MANAGE_USERS)
@takes(UserFilter, CURSOR)
def user_list(request: SignedInRequest) -> HttpResponse:
    found = UserFilter(request.GET, User.objects.visible_to(request.user).for_list())
    page = page_of(request, found.qs, field="username")
    wanted = "_users" if is_htmx(request) else "user_list"
    return render(request, f"accounts/{wanted}.html", {"filter": found, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.MANAGE_USERS)
def user_create(request: SignedInRequest) -> HttpResponse:
    form = UserCreateForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            user, password = users.create_user(by=request.user, **form.cleaned_data)
            # Shown in this response: a redirect would require storing it.
            context = {"person": user, "password": password, "is_new": True}
            return render(request, "accounts/temporary_password.html", context)
    return render(request, "accounts/user_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.MANAGE_USERS)
def user_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user).for_list(), pk=pk)
    version = {"version": person.version}
    is_self = person.pk == request.user.pk
    form = UserEditForm(request.POST or None, instance=person, initial=version, is_self=is_self)
    if form.is_valid():
        with refusals_shown_in(form):
            users.change_user(user=person, by=request.user, **form.cleaned_data)
            messages.success(request, "Đã lưu người dùng.")
            return redirect("accounts:user_list")
    return _user_page(request, pk, form)


def _user_page(request: SignedInRequest, pk: int, form: UserEditForm | None = None) -> HttpResponse:
    # Read again: validation has already altered the form's instance.
    person = get_object_or_404(User.objects.visible_to(request.user).for_list(), pk=pk)
    is_self = person.pk == request.user.pk
    context = {
        "form": form
        or UserEditForm(instance=person, initial={"version": person.version}, is_self=is_self),
        "person": person,
        "is_self": is_self,
        "changes": queries.latest_changes(person),
    }
    return render(request, "accounts/user_edit.html", context)


@require_POST
@require(Action.MANAGE_USERS)
def user_reset_password(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = VersionForm(request.POST)
    if form.is_valid():
        with refusals_told(request):
            asked = {"user": person, "by": request.user, "at": now(), **form.cleaned_data}
            context = {"person": person, "password": users.reset_password(**asked)}
            return render(request, "accounts/temporary_password.html", context)
    return redirect("accounts:user_edit", pk)


@require_POST
@require(Action.MANAGE_USERS)
def user_set_active(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = ActiveForm(request.POST)
    if form.is_valid():
        with refusals_told(request):
            users.set_active(user=person, by=request.user, **form.cleaned_data)
            messages.success(request, "Đã đổi tình trạng tài khoản.")
    return redirect("accounts:user_edit", pk)


@require_safe
@require(Action.MANAGE_USERS)
def role_table(request: SignedInRequest) -> HttpResponse:
    context = {"roles": Role.labels, "rows": queries.role_table()}
    return render(request, "accounts/role_table.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.MANAGE_USERS)
def support_contact(request: SignedInRequest) -> HttpResponse:
    current = get_object_or_404(Installation)
    shown = {"name": current.support_name, "phone": current.support_phone}
    form = SupportContactForm(request.POST or None, initial={"version": current.version, **shown})
    if form.is_valid():
        with refusals_shown_in(form):
            change_support_contact(by=request.user, **form.cleaned_data)
            messages.success(request, "Đã lưu người hỗ trợ.")
            return redirect("accounts:user_list")
    return render(request, "accounts/support_contact.html", {"form": form})


@require_safe
@require(Action.USE_API)
def token_list(request: SignedInRequest) -> HttpResponse:
    own = ApiToken.objects.visible_to(request.user).with_standing(now())
    return render(request, "accounts/token_list.html", {"tokens": own})


@require_http_methods(["GET", "HEAD", "POST"])
@require(Action.USE_API)
def token_issue(request: SignedInRequest) -> HttpResponse:
    form = TokenForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_in(form):
            asked = {"user": request.user, "by": request.user, "at": now(), **form.cleaned_data}
            token = tokens.issue_token(**asked)
            context = {"token": token, "name": form.cleaned_data["name"]}
            return render(request, "accounts/token_issued.html", context)
    return render(request, "accounts/token_form.html", {"form": form})


@require_POST
@require(Action.USE_API)
def token_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    tokens.revoke_token(token=token, by=request.user, at=now())
    messages.success(request, "Đã thu hồi mã truy cập.")
    return redirect("accounts:token_list")
