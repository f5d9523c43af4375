"""The one door of every API view: it names the action it needs, or stays shut."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.api.authentication import ApiTokenAuthentication


class HasAction(BasePermission):
    """Pass people whose role carries `view.required_action`; without one, nobody.

    A view that reads with one right and writes with another names both:
    `required_action` for safe methods, `required_write_action` for the rest. What two roles may
    do by different rights names the second as `other_action`.
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
    """Keep programs out of what could outlive their token: making tokens, changing the password."""

    message = "Mã truy cập không làm được việc này; hãy đăng nhập bằng mật khẩu."

    def has_permission(self, request: Request, view: Any) -> bool:
        return not isinstance(request.successful_authenticator, ApiTokenAuthentication)
