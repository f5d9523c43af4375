"""The one door of every page. It stands here so that apps below `accounts` can use it too."""

import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def require(action: str, *, or_action: str | None = None) -> Callable[[View], View]:
    """Let only people whose role carries the action (or the other one) pass; others get 403.

    The wrapped view carries `required_action`, which the architecture tests read.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user: Any = request.user
            if not (user.may(action) or (or_action and user.may(or_action))):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.required_action = action  # type: ignore[attr-defined]
        return guarded

    return decorate
