"""Permissions of API views: each view names the action it needs."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.api.authentication import ApiTokenAuthentication


class HasAction(BasePermission):
    """Allow users whose role has `view.required_action`; without one, deny.

    A view with different rights for reading and writing sets `required_action` for safe methods and
    `required_write_action` for the others. `other_action` is an alternative right to the same view.
    """

    message = "Vai trò của bạn không được làm việc này."

    def has_permission(self, request: Request, view: Any) -> bool:
        action = getattr(view, "required_action", None)
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            action = getattr(view, "required_write_action", action)
        user = request.user
        if action is None or not user.is_authenticated:
            return False
        if user.must_change_password:
            self.message = "Hãy đổi mật khẩu lần đầu trước khi dùng API."
            return False
        other = getattr(view, "other_action", None)
        return user.may(action) or (other is not None and user.may(other))


class SignedInByPassword(BasePermission):
    """Deny tokens access to what could outlive them: new tokens and the password."""

    message = "Mã truy cập không làm được việc này; hãy đăng nhập bằng mật khẩu."

    def has_permission(self, request: Request, view: Any) -> bool:
        return not isinstance(request.successful_authenticator, ApiTokenAuthentication)
