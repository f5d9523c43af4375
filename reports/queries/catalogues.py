"""Names that hardly ever change, cached for half a minute."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from areas.queries import CACHE_SECONDS
from households.models import Indicator
from support.models import PovertyReason

_Row = TypeVar("_Row")


def reasons_of_poverty() -> tuple[PovertyReason, ...]:
    """Return the official list of reasons, in one query if it is not cached."""
    return _kept("reports.reasons", lambda: tuple(PovertyReason.objects.all()))


def indicators_of(standard: int) -> tuple[Indicator, ...]:
    """Return the indicators of a standard, in one query if they are not cached."""
    return _kept(
        f"reports.indicators.{standard}",
        lambda: tuple(Indicator.objects.filter(standard=standard)),
    )


def _kept(key: str, ask: Callable[[], tuple[_Row, ...]]) -> tuple[_Row, ...]:
    found = cache.get(key)
    if found is None:
        found = ask()
        cache.set(key, found, CACHE_SECONDS)
    return found
