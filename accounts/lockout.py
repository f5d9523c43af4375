"""Client addresses, and how long the sign-in is locked after too many wrong passwords."""

import datetime as dt
import ipaddress
import math
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.http import HttpRequest

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


class AttemptHandler(AxesDatabaseHandler):
    """Counts wrong passwords by user name and address, and user names by address.

    One password tried for many names would otherwise never reach the limit of a pair.
    """

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """Return the wrong passwords of the pair; the limit where the address is locked."""
        failures: int = super().get_failures(request, credentials)
        if address_opens_at(request.axes_ip_address, at=now()) is None:
            return failures
        return max(failures, settings.AXES_FAILURE_LIMIT)


def address_opens_at(address: str | None, *, at: dt.datetime) -> dt.datetime | None:
    """Return when a locked address may try again, None where it is not locked.

    Signing in removes the wrong passwords of that name, so typing errors do not add up.
    """
    recent = AccessAttempt.objects.filter(
        ip_address=address, attempt_time__gt=at - settings.AXES_COOLOFF_TIME
    )
    names = recent.order_by().values("username").annotate(last=Max("attempt_time"))
    limit = settings.NAMES_FAILED_PER_ADDRESS
    moments = names.order_by("-last").values_list("last", flat=True)[limit - 1 : limit]
    return next((moment + settings.AXES_COOLOFF_TIME for moment in moments), None)


def minutes_left(*, username: str, address: str | None, at: dt.datetime) -> int:
    """Return the minutes until this user name may try again from this address; at least 1."""
    pair = AccessAttempt.objects.filter(username=username, ip_address=address).aggregate(
        failures=Sum("failures_since_start", default=0), last=Max("attempt_time")
    )
    opens = [address_opens_at(address, at=at) or at]
    if pair["failures"] >= settings.AXES_FAILURE_LIMIT:
        opens.append(pair["last"] + settings.AXES_COOLOFF_TIME)
    return max(1, math.ceil((max(opens) - at).total_seconds() / 60))
