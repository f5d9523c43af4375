"""The permission check of every page, in `common` so that apps below `accounts` can use it too."""

import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def require(action: str, *, or_action: str | None = None) -> Callable[[View], View]:
    """Return a decorator that admits users whose role has one of the actions; others get 403.

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
