"""Client addresses, and the response after too many wrong passwords."""

import datetime as dt
import ipaddress
import math
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.clock import now


def client_address(request: HttpRequest) -> str | None:
    """Return the visitor's address, for counting wrong passwords.

    Behind n trusted proxies it is the n-th entry of X-Forwarded-For from the right; entries further
    left are sent by the visitor, who could change them at will.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < proxies <= len(forwarded) and _is_address(forwarded[-proxies].strip()):
        return forwarded[-proxies].strip()
    return request.META.get("REMOTE_ADDR")


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def locked_out(
    request: HttpRequest, response: Any = None, credentials: Any = None, *_args: Any, **_kwargs: Any
) -> HttpResponse:
    """Return 429 with the minutes to wait, the same whether the user exists or not."""
    minutes = minutes_left(
        username=(credentials or {}).get("username", ""),
        address=request.axes_ip_address,  # type: ignore[attr-defined]
        at=now(),
    )
    return render(request, "registration/locked.html", {"minutes": minutes}, status=429)


def minutes_left(*, username: str, address: str | None, at: dt.datetime) -> int:
    """Return the minutes until this user name may try again from this address; at least 1."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=address)
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    left = (last or at) + settings.AXES_COOLOFF_TIME - at
    return max(1, math.ceil(left.total_seconds() / 60))
