"""The installation and the working date."""

import datetime as dt

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from areas.models import Installation

CACHE_KEY = "areas.installation"
CACHE_SECONDS = 30


def installation() -> Installation | None:
    """Return the one installation row with its district, or None before set-up."""
    found = cache.get(CACHE_KEY)
    if found is None:
        found = Installation.objects.select_related("district__province").first()
        if found is not None:
            cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found


def today() -> dt.date:
    """Return the working date: the fixed date of demo data, otherwise the local date.

    Deadlines, years and forecasts use it. History and logs use real time (`common.clock.now`).
    """
    if is_demo():
        return settings.DEMO_DATE
    return timezone.localdate()


def is_demo() -> bool:
    """Return whether the data are invented (DỮ LIỆU MẪU)."""
    current = installation()
    return current is not None and current.is_demo
