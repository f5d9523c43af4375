"""The one door of every API view: it names the action it needs, or stays shut."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request


class HasAction(BasePermission):
    """Pass people whose role carries `view.required_action`; without one, nobody.

    A view that reads with one right and writes with another names both:
    `required_action` for safe methods, `required_write_action` for the rest.
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
        return user.may(action)
