"""Real time, for history, logs and signatures. The working date is `areas.queries.today`."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """Return the present moment, aware."""
    return timezone.now()
